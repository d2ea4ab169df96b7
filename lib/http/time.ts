import 'server-only';
import type { EpochMs } from '../domain/observation/observation';

/** ISO 8601 UTC with milliseconds. */
export function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** The same for a time that may not be known. */
export function isoTimeOrNull(at: EpochMs | null): string | null {
  return at === null ? null : isoTime(at);
}

/** A time of a request, in ISO 8601, as milliseconds since 1970. */
export function epochOrNull(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
