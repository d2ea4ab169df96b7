import { afterEach, beforeEach, expect, test } from 'vitest';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';
const BGSAVE = { schedule: false, reason: null, runId: null };
let redis: RedisServer;
let watch: TestSavepoint;

beforeEach(async () => {
  redis = await startRedis({ args: ['--hz', '100'] });
  await redis.cli('SET', 'k', 'v');
  watch = await aSavepoint([anInstance(redis.url)]);
});

afterEach(async () => {
  await watch.dispose();
  await redis.stop();
});

const ask = () => watch.savepoint.triggerBgsave(ID, BGSAVE, OPERATOR);
const actions = async () =>
  (await watch.savepoint.listAudit({ limit: 500 })).rows.flatMap(({ action }) => (action === null ? [] : [action]));
const settled = () =>
  eventually('every action to be settled', async () => {
    const all = await actions();
    return all.every(({ outcome }) => outcome !== 'pending') ? all : null;
  });
const saves = async () => (await watch.savepoint.listSaves({ limit: 500 })).rows;

/** Six people who press again and again: `rounds` times each. */
async function storm(rounds: number) {
  const pressing = Array.from({ length: 6 }, async () => {
    const results = [];
    for (let round = 0; round < rounds; round += 1) results.push(await ask());
    return results;
  });
  return (await Promise.all(pressing)).flat();
}

test('many BGSAVEs at once: each that was accepted is one save of its own, seen to its end', async () => {
  const results = await storm(10);
  const accepted = results.filter(({ ok }) => ok).length;
  expect(accepted).toBeGreaterThan(0);
  const all = await settled();
  // Saves within one second of each other: saved or cancelled cannot always be told, but never is one of them lost or failed.
  const followed = all.filter(({ outcome }) => outcome === 'applied' || outcome === 'unknown');
  expect(followed).toHaveLength(accepted);
  const rows = (await saves()).filter(({ actionId }) => actionId !== null);
  expect(rows.map(({ actionId }) => actionId).sort()).toEqual(followed.map(({ id }) => id).sort());
  expect(await redis.cli('INFO', 'persistence')).toContain(`rdb_saves:${accepted}`);
});

test('failed BGSAVEs stay failed after a good one and a restart of Savepoint', async () => {
  recipes.breakDisk(redis);
  await storm(4);
  await settled();
  recipes.healDisk(redis);
  const good = await ask();
  expect(good.ok).toBe(true);
  await settled();
  await watch.stop();
  watch = await aSavepoint([anInstance(redis.url)], { dataDir: watch.dataDir });
  const all = await settled();
  expect(all.filter(({ outcome }) => outcome === 'applied').map(({ id }) => id)).toEqual(
    good.ok ? [good.value.action.id] : [],
  );
  expect((await saves()).filter(({ outcome }) => outcome === 'saved')).toHaveLength(1);
});

test('pressing again and again does not keep the state from being seen', async () => {
  await recipes.save(redis);
  recipes.breakDisk(redis);
  let stop = false;
  const pressing = (async () => {
    while (!stop) await Promise.all([ask(), ask(), ask()]);
  })();
  await eventually('the refusal', () => watch.savepoint.instance(ID)?.state === 'rejecting-writes');
  stop = true;
  await pressing;
  expect((await settled()).map(({ message }) => message).filter((message) => message.includes('no trace'))).toEqual([]);
});

test('Savepoint that dies right after Redis said "started" finds its save again, running or ended', async () => {
  await recipes.addKeys(redis, 30);
  await recipes.slowSaves(redis, 100_000);
  const asked = await ask();
  if (!asked.ok) throw new Error(asked.refusal.message);
  const dataDir = watch.copyData();
  await watch.dispose();
  watch = await aSavepoint([anInstance(redis.url)], { dataDir });
  const [action] = await settled();
  expect(action).toMatchObject({ id: asked.value.action.id, outcome: 'applied' });
  expect((await saves())[0]).toMatchObject({ outcome: 'saved', trigger: 'operator', actionId: asked.value.action.id });
});
