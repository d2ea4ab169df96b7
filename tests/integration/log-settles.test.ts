import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failedAttempts } from '../../lib/domain/incident/incident';
import type { Action } from '../../lib/domain/action/action';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { breakDump, healDump } from '../support/history-script';
import { addKeys, signalChild, slowSaves } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';

let folder: string;
let redis: RedisServer;
let watch: TestSavepoint;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-log-settles-'));
  const path = join(folder, 'redis.log');
  redis = await startRedis({ args: ['--logfile', path] });
  watch = await aSavepoint([anInstance(redis.url, { log: { path, where: 'savepoint.yaml, line 4, log of orders' } })]);
  await eventually('facts', () => watch.savepoint.instance(ID)?.observedAt);
});

afterEach(async () => {
  await watch.dispose();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

async function bgsave(): Promise<string> {
  const asked = await watch.savepoint.triggerBgsave(ID, { schedule: false, reason: null, runId: null }, OPERATOR);
  if (!asked.ok) throw new Error(asked.refusal.message);
  return asked.value.action.id;
}

const says = (id: string, text: string): Promise<Action> =>
  eventually(`the action to say “${text}”`, async () => {
    const action = await watch.savepoint.getAction(id);
    return action?.message.includes(text) === true ? action : null;
  });
const counted = (): number | null | undefined => watch.savepoint.instance(ID)?.rdb.failuresInARow;

test('the log says of a BGSAVE why it failed, and of one that counters leave open that it was cancelled: no failure then', async () => {
  await addKeys(redis, 20);
  breakDump(redis);
  const first = await says(await bgsave(), 'The log of Redis tells why: “');
  expect(first).toMatchObject({ outcome: 'not-applied', message: expect.stringContaining('Is a directory') });
  await eventually('one failure', () => counted() === 1);

  await slowSaves(redis, 60_000_000);
  const second = await bgsave();
  await signalChild(redis, 'SIGUSR1');
  const told = await says(second, 'The log of Redis tells so.');
  expect(told).toMatchObject({
    outcome: 'not-applied',
    message: expect.stringMatching(/^Cancelled: .* is unchanged\. /),
  });
  expect(counted()).toBe(1);
  // To an incident a shorter series would be another one: 2 and 1 more.
  const [incident] = (await watch.savepoint.incidents.list({ limit: 9 })).rows;
  expect(incident === undefined ? null : failedAttempts(incident)).toBe(1);
  const audit = (await watch.savepoint.listAudit({ limit: 50 })).rows;
  expect(audit.filter(({ kind }) => kind === 'bgsave').map(({ message }) => message)).toEqual([
    told.message,
    first.message,
  ]);

  await slowSaves(redis, 0);
  healDump(redis);
  const third = await eventually('a good one', async () => watch.savepoint.getAction(await bgsave()));
  expect((await says(third.id, 'Saved')).outcome).toBe('applied');
  await eventually('no failure', () => counted() === 0);
});
