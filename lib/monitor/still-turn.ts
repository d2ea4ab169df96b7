import 'server-only';
import { standsStill } from '../domain/observation/stands-still';
import type { Sighting } from '../domain/observation/observation';
import { addExposure, type ExposureSample } from '../domain/picture/exposure';
import { provenGoodSave } from '../domain/save/proven-save';
import { learnPast } from '../domain/state/failover';
import type { Memory } from './memory';

/** What a turn comes to in which nothing happened. */
interface StillTurn {
  readonly memory: Memory;
  readonly exposure: readonly ExposureSample[];
}

/**
 * The turn after which all is as it was but time, and how many changes no snapshot has; null where it takes a closer look. Nearly every
 * turn is one, and the closer look would find the same in ten times as long.
 */
export function stillTurn(memory: Memory, after: Sighting, gapAfterMs: number): StillTurn | null {
  const before = memory.sighting;
  if (before === null || after.at - before.at > gapAfterMs || !standsStill(before.facts, after.facts)) return null;
  if (!isAtRest(memory, after)) return null;
  const { open, ended } = addExposure(memory.exposure, after);
  const past = learnPast(memory.past, after);
  return { exposure: ended, memory: { ...memory, sighting: after, endedAt: after.at, exposure: open, past } };
}

/** Nothing is under way or waited for, and nothing is yet to be learned of what stands still. */
function isAtRest(memory: Memory, after: Sighting): boolean {
  const { running, own, ownGuardChange, refusing, knowledge } = memory;
  if (running !== null || own !== null || ownGuardChange !== null || refusing !== null) return false;
  const { rdb, replication } = after.facts;
  if (rdb.inProgress !== false || rdb.lastStatus !== 'ok' || (replication.copyingReplicas ?? 0) > 0) return false;
  if (knowledge.runningSince !== null || knowledge.failureOpenSince !== null) return false;
  return knowledge.lastGoodSaveAt !== null || provenGoodSave(after) === null;
}
