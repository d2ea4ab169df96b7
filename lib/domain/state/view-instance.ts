import type { Approval } from '../action/approval';
import { viewAnswers } from './answer-pace';
import { bgsaveCapability, setStopWritesCapability } from '../action/action-guards';
import { processStart } from '../observation/clock';
import { choicesOf, isTrouble } from '../action/compare';
import { viewClock } from './clock-skew';
import { currentCause } from '../cause/current-cause';
import { driftOf } from './drift';
import { failoverNote, type Failover } from './failover';
import { UNASKED, type GroupStanding } from '../group/group';
import { viewGroup } from '../group/view-group';
import { addressOf, type RegisteredInstance } from '../instance/instance';
import { instanceState, isStale } from './instance-state';
import type { InstanceStateName, InstanceView } from './instance-view';
import { nextSteps } from '../steps/next-steps';
import type { EpochMs, Facts, Observation, Problem, Sighting } from '../observation/observation';
import { viewObserver } from '../instance/observer';
import { viewWithheld } from '../instance/withheld';
import { overrideOf, type Override } from '../action/override';
import { runningSave } from '../save/running-save';
import { risksOf } from './state-at-risk';
import { contextOf } from './state-context';
import type { SettingsPast } from './settings-past';
import type { SaveKnowledge } from '../save/save-knowledge';
import { causeIn, problemIn, reasonIn } from '../words/told';
import type { Maybe } from '../observation/three-valued';
import { viewExposure } from './view-exposure';
import { viewRdb } from './view-rdb';
import type { Words } from '../words/words';
import { EN } from '../words/en';
import { guardHelps, rejectedCount, writeAvailability } from './write-availability';

export interface ViewInput {
  readonly registered: RegisteredInstance;
  /** The poll that ended last, with facts or with a problem; null before the first. */
  readonly latest: Observation | null;
  /** The last observation with facts, possibly older than `latest`. */
  readonly sighting: Sighting | null;
  /** The one before `sighting`: a save must be due in both to be called overdue. Absent: `sighting` alone decides. */
  readonly before?: Sighting | null;
  readonly knowledge: SaveKnowledge;
  /** The row of the save that runs, in the history. Absent: none is known. */
  readonly runningId?: string | null;
  /** The override that is open, as it is kept. Absent: none is. */
  readonly override?: Override | null;
  /** What Redis said of the rights of the user that polls. Absent: it was not asked. */
  readonly mayChangeSettings?: Maybe;
  /** Is there a BGSAVE at all, whoever may run it? Absent: not asked. */
  readonly hasBgsave?: Maybe;
  /** Seconds that the clock of Redis is ahead of ours, as its looks tell. Absent: not known. */
  readonly clockAheadSeconds?: number | null;
  /** Milliseconds that slow answers take, 0: they are not slow. Absent: not known. */
  readonly slowMs?: number | null;
  /** What waits for a second person. Absent: nothing does. */
  readonly approval?: Approval | null;
  /** The number of the incident that is open. Absent: none is. */
  readonly incident?: number | null;
  /** What a failover left behind, here or elsewhere. Absent: nothing. */
  readonly failover?: Failover | null;
  /** What its group announces of it. Absent: nobody was asked. */
  readonly group?: GroupStanding;
  /** Names of other instances that are the same process. Absent: none is. */
  readonly twins?: readonly string[];
  /** What was seen of its settings in this run. Absent: nothing. */
  readonly settings?: SettingsPast;
  /** Changes a minute that no snapshot has. Absent: not known. */
  readonly growsPerMinute?: number | null;
  /** False: the store takes nothing, so nothing may be changed. Absent: it does. */
  readonly recording?: boolean;
  /** State and since of the view before this one, also across a restart of Savepoint. */
  readonly previous: RememberedState | null;
  readonly now: EpochMs;
  /** From this age of `latest` on, nothing is claimed any more. */
  readonly staleAfterMs: number;
}

/** The state of the view before, and since when. */
export interface RememberedState {
  readonly state: InstanceStateName;
  readonly since: EpochMs | null;
  readonly atLeast: boolean;
}

/** States in which nothing is seen of an instance: what shows behind them may have begun any time before. */
const BLIND: readonly InstanceStateName[] = ['unknown', 'unreachable', 'no-access'];

/**
 * All that Savepoint says of an instance now. Without a fresh sighting the facts of the last one are still told, as of
 * `observedAt`; what is concluded for now (writes, a running save, the next retry, the actions) is then unknown.
 */
export function viewInstance(input: ViewInput, words: Words = EN): InstanceView {
  const { registered, latest, knowledge, now, staleAfterMs } = input;
  const sighting = latest?.kind === 'facts' ? latest : input.sighting;
  const facts = sighting?.facts ?? null;
  const stale = isStale(latest, now, staleAfterMs);
  const live = !stale && latest?.kind === 'facts' ? latest : null;
  const override = facts && overrideOf(facts, input.override ?? null);
  const judging = { ...input, before: input.before ?? null, expectedGuard: registered.expectedGuard, override };
  const verdict = instanceState(judging, words);
  const { previous } = input;
  const lasts = previous?.state === verdict.state;
  const since = lasts ? previous.since : null;
  const hasBgsave = input.hasBgsave ?? null;
  const judged = { registered, latest, stale, recording: input.recording ?? true, hasBgsave };
  const view = {
    ...identity(registered),
    group: viewGroup(
      registered.group ?? null,
      input.group ?? UNASKED,
      live === null ? null : live.facts.server.role,
      words,
    ),
    watchedTwice: watchedTwice(input.twins ?? [], words),
    ...verdict,
    since: since ?? (stale || latest === null ? now : latest.at),
    sinceAtLeast: lasts ? previous.atLeast : previous === null || BLIND.includes(previous.state),
    observedAt: sighting?.at ?? null,
    staleAfterMs,
    live: live !== null,
    problem: latest?.kind === 'problem' ? viewProblem(latest.problem, words) : null,
    server: { ...viewServer(sighting), clock: viewClock(input.clockAheadSeconds ?? null, words) },
    answers: viewAnswers(live === null ? null : (input.slowMs ?? null), words),
    observer: viewObserver(registered, facts, input.mayChangeSettings ?? null, words),
    withheld: viewWithheld(registered, facts, hasBgsave, words),
    replication: facts === null ? NO_REPLICATION : viewReplication(facts),
    loading: viewLoading(live?.facts ?? null),
    writes: viewWrites(live, sighting, words),
    guard: {
      ...viewGuard(registered, live, facts, words),
      override,
      approval: input.approval ?? null,
      failoverNote: input.failover ? failoverNote(input.failover, words) : null,
    },
    rdb: viewRdb(live, sighting, knowledge, words),
    aof: {
      enabled: facts?.aof.enabled ?? null,
      lastWriteStatus: facts?.aof.lastWriteStatus ?? null,
      lastRewriteStatus: facts?.aof.lastRewriteStatus ?? null,
    },
    exposure: viewExposure(live, facts, input, words),
    drift: sighting === null ? [] : driftOf(sighting, input.settings ?? {}, override, words),
    save: live === null ? null : runningSave(live, knowledge, input.runningId ?? null),
    cause: viewCause(facts, knowledge, words),
    incident: input.incident ?? null,
    actions: { bgsave: bgsaveCapability(judged, words), setStopWrites: setStopWritesCapability(judged, words) },
  };
  const context = live !== null && isTrouble(view.state) ? contextOf(live, judging, words) : null;
  const risks = view.state === 'at-risk' && context !== null ? risksOf(context).map(({ kind }) => kind) : [];
  return {
    ...view,
    nextSteps: nextSteps({
      view,
      endpoint: registered.endpoint,
      tls: registered.tls,
      canAct: registered.operator !== null,
      facts,
      risks,
      words,
    }),
    choices: context && choicesOf({ ...view, registered, context, risks }),
  };
}

function viewReplication({ replication }: Facts): InstanceView['replication'] {
  const { primaryAddress, linkUp, lagSeconds, connectedReplicas } = replication;
  return { primaryAddress, linkUp, lagSeconds, connectedReplicas };
}

const NO_REPLICATION = { primaryAddress: null, linkUp: null, lagSeconds: null, connectedReplicas: null };

/** Names the fields one by one: an instance holds secrets. */
const MOST_TWINS_NAMED = 3;

function watchedTwice(names: readonly string[], { group }: Words): string | null {
  if (names.length === 0) return null;
  const more = names.length > MOST_TWINS_NAMED ? ['…'] : [];
  return group.watchedTwice([...names.slice(0, MOST_TWINS_NAMED), ...more].join(', '));
}

function identity({ id, name, endpoint, environment, tags, origin }: RegisteredInstance) {
  return { id, name, address: addressOf(endpoint), environment, tags, origin };
}

function viewProblem(problem: Problem, words: Words): InstanceView['problem'] {
  return { code: problem.code, message: problemIn(problem, words) };
}

function viewCause(facts: Facts | null, knowledge: SaveKnowledge, words: Words): InstanceView['cause'] {
  const cause = facts === null ? null : currentCause(facts, knowledge);
  return cause === null ? null : causeIn(cause, words);
}

function viewServer(sighting: Sighting | null): Omit<InstanceView['server'], 'clock'> {
  const { software, version, role, runId } = sighting?.facts.server ?? NO_SERVER;
  return { software, version, role, runId, startedAt: sighting === null ? null : processStart(sighting) };
}

const NO_SERVER = { software: null, version: null, role: null, runId: null };

function viewLoading(facts: Facts | null): InstanceView['loading'] {
  if (facts?.loading.active !== true) return null;
  return { percent: facts.loading.percent, etaSeconds: facts.loading.etaSeconds };
}

function viewWrites(live: Sighting | null, sighting: Sighting | null, words: Words): InstanceView['writes'] {
  const { reasons } = words;
  const rejected = sighting === null ? { count: null, reason: reasons.noFacts } : rejectedCount(sighting.facts, words);
  const counted = { rejectedCount: rejected.count, rejectedCountReason: rejected.reason };
  if (live !== null) return { ...writeAvailability(live.facts, words), ...counted };
  const last = sighting === null ? null : { was: writeAvailability(sighting.facts).availability, at: sighting.at };
  return {
    availability: 'unknown',
    cause: null,
    evidence: null,
    reason: last === null ? reasons.noFacts : reasons.writesLastKnown(last.was, last.at),
    ...counted,
  };
}

function viewGuard(
  { expectedGuard }: RegisteredInstance,
  live: Sighting | null,
  facts: Facts | null,
  words: Words,
): Omit<InstanceView['guard'], 'override' | 'approval' | 'failoverNote'> {
  return {
    value: facts?.config.guard.value ?? null,
    valueReason: facts === null ? words.reasons.noFacts : reasonIn(facts.config.guard, words),
    expected: expectedGuard,
    helps: live === null ? null : guardHelps(live.facts, writeAvailability(live.facts)),
  };
}
