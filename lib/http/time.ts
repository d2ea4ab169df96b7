import 'server-only';
import type { EpochMs } from '../domain/observation';

/** ISO 8601 UTC with milliseconds. */
export function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** The same for a time that may not be known. */
export function isoTimeOrNull(at: EpochMs | null): string | null {
  return at === null ? null : isoTime(at);
}
