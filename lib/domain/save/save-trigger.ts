import type { EpochMs, Sighting } from '../observation/observation';
import type { SaveOutcome, SaveTrigger } from './save';
import type { Movement } from './save-movement';

/** A BGSAVE that was sent from here, and what Redis said to it. */
export interface OwnBgsave {
  readonly actor: string;
  readonly reply: 'started' | 'scheduled' | 'fork-refused' | 'no-answer';
  readonly sentAt: EpochMs;
}

export interface TriggerFacts {
  readonly base: Sighting;
  readonly after: Sighting;
  readonly moved: Movement;
  readonly scheduledElsewhere: boolean;
  readonly own: OwnBgsave | null;
  readonly attempts: number;
  readonly outcome: SaveOutcome;
}

export interface Trigger {
  readonly trigger: SaveTrigger;
  readonly actor: string | null;
}

/**
 * Who started a save, as far as command counters tell. Redis does not say: a BGSAVE counted in the interval was a client's,
 * a full synchronisation a replica's, and with neither only a save point is left.
 */
export function triggerOf(facts: TriggerFacts): Trigger {
  if (isOurs(facts)) return { trigger: 'operator', actor: facts.own?.actor ?? null };
  return { trigger: otherTrigger(facts), actor: null };
}

function isOurs({ own, moved, attempts, outcome, after }: TriggerFacts): boolean {
  if (own === null || attempts !== 1) return false;
  const onlyOne = moved.attempts === null || moved.attempts === 1;
  if (own.reply === 'fork-refused') return outcome === 'failed' && onlyOne;
  if (own.reply === 'scheduled') return onlyOne && after.facts.aof.rewriteInProgress !== true;
  if (own.reply === 'no-answer') return onlyOne && moved.bgsaveCalls === 1;
  return onlyOne && after.at >= own.sentAt;
}

function otherTrigger({ base, after, moved, scheduledElsewhere, own, attempts, outcome }: TriggerFacts): SaveTrigger {
  const began = moved.attempts ?? attempts;
  const byClients = clientSaves(moved, outcome);
  if (byClients === null || scheduledElsewhere || own !== null) return 'unknown';
  if (byClients >= began) return 'other-client';
  if (byClients > 0) return 'unknown';
  const due = savePointCouldMatch(base, after);
  if (moved.replicaSyncs > 0) return due ? 'unknown' : 'replication';
  return due ? 'save-point' : 'unknown';
}

/** BGSAVEs of clients that can have begun a save. A refused fork is answered with an error, so all calls count there. */
function clientSaves(moved: Movement, outcome: SaveOutcome): number | null {
  if (outcome === 'failed' && moved.forkFailures !== null && moved.forkFailures > 0) return moved.bgsaveCalls;
  return moved.bgsaveAccepted;
}

/** Redis saves by itself only when more than `seconds` passed since the last good save (redis-persistence.md, 5). */
function savePointCouldMatch(base: Sighting, after: Sighting): boolean {
  const points = base.facts.config.savePoints.value;
  const { timeSeconds } = after.facts.server;
  const { lastSaveTime } = base.facts.rdb;
  if (points === null || points.length === 0) return false;
  if (timeSeconds === null || lastSaveTime === null) return true;
  return points.some((point) => timeSeconds - lastSaveTime >= point.seconds);
}
