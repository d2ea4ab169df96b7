import { copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Save, SaveOutcome } from '../../lib/domain/save/save';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { breakDump, healDump } from '../support/history-script';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';

describe('the log of a real Redis, read while it is watched', () => {
  let folder: string;
  let path: string;
  let redis: RedisServer;
  let watch: TestSavepoint;
  /** How each save that was asked for ended, in order. */
  let truth: SaveOutcome[];

  const start = async (dataDir?: string): Promise<void> => {
    const log = { path, where: 'savepoint.yaml, line 4, log of orders-primary' };
    watch = await aSavepoint([anInstance(redis.url, { log })], { dataDir });
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'savepoint-log-'));
    path = join(folder, 'redis.log');
    // The log of a machine in another zone: it says 5:30 more than it is.
    redis = await startRedis({ args: ['--logfile', path], env: { TZ: 'IST-5:30' } });
    await redis.cli('set', 'k', 'v');
    truth = [];
    await start();
    await eventually('facts', () => watch.savepoint.instance(ID)?.observedAt);
  });

  afterEach(async () => {
    await watch.dispose();
    await redis.stop();
    rmSync(folder, { recursive: true });
  });

  /** Oldest first. */
  const saves = async (): Promise<readonly Save[]> =>
    (await watch.savepoint.listSaves({ instanceId: ID, limit: 50 })).rows.toReversed();
  const bgsave = async (outcome: 'saved' | 'failed'): Promise<void> => {
    await redis.cli('bgsave');
    await eventually('the child to be reaped', async () =>
      (await redis.cli('info', 'persistence')).includes('rdb_bgsave_in_progress:0'),
    );
    truth.push(outcome);
  };
  /** Every save that was made is told once, exactly, and why each failed. */
  const allTold = () =>
    eventually('every save to be told by the log', async () => {
      const told = await saves();
      const outcomes = told.map(({ outcome }) => outcome);
      const isWhole = outcomes.join() === truth.join() && told.every(isExact);
      return isWhole && told.every(({ outcome, cause }) => outcome !== 'failed' || cause?.confidence === 'certain');
    });

  it('names causes, tells how saves ended that counters cannot tell, and doubles none, over rotations and a restart', async () => {
    await bgsave('saved');
    await allTold();

    breakDump(redis);
    await bgsave('failed');
    await allTold();
    const cause = { kind: 'name-taken', confidence: 'certain', stage: 'child' };
    await eventually('the live cause', () => watch.savepoint.instance(ID)?.cause?.confidence === 'certain');
    expect(watch.savepoint.instance(ID)?.cause).toMatchObject(cause);
    const told = watch.changes.filter((change) => change.kind === 'save' && change.save.cause?.kind === 'name-taken');
    expect(told).toMatchObject([{ save: { cause } }]);

    renameSync(path, `${path}.1`);
    await bgsave('failed');
    await bgsave('failed');
    await allTold();

    copyFileSync(path, `${path}.2`);
    truncateSync(path, 0);
    healDump(redis);
    await bgsave('saved');
    await allTold();
    expect(watch.savepoint.instance(ID)?.cause).toBeNull();

    // While nobody watches: two rotations between four saves. Counters only tell that there were four.
    await watch.stop();
    await bgsave('saved');
    breakDump(redis);
    await bgsave('failed');
    renameSync(path, `${path}.3`);
    await bgsave('failed');
    renameSync(path, `${path}.4`);
    await bgsave('failed');
    await start(watch.dataDir);
    await allTold();

    healDump(redis);
    await bgsave('saved');
    await allTold();
    expect((await saves()).map(({ outcome }) => outcome)).toEqual(truth);
    expect((await saves()).map(({ attempts }) => attempts)).toEqual(truth.map(() => 1));
    expect(watch.savepoint.configProblems()).toEqual([]);
  });
});

/** The log has milliseconds of both ends, observations have not: a save that takes none at all was observed. */
function isExact({ startedAt, endedAt, durationSeconds }: Save): boolean {
  if (startedAt === null || endedAt === null || durationSeconds === null || endedAt === startedAt) return false;
  return Math.abs(durationSeconds * 1000 - (endedAt - startedAt)) <= 50;
}
