import {
  valueOf,
  type EpochMs,
  type GuardValue,
  type Observation,
  type ProblemCode,
  type Sighting,
} from '../observation/observation';
import type { InstanceStateName } from './instance-view';
import type { Override } from '../action/override';
import type { SaveKnowledge } from '../save/save-knowledge';
import { progressOf } from '../save/running-save';
import type { SettingsPast } from './settings-past';
import { atRisk } from './state-at-risk';
import { contextOf, diskSaveRuns, missingForCalm, type StateContext, type Verdict } from './state-context';
import { notSaving, rejecting } from './state-failing';
import { problemIn } from '../words/told';
import type { Words } from '../words/words';
import { EN } from '../words/en';

export interface StateInput {
  /** The poll that ended last; null before the first. */
  readonly latest: Observation | null;
  readonly before: Sighting | null;
  readonly knowledge: SaveKnowledge;
  readonly expectedGuard: GuardValue;
  readonly override: Override | null;
  /** What was seen of its settings in this run. Absent: nothing. */
  readonly settings?: SettingsPast;
  readonly now: EpochMs;
  readonly staleAfterMs: number;
}

export type StateVerdict = Verdict<InstanceStateName>;

const NO_ACCESS: readonly ProblemCode[] = ['auth', 'noperm', 'protected-mode'];

/** No poll ended within the stale limit: nothing may be claimed. */
export function isStale(latest: Observation | null, now: EpochMs, staleAfterMs: number): boolean {
  return latest === null || now - latest.at > staleAfterMs;
}

/** The one state of an instance and its sentence; the first that applies. `WORST_FIRST` has them in the order of lists. */
export function instanceState(input: StateInput, words: Words = EN): StateVerdict {
  const { latest, now } = input;
  if (latest === null) return told('unknown', words.summary.neverRead);
  if (isStale(latest, now, input.staleAfterMs)) return told('unknown', words.summary.stale(latest.at, now));
  if (latest.kind === 'problem') {
    const state = NO_ACCESS.includes(latest.problem.code) ? 'no-access' : 'unreachable';
    return told(state, problemIn(latest.problem, words));
  }
  return stateOfFacts(contextOf(latest, input, words));
}

function stateOfFacts(context: StateContext): StateVerdict {
  const { facts, writes } = context;
  const { loading, server, ping, rdb } = facts;
  const { summary, factNames } = context.words;
  if (loading.active === true) return told('loading', summary.loading(loading.percent, loading.etaSeconds));
  if (server.role === null) {
    return told('unknown', ping.kind === 'refused' ? summary.refusedRoleUnknown : summary.unreadable(factNames.role));
  }
  // Proof needs no other fact.
  if (writes.availability === 'rejected') return rejecting(context);
  if (loading.active === null) return told('unknown', summary.unreadable(factNames.loading));
  if (rdb.lastStatus === null) return told('unknown', summary.unreadable(factNames.lastStatus));
  return notSaving(context) ?? calmAtMost(context);
}

/** No save failed: what is left speaks of risk, of work or of rest, and every fact it rests on must be readable. */
function calmAtMost(context: StateContext): StateVerdict {
  const { summary, factNames } = context.words;
  const missing = missingForCalm(context.facts);
  if (missing !== null) return told('unknown', summary.unreadable(factNames[missing]));
  return atRisk(context) ?? saving(context) ?? noPersistence(context) ?? saved(context);
}

function saving({ facts, knowledge, sighting, words }: StateContext): StateVerdict | null {
  if (!diskSaveRuns(facts, knowledge)) return null;
  const { startedAt, percent } = progressOf(sighting, knowledge);
  return told('saving', words.summary.saving(startedAt, percent, sighting.at));
}

function hasNoSavePoints({ facts }: StateContext): boolean {
  return valueOf(facts.config.savePoints)?.length === 0;
}

function noPersistence(context: StateContext): StateVerdict | null {
  if (!hasNoSavePoints(context) || context.facts.aof.enabled !== false) return null;
  return told('no-persistence', context.words.summary.noPersistence);
}

function saved(context: StateContext): StateVerdict {
  const { facts, goodSaveAt, sighting, words } = context;
  const { summary } = words;
  const changes = Math.max(0, facts.rdb.changesSinceLastSave ?? 0);
  if (hasNoSavePoints(context)) return told('saved', summary.aofOnly);
  if (goodSaveAt === null) return told('saved', summary.nothingChanged);
  const unsure = valueOf(facts.config.savePoints) === null ? [summary.dueUnknown] : [];
  return told('saved', words.text([summary.saved(goodSaveAt, changes, sighting.at), ...unsure]));
}

function told(state: InstanceStateName, summary: string): StateVerdict {
  return { state, summary, quiet: false };
}
