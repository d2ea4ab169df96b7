import 'server-only';
import { utc } from '../domain/text/format';
import type { EpochMs } from '../domain/observation/observation';
import type { OverrideEnd } from '../domain/action/override';

/** A new end of an override, as the audit keeps it. */
export function movedSentence(from: OverrideEnd, to: OverrideEnd, now: EpochMs): string {
  return `The end of the override moved from ${endName(from, now)} to ${endName(to, now)}.`;
}

function endName({ kind, at }: OverrideEnd, now: EpochMs): string {
  if (kind === 'time') return utc(at, now);
  return kind === 'none' ? 'none' : 'the next good save';
}
