import { processStart, toOurClock } from '../observation/clock';
import { valueOf, type Facts } from '../observation/observation';
import { overdue, overduePoint } from '../save/save-points';
import { diskSaveRuns, type StateContext, type Verdict } from './state-context';
import { sentences } from './state-failing';
import { tampering } from '../cause/tampering';

/** Redis tells durations in whole seconds, off by up to one. */
const ROUNDING_S = 1;
/** A save so long, with none to compare it with, is worth a look, seconds. */
const LONG_S = 900;

/** Works, but would not be trusted: all that speaks for it, worst first. Null when nothing does. */
export function atRisk(context: StateContext): Verdict<'at-risk'> | null {
  const risks = risksOf(context);
  if (risks.length === 0) return null;
  const isLoud = risks.some(({ kind }) => kind !== 'no-save-seen');
  const summary = sentences(
    context.words,
    risks.map(({ sentence }) => sentence),
  );
  return { state: 'at-risk', summary, quiet: !isLoud && notDueYet(context) };
}

/** What can be wrong while saves work. */
export type RiskKind = keyof typeof RULES | 'no-save-seen';

interface Risk {
  readonly kind: RiskKind;
  readonly sentence: string;
}

type Rule = (context: StateContext) => string | null;

/** Worst first. */
const RULES = {
  tampered,
  'rewrite-failed': rewriteFailed,
  'unexpected-guard': unexpectedGuard,
  cancelled,
  overdue: overdueSave,
  slow: slowSave,
  'open-failure': openFailure,
} satisfies Record<string, Rule>;

/** All that speaks against trusting an instance whose saves work, worst first. */
export function risksOf(context: StateContext): readonly Risk[] {
  const found: Risk[] = [];
  const look = (kind: RiskKind, sentence: string | null): void => {
    if (sentence !== null) found.push({ kind, sentence });
  };
  for (const kind of Object.keys(RULES) as (keyof typeof RULES)[]) look(kind, RULES[kind](context));
  if (context.knowledge.failureOpenSince === null) look('no-save-seen', noSaveSeen(context));
  return found;
}

function tampered({ facts, words }: StateContext): string | null {
  const found = tampering(facts);
  return found?.loud === true ? found.sentence(words) : null;
}

function rewriteFailed({ facts, words }: StateContext): string | null {
  return facts.aof.enabled === true && facts.aof.lastRewriteStatus === 'err' ? words.summary.rewriteFailed : null;
}

function unexpectedGuard({ facts, expectedGuard, override, settings, sighting, words }: StateContext): string | null {
  const value = valueOf(facts.config.guard);
  if (value === null || value === expectedGuard) return null;
  if (value === 'yes') return words.summary.guardOn;
  if (override !== null) {
    return override.expiredWhy === null
      ? words.summary.guardOffUntil(override, sighting.at)
      : words.summary.guardStuck(override);
  }
  if (valueOf(facts.config.savePoints)?.length === 0) return words.summary.guardOffNoPoints;
  const changed = settings?.guard?.changed ?? null;
  return changed === null
    ? words.summary.guardOff
    : words.summary.guardOffSince(changed.at, changed.actionId === null, sighting.at);
}

function cancelled({ knowledge, words }: StateContext): string | null {
  return knowledge.lastOutcome === 'cancelled' ? words.summary.cancelled : null;
}

/** Between a write that makes a save due and Redis's next tick lies a moment: due in two polls is overdue. */
function overdueSave({ facts, before, sighting, goodSaveAt, words }: StateContext): string | null {
  if (overdue(facts) !== true) return null;
  if (before !== null && sameRun(before.facts, facts) && overdue(before.facts) !== true) return null;
  const since = goodSaveAt === null ? null : toOurClock(facts.rdb.lastSaveTime, sighting);
  return words.summary.overdue(overduePoint(facts), since, sighting.at);
}

function sameRun(a: Facts, b: Facts): boolean {
  return a.server.runId === b.server.runId;
}

function slowSave({ facts, knowledge, words }: StateContext): string | null {
  const elapsed = facts.rdb.currentSeconds;
  if (elapsed === null || !diskSaveRuns(facts, knowledge)) return null;
  const usual = knowledge.lastGoodDurationSeconds ?? facts.rdb.lastDurationSeconds;
  if (usual === null) return elapsed > LONG_S ? words.summary.long(elapsed) : null;
  return elapsed > 2 * (usual + ROUNDING_S) ? words.summary.slow(elapsed, usual) : null;
}

function openFailure({ knowledge, sighting, words }: StateContext): string | null {
  return knowledge.failureOpenSince === null
    ? null
    : words.summary.failureOpen(knowledge.failureOpenSince, sighting.at);
}

/** Redis says "ok" and gives its start as the last save: nobody saw one (no claim without proof). Without save points none is expected. */
function noSaveSeen({ facts, sighting, goodSaveAt, words }: StateContext): string | null {
  const changes = facts.rdb.changesSinceLastSave ?? 0;
  if (goodSaveAt !== null || changes === 0 || valueOf(facts.config.savePoints)?.length === 0) return null;
  return words.summary.noSaveSeen(processStart(sighting), Math.abs(changes), sighting.at);
}

function notDueYet({ facts }: StateContext): boolean {
  return overdue(facts) !== null;
}
