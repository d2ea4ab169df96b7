import { setFlagsFromString } from 'node:v8';

/** What regular expressions had to do meanwhile. */
export interface RegexpWork {
  /** Characters that they were given, over all calls. */
  readonly characters: number;
  /** Of each expression the longest text that it was given. */
  readonly given: ReadonlyMap<RegExp, string>;
}

/** Counts what regular expressions are given while `work` runs. Every method of texts and expressions goes by way of `exec`. */
export function regexpWork(work: () => void): RegexpWork {
  const given = new Map<RegExp, string>();
  let characters = 0;
  const real = RegExp.prototype.exec;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    // Where `split` tries each place by itself, it looks at that place.
    characters += this.sticky ? 1 : text.length - (this.global ? this.lastIndex : 0);
    if (!this.sticky && text.length > (given.get(this)?.length ?? -1)) given.set(this, text);
    return real.call(this, text);
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = real;
  }
  return { characters, given };
}

type WithLimit = (source: string, flags: string, mostBacktracks: number) => RegExp;

/**
 * Does V8 go back so often while it looks for this expression in a text, wherever that may begin? It gives up at its limit, and that is
 * told from “not found” by another way to match, which is always there.
 */
export function goesBackMoreThan(most: number, { source, flags }: RegExp, text: string): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const withLimit = new Function('s', 'f', 'n', 'return %NewRegExpWithBacktrackLimit(s, f, n)') as WithLimit;
  const bounded = withLimit(`[^]*?(?:${source})|`, flags.replace(/[gy]/g, ''), most);
  return bounded.exec(text) === null;
}
