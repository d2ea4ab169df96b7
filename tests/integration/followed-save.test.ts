import { afterEach, beforeEach, expect, it } from 'vitest';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { callsOf } from '../support/calls-of';
import { eventually } from '../support/eventually';
import { breakDump } from '../support/history-script';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';
const BGSAVE = { schedule: false, reason: null, runId: null };
/** No poll comes by itself while a test waits for anything: what is seen was seen by following. */
const SELDOM_MS = 100_000;

let redis: RedisServer;
let watch: TestSavepoint;

beforeEach(async () => {
  redis = await startRedis({ asNobody: true });
  await redis.cli('set', 'k', 'v');
  watch = await aSavepoint([anInstance(redis.url)], { pollIntervalMs: SELDOM_MS });
  await eventually('a look', () => watch.savepoint.instance(ID)?.observedAt);
});

afterEach(async () => {
  await watch.dispose();
  await redis.stop();
});

async function saved(): Promise<string> {
  const result = await watch.savepoint.triggerBgsave(ID, BGSAVE, OPERATOR);
  if (!result.ok) throw new Error(result.refusal.message);
  const { id } = result.value.action;
  const action = await eventually('the end of the action', async () => {
    const now = await watch.savepoint.getAction(id);
    return now?.outcome === 'pending' ? null : now;
  });
  return `${action.outcome}: ${action.message}`;
}

const rows = async () => (await watch.savepoint.listSaves({ instanceId: ID, limit: 50 })).rows;
const told = (kind: string) => watch.changes.filter((change) => change.kind === kind);

it('the end of a save of ours is seen, kept once and told without a poll coming by', async () => {
  expect(await saved()).toMatch(/^applied: Saved/);
  expect(await rows()).toMatchObject([{ outcome: 'saved', trigger: 'operator', actor: 'oncall-1', attempts: 1 }]);
  await eventually('the entry of its end', () => told('audit').length === 2);
  expect(watch.savepoint.instance(ID)?.state).toBe('saved');
});

it('so is one that fails', async () => {
  breakDump(redis);
  expect(await saved()).toMatch(/^not-applied: Failed/);
  expect(await rows()).toMatchObject([{ outcome: 'failed', trigger: 'operator', attempts: 1 }]);
  expect(watch.savepoint.instance(ID)?.state).toBe('rejecting-writes');
});

it('pages that are open cost Redis nothing, and after the end nobody asks any more', async () => {
  for (let page = 0; page < 200; page += 1) watch.savepoint.subscribe(() => undefined);
  await redis.cli('config', 'resetstat');
  await saved();
  // Before the action, after it, and when something moved.
  expect(await callsOf(redis, 'ping')).toBeLessThan(8);
  const asked = await callsOf(redis, 'info');
  expect(asked).toBeLessThan(60);
  await watch.savepoint.rawInfo(ID);
  // One for this question, and one for each of the two counts.
  expect(await callsOf(redis, 'info')).toBe(asked + 2);
});
