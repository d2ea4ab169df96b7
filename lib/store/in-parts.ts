import 'server-only';

/** Rows of one statement: an engine takes some ten thousand parameters at most, and others wait for it. */
const TOGETHER = 500;

/** Runs `work` for some hundred of these after the other: once, for most; never where there are none. */
export async function inParts<T>(all: readonly T[], work: (part: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += TOGETHER) await work(all.slice(from, from + TOGETHER));
}
