import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How far the heap grows beyond what it held at the beginning; each look collects what nobody holds first. */
export function heapWatch(): { readonly look: () => void; readonly most: () => number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  return {
    look: () => {
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    },
    most: () => most,
  };
}

/** Bytes for a person. */
export function inMiB(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
