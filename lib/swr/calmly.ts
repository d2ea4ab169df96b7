const last = new Map<string, number>();
const waiting = new Set<string>();

/**
 * Does something at once, and then at most once in `everyMs` for the same name: what is asked for meanwhile is done once, at
 * the end of that time, so that the last request is never lost.
 */
export function calmly(name: string, everyMs: number, work: () => void): void {
  if (waiting.has(name)) return;
  const rest = (last.get(name) ?? -Infinity) + everyMs - performance.now();
  const run = (): void => {
    waiting.delete(name);
    last.set(name, performance.now());
    work();
  };
  if (rest <= 0) return run();
  waiting.add(name);
  setTimeout(run, rest);
}
