import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { POST } from '../../app/api/explain/route';
import { GET as fleet } from '../../app/api/instances/route';
import { explanationSchema } from '../../lib/contracts/explain';
import { heapWatch, inMiB } from '../support/heap-watch';
import { repetitions } from '../support/repetitions';
import { asked, holdStub, viewOf } from '../support/stub-savepoint';

const LINES = repetitions({ often: 1_000_000, seldom: 30_000 });
const ROUND = [
  '12:M 22 Nov 2026 05:44:11.305 * Background saving started by pid 77',
  '77:C 22 Nov 2026 05:44:11.401 # Write error saving DB on disk: No space left on device',
  '12:M 22 Nov 2026 05:44:11.505 # Background saving error',
  '12:M 22 Nov 2026 05:44:11.506 - DB 0: 182340 keys',
  '  in reserve',
];
const BLOCK = Buffer.from(`${ROUND.join('\n')}\n`.repeat(200));
const BLOCKS = LINES / (ROUND.length * 200);

it(`a file of ${LINES} lines is read as it comes: others are answered meanwhile, and memory stays as it is`, async () => {
  holdStub({ instances: () => [viewOf('orders')] });
  let made = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (made === BLOCKS) return controller.close();
      made += 1;
      controller.enqueue(BLOCK);
    },
  });
  const headers = { 'content-type': 'application/octet-stream' };
  const heap = heapWatch();
  const start = performance.now();
  let isRead = false;
  const reading = POST(asked('POST', '/api/explain', { headers, body })).finally(() => (isRead = true));
  let answers = 0;
  while (!isRead) {
    const answer = await fleet(asked('GET', '/api/instances'));
    expect([answer.status, (await answer.json()) as object]).toEqual([
      200,
      expect.objectContaining({ instances: [expect.anything()] }),
    ]);
    if (!isRead) answers += 1;
    if (answers % Math.ceil(BLOCKS / 20) === 0) heap.look();
    await turn();
  }
  const seconds = (performance.now() - start) / 1000;
  const told = explanationSchema.parse(await (await reading).json());
  console.log(
    `${LINES} lines, ${inMiB(BLOCKS * BLOCK.length)}: ${seconds.toFixed(1)} s, ${answers} other answers meanwhile, heap at most ${inMiB(heap.most())} above what it was`,
  );
  expect(told).toMatchObject({ what: 'redis-log', lines: { read: LINES, understood: (LINES / 5) * 4 } });
  expect(told.summary).toContain(`${(LINES / 5).toLocaleString('en-US')} attempts to save`);
  expect(answers).toBeGreaterThanOrEqual(BLOCKS / 10);
  // A tenth of what was read, of a million lines.
  expect(heap.most()).toBeLessThan(6 * 1_048_576);
}, 300_000);
