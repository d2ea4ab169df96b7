import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Explainer, type Explanation } from '../../lib/domain/redis-log/explain';
import { Lines } from '../../lib/domain/text/lines';
import { Decoder } from '../../lib/http/decoded';
import { repetitions } from '../support/repetitions';

const MIB = 1_048_576;
const PIECE = 64 * 1024;
/** One failed save in six lines, as a server in trouble writes them. */
const ROUND = [
  '12:M 22 Nov 2026 05:44:11.304 * 100 changes in 300 seconds. Saving...',
  '12:M 22 Nov 2026 05:44:11.305 * Background saving started by pid 77',
  '77:C 22 Nov 2026 05:44:11.401 # Write error saving DB on disk: No space left on device',
  '12:M 22 Nov 2026 05:44:11.505 # Background saving error',
  '12:M 22 Nov 2026 05:44:11.506 - DB 0: 182340 keys (0 volatile) in 262144 slots HT.',
  '  File "/srv/shop/cart.py", line 41, in reserve',
];
const LINES = repetitions({ often: 1_000_000, seldom: 30_000 });

const BLOCK = Buffer.from(`${ROUND.join('\n')}\n`.repeat(1_000));

function* pieces(): Generator<Uint8Array> {
  for (let lines = 0; lines < LINES; lines += ROUND.length * 1_000) {
    for (let at = 0; at < BLOCK.length; at += PIECE) yield BLOCK.subarray(at, at + PIECE);
  }
}

/** Milliseconds of processor time that it takes, and the most that the heap held beyond what it held before. */
function measured(tell: (line: string) => void): { ms: number; heap: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const lines = new Lines(tell);
  const decoder = new Decoder();
  collect();
  const before = process.memoryUsage().heapUsed;
  let [heap, ms, count] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (const piece of pieces()) {
    const start = process.cpuUsage();
    lines.add(decoder.add(piece));
    ms += process.cpuUsage(start).user / 1000;
    count += 1;
    if (count % Math.floor(LINES / 3_000) !== 0) continue;
    collect();
    heap = Math.max(heap, process.memoryUsage().heapUsed - before);
  }
  lines.end();
  return { ms, heap };
}

it(`a log of ${LINES} lines is told in full, and takes no more memory than a short one`, { timeout: 300_000 }, () => {
  let read = 0;
  const alone = measured(() => (read += 1));
  const explainer = new Explainer({ now: Date.UTC(2026, 10, 28), offsetMinutes: 0 }, 'orders');
  const explaining = measured((line) => explainer.add(line));
  const told: Explanation = explainer.end();
  const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;
  console.log(
    `${read} lines: ${explaining.ms.toFixed(0)} ms, ${(explaining.ms / alone.ms).toFixed(1)} times as long as to read them alone (${alone.ms.toFixed(0)} ms); ` +
      `heap at most ${mib(explaining.heap)} above what it was (reading alone: ${mib(alone.heap)})`,
  );
  expect(told.lines).toEqual({ read, understood: (read / ROUND.length) * 5 });
  expect(told.counted).toEqual({ saved: 0, failed: read / ROUND.length, other: 0 });
  expect(told.cause?.kind).toBe('disk-full');
  // What was read weighs more than that.
  expect(explaining.heap).toBeLessThan(2 * MIB);
});
