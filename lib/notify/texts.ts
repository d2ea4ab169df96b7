import 'server-only';
import type { Notice } from '../domain/notice/notice';
import type { EpochMs } from '../domain/observation/observation';

/** The cause with how sure it is, and what speaks for it first; null where none is known. */
export function causeText({ cause }: Notice): string | null {
  if (cause === null) return null;
  return [`Cause: ${cause.kind} (${cause.confidence}).`, ...cause.evidence.slice(0, 1)].join(' ');
}

/** ISO 8601 UTC with milliseconds. */
export function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}
