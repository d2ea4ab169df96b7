import type { Evidence } from '../cause/evidence';
import type { Facts } from '../observation/observation';
import type { Cause } from '../save/save';
import { RUNBOOK_KINDS, type Failing, type RunbookInput, type RunbookKind } from './runbook';

/**
 * The runbook that a cause leads to. Two errors of the kernel have steps of their own although they share the kind of another
 * cause: EISDIR, where a directory has the name of the dump, and EFBIG, where a limit on the size of files is reached
 * (redis-persistence.md, 11: seen as `Is a directory` and `File too large`).
 */
export function runbookKindOf({ asked, cause, failing }: RunbookInput): RunbookKind {
  if (asked !== null) return asked;
  if (cause === null || cause.kind === 'unknown') return unnamed(cause, failing);
  const texts = cause.evidence.map(errorIn).join('\n');
  if (texts.includes('Is a directory')) return 'name-taken';
  if (texts.includes('File too large')) return 'file-limit';
  return RUNBOOK_KINDS.find((kind) => kind === cause.kind) ?? unnamed(cause, failing);
}

function unnamed(cause: Cause | null, failing: Failing): RunbookKind {
  if (failing === 'aof') return 'aof';
  return cause?.stage === 'fork' ? 'fork-unknown' : 'unknown';
}

/** What a piece of evidence quotes of Redis's own words; rows of earlier releases are sentences. */
function errorIn(evidence: Evidence): string {
  if (typeof evidence === 'string') return evidence;
  if (evidence.told === 'aof-named') return evidence.error;
  return evidence.told === 'log-line' ? evidence.said : '';
}

/**
 * What cannot be written: as the refusal says, else as the states say. With both it is the snapshots, which Redis looks at first
 * (redis-persistence.md, 2).
 */
export function failingOf(facts: Facts | null): Failing {
  if (facts === null) return 'rdb';
  if (facts.ping.kind === 'refused') return facts.ping.cause;
  const { rdb, aof } = facts;
  return rdb.lastStatus !== 'err' && aof.enabled === true && aof.lastWriteStatus === 'err' ? 'aof' : 'rdb';
}
