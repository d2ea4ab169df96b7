import type { Evidence } from './evidence';
import { valueOf, type Facts, type PingAnswer } from '../observation/observation';
import type { Cause, CauseKind, Confidence, FailureStage } from '../save/save';
import { writeErrorIn } from './strerror';

/** Above this share of the host's memory a fork can be refused under overcommit_memory=0 when most of it is copied on paper. */
const MUCH_OF_HOST = 0.45;
/** Below this share memory is no likely reason. */
const LITTLE_OF_HOST = 0.2;

function cause(
  kind: CauseKind,
  confidence: Confidence,
  stage: FailureStage | null,
  evidence: readonly Evidence[],
  against: readonly Evidence[] = [],
): Cause {
  return { kind, confidence, stage, evidence, against };
}

/**
 * Why fork(2) was refused; `signs` tell that it was (`forkSigns`), and come first. Redis hides the errno (memory or process limit):
 * memory is `possible` when the figures of the same moment speak for it, else the kind stays `unknown`. Only a log can make it certain.
 */
export function causeOfFork(facts: Facts, signs: readonly Evidence[]): Cause {
  const share = shareOfHost(facts);
  if (share === null) return cause('unknown', 'unknown', 'fork', [...signs, { told: 'memory-not-told' }]);
  const told = {
    told: 'memory-share',
    used: share.used,
    host: share.host,
    percent: Math.round(share.ratio * 100),
  } as const;
  if (share.ratio > MUCH_OF_HOST)
    return cause('fork-memory', 'possible', 'fork', [...signs, told], [{ told: 'no-errno' }]);
  const against = share.ratio < LITTLE_OF_HOST ? [told] : [];
  return cause('unknown', 'unknown', 'fork', against.length > 0 ? signs : [...signs, told], against);
}

/** Why the child failed. Its exit tells no more than that; a data directory that is gone shows as an empty `dir`. */
export function causeOfChild(facts: Facts): Cause {
  if (dirIsGone(facts))
    return cause('path-missing', 'likely', 'child', [{ told: 'child-failed' }, { told: 'dir-empty' }]);
  return cause('unknown', 'unknown', 'child', [{ told: 'child-failed' }]);
}

/** The data directory was deleted: CONFIG GET dir then answers '' (redis-persistence.md, 7). */
export function dirIsGone(facts: Facts): boolean {
  return valueOf(facts.config.dir) === '';
}

function shareOfHost({ memory }: Facts): { used: number; host: number; ratio: number } | null {
  const used = memory.rssBytes ?? memory.usedBytes;
  const host = memory.systemBytes;
  if (used === null || host === null || host <= 0 || used < 0) return null;
  return { used, host, ratio: used / host };
}

/** The kernel's word for why the AOF could not be written, as the PING refusal names it; null when it names none we know. */
export function aofError(ping: PingAnswer): string | null {
  if (ping.kind !== 'refused' || ping.cause !== 'aof') return null;
  return writeErrorIn(ping.text)?.error ?? null;
}

/** Why the AOF cannot be written: certain where the refusal names the error, which RDB refusals never do. */
export function causeOfAof(facts: Facts): Cause {
  const error = aofError(facts.ping);
  const named = error === null ? null : writeErrorIn(error);
  if (named === null) return cause('unknown', 'unknown', null, [{ told: 'aof-unnamed' }]);
  return cause(named.kind, 'certain', null, [{ told: 'aof-named', error: named.error }]);
}
