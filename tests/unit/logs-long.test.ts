import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GET as fleet } from '../../app/api/instances/route';
import { FollowedLog } from '../../lib/logs/followed-log';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { heapWatch, inMiB } from '../support/heap-watch';
import { repetitions } from '../support/repetitions';
import { A_KEY } from '../support/store-folder';
import { anInstance } from '../support/store-samples';
import { asked, holdStub, viewOf } from '../support/stub-savepoint';

const LINES = repetitions({ often: 1_000_000, seldom: 30_000 });
/** A save for so many lines: the history of some days. */
const PER_SAVE = 1000;
const NOW = Date.UTC(2026, 10, 22, 6, 0, 0);
const ID = 'orders-primary';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-long-log-'));
  store = await openStore({ dataDir: folder, secretKey: A_KEY });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A save every minute, and all that Redis says besides. */
function writeLog(path: string): void {
  const file = openSync(path, 'w');
  const saves = LINES / PER_SAVE;
  for (let n = 0; n < saves; n += 1) {
    const time = (ms: number): string => new Date(NOW - (saves - n) * 60_000 + ms).toISOString().replace('Z', '+00:00');
    const other = `1:M ${time(0)} - Accepted 10.0.3.1`;
    const lines = Array.from({ length: PER_SAVE - 1 }, () => other);
    writeSync(file, `${[...lines, `1:M ${time(700)} # Background saving error`].join('\n')}\n`);
  }
  closeSync(file);
}

it(`a log of ${LINES} lines is read in parts: others are answered meanwhile, and memory stays as it is`, async () => {
  const path = join(folder, 'redis.log');
  writeLog(path);
  holdStub({ instances: () => [viewOf('orders')] });
  let ids = 0;
  const followed = new FollowedLog(
    anInstance(ID),
    { path, where: 'savepoint.yaml, line 4, log of orders' },
    {
      store,
      now: () => NOW,
      newId: () => `log-${(ids += 1)}`,
      retentionMs: 90 * 86_400_000,
      slackMs: 5000,
      offsetAt: () => 0,
      look: async () => ({ lastGoodSaveAt: null, aheadMs: 0 }),
      onRows: () => undefined,
      onCause: () => undefined,
    },
  );
  const heap = heapWatch();
  const start = performance.now();
  let isRead = false;
  const looking = followed.look(0).finally(() => (isRead = true));
  let answers = 0;
  while (!isRead) {
    if ((await fleet(asked('GET', '/api/instances'))).status === 200 && !isRead) answers += 1;
    if (answers % 50 === 0) heap.look();
    await turn();
  }
  await looking;
  await followed.close();
  const seconds = (performance.now() - start) / 1000;
  const { size } = statSync(path);
  console.log(
    `${LINES} lines, ${inMiB(size)}: ${seconds.toFixed(1)} s, ${answers} other answers meanwhile, heap at most ${inMiB(heap.most())} above what it was`,
  );
  let [kept, before]: [number, string | undefined] = [0, undefined];
  do {
    const page = await store.listSaves({ limit: 500, ...(before === undefined ? {} : { before }) });
    kept += page.rows.length;
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(kept).toBe(LINES / PER_SAVE);
  // It reads 64 KiB, and then everybody else has their turn.
  expect(answers).toBeGreaterThanOrEqual(size / 65_536 / 10);
  expect(heap.most()).toBeLessThan(6 * 1_048_576);
}, 300_000);
