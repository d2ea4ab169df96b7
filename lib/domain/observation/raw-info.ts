import type { EpochMs, Problem } from './observation';

/** What Redis says to INFO, as it sent it: evidence for what was read from it. */
export interface RawInfo {
  /** Text of the peer as UTF-8, `MOST_SHOWN` characters of it at most. Hostile: shown as escapes. */
  readonly text: string;
  /** How many characters it had. */
  readonly length: number;
  /** When it was read. */
  readonly at: EpochMs;
}

/** The text, or why there is none. */
export type RawReading =
  { readonly kind: 'text'; readonly info: RawInfo } | { readonly kind: 'problem'; readonly problem: Problem };

/** Ten times what a server with a few modules and replicas says; a reply may have a million. */
export const MOST_SHOWN = 65_536;

export function rawInfoOf(text: string, at: EpochMs): RawInfo {
  return { text: text.slice(0, MOST_SHOWN), length: text.length, at };
}
