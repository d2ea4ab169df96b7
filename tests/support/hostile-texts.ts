import { KINDS } from './hostile-kinds';
import { seeded } from './rng';

/** A text from outside that would run, pose as another, or break out of where it stands. */
export interface HostileText {
  readonly id: number;
  readonly kind: string;
  readonly text: string;
  /** It runs by itself in a page that takes it for HTML. */
  readonly runs: boolean;
}

/** As many hostile texts, each of its own; every kind comes once before the first comes again. */
export function hostileTexts(count: number, seed: number): readonly HostileText[] {
  const next = seeded(seed);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(next() * from.length)];
    if (one === undefined) throw new Error('Nothing to choose from.');
    return one;
  };
  return Array.from({ length: count }, (_, id) => {
    const { name, make, runs } = KINDS[id % KINDS.length] ?? pick(KINDS);
    return { id, kind: name, text: make({ run: `__ran(${id})`, pick }), runs };
  });
}

/** Rows of at most `size`. */
export function batches<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

/** By this a text is found wherever it went, whatever became of its quotes, brackets and hidden characters. */
export function markOf({ id }: Pick<HostileText, 'id'>): string {
  return `ran(${id})`;
}

/**
 * What nobody sees, or what steers a terminal or the direction of a line: control and format characters, line separators, halves
 * of a pair, and letters without a shape. Wider than the product's own list on purpose, so that it is no copy of it.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
