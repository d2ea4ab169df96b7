import { setFlagsFromString } from 'node:v8';

/**
 * Counts the characters that regular expressions are given while `work` runs: every method of texts and expressions goes by way of `exec`.
 * Throws before one would go back more than `mostBack` times for each of them, which may take for ever.
 */
export function regexpWork(mostBack: number, work: () => void): number {
  const longest = new Map<string, number>();
  let characters = 0;
  const real = RegExp.prototype.exec;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    // Where `split` tries each place by itself, it looks at that place.
    characters += this.sticky ? 1 : text.length - (this.global ? this.lastIndex : 0);
    if (!this.sticky && text.length > (longest.get(this.source) ?? -1)) {
      longest.set(this.source, text.length);
      if (goesBackMoreThan(mostBack * text.length + 1000, this, text))
        throw new Error(`It goes back for ever: ${this}`);
    }
    return real.call(this, text);
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = real;
  }
  return characters;
}

const EXEC = RegExp.prototype.exec;

type WithLimit = (source: string, flags: string, mostBacktracks: number) => RegExp;

/**
 * Does V8 go back so often while it looks for this expression in a text, wherever that may begin? It gives up at its limit, and that is
 * told from “not found” by another way to match, which is always there.
 */
export function goesBackMoreThan(most: number, { source, flags }: RegExp, text: string): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const withLimit = new Function('s', 'f', 'n', 'return %NewRegExpWithBacktrackLimit(s, f, n)') as WithLimit;
  const bounded = withLimit(`[^]*?(?:${source})|`, flags.replaceAll('g', '').replaceAll('y', ''), most);
  return EXEC.call(bounded, text) === null;
}
