import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../lib/store/open-store';
import { verifyAudit } from '../../lib/store/verify-audit';
import { callsOf } from '../support/action-bench';
import { startWatcher } from '../support/a-watcher';
import { endings } from '../support/endings';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { startSmallDisk } from '../support/small-disk';
import { A_KEY, newDataDir } from '../support/store-folder';

const MEGABYTES = 8;

const toEnd = endings();

/** What a store has kept, read from a copy of its folder. */
async function keptIn(folder: string): Promise<{ saves: readonly string[]; audit: readonly string[] }> {
  const dataDir = newDataDir();
  try {
    cpSync(folder, dataDir, { recursive: true });
    expect(await verifyAudit({ dataDir })).toMatchObject({ ok: true });
    const store = await openStore({ dataDir, secretKey: A_KEY });
    const [saves, audit] = [await store.listSaves({ limit: 50 }), await store.listAudit({ limit: 50 })];
    await store.close();
    return {
      saves: saves.rows.map(({ trigger, outcome }) => `${trigger} ${outcome}`),
      audit: audit.rows.map(({ kind, outcome }) => `${kind} ${outcome}`),
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

test('the disk of the store fills while it is used: what is seen stays live, nothing is changed, and nothing seen is lost', async () => {
  const redis = await startRedis();
  toEnd.push(() => redis.stop());
  const disk = await startSmallDisk(MEGABYTES);
  toEnd.push(() => disk.stop());
  const savepoint = startWatcher(redis.url, { wrapper: disk.wrapper, dataDir: join(disk.dir, 'data') });
  toEnd.push(() => savepoint.stop());
  await savepoint.says(/^told saved -$/);
  await savepoint.says(/^store -$/);

  disk.fill();
  await redis.cli('SET', 'k', 'v');
  recipes.breakDisk(redis);
  await redis.cli('BGSAVE');
  const seen = await savepoint.says(/^told rejecting-writes -$/);
  const full = await savepoint.says(/^store .*full/, seen);
  savepoint.switchOff();
  const refused = await savepoint.says(/^off store_unavailable$/, full);
  expect(await callsOf(redis, 'config|set')).toBe(0);
  // Live still: what changes in Redis is told.
  await redis.kill('SIGSTOP');
  const hung = await savepoint.says(/^told unreachable unresponsive/, refused);
  await redis.kill('SIGCONT');
  const back = await savepoint.says(/^told rejecting-writes -$/, hung);

  disk.free();
  const well = await savepoint.says(/^store -$/, back);
  savepoint.switchOff();
  await savepoint.says(/^off applied$/, well);
  expect(await callsOf(redis, 'config|set')).toBe(1);
  // What happened while nothing could be kept is in the history now, and of what was refused nothing is in the audit.
  await savepoint.stop();
  const kept = await keptIn(join(disk.fromHere, 'data'));
  expect(kept).toEqual({ saves: ['other-client failed'], audit: ['set-stop-writes applied'] });
});
