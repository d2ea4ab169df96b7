import { afterEach, expect, test } from 'vitest';
import { GET } from '../../app/metrics/route';
import { holdSavepoint } from '../../lib/runtime/savepoint';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint } from '../support/a-savepoint';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { readExposition } from '../support/exposition';
import { breakDisk, healDisk } from '../support/recipes-disk';
import { startRedis } from '../support/redis-server';
import { asked } from '../support/stub-savepoint';

afterEach(() => {
  holdSavepoint(undefined);
});
const toEnd = endings();

/** What is told now: name → value, of the states the one that it is in. */
async function told(): Promise<Readonly<Record<string, number | string>>> {
  const { samples } = readExposition(await (await GET(asked('GET', '/metrics'))).text());
  const state = samples.find(({ name, value }) => name === 'savepoint_instance_state' && value === 1)?.labels['state'];
  const others = samples.filter(({ name }) => name !== 'savepoint_instance_state');
  return {
    ...Object.fromEntries(others.map(({ name, value }) => [name.replace(/^savepoint_(instance_)?/, ''), value])),
    state: state ?? '',
  };
}

const toldAs = (state: string): Promise<Readonly<Record<string, number | string>>> =>
  eventually(`the state ${state}`, async () => {
    const seen = await told();
    return seen['state'] === state ? seen : null;
  });

test('a real Redis is told as it is: saved, refusing writes, healed, and gone', async () => {
  const redis = await startRedis();
  toEnd.push(() => redis.stop());
  const watch = await aSavepoint([anInstance(redis.url)]);
  toEnd.push(() => watch.dispose());
  holdSavepoint(watch.savepoint);
  // Empty and new: there is nothing to save, and the start of the process is no save.
  expect(await toldAs('saved')).not.toHaveProperty('last_good_save_timestamp_seconds');
  await redis.cli('BGSAVE');
  const good = await eventually('a good save', async () => {
    const seen = await told();
    return seen['last_good_save_timestamp_seconds'] === undefined ? null : seen;
  });
  expect(good).toMatchObject({ facts_fresh: 1, writes_known: 1, writes_refused: 0, guard_off: 0, last_save_ok: 1 });
  expect(good).toMatchObject({ guard_differs: 0, override_open: 0, instances: 1, store_problem: 0 });
  expect(good['last_poll_age_seconds']).toBeLessThan(60);
  expect(good['last_good_save_timestamp_seconds']).toBeGreaterThan(1.7e9);

  breakDisk(redis);
  await redis.cli('SET', 'key', 'value');
  await redis.cli('BGSAVE');
  expect(await toldAs('rejecting-writes')).toMatchObject({ writes_refused: 1, last_save_ok: 0, failure_cause: 1 });
  expect(await redis.cli('SET', 'key', 'value')).toContain('MISCONF');
  await eventually(
    'the refused command to be counted',
    async () => Number((await told())['refused_commands_total']) >= 1,
  );
  const refusing = await told();
  expect(refusing['unsaved_changes']).toBeGreaterThan(0);
  expect(refusing['last_good_save_timestamp_seconds']).toBe(good['last_good_save_timestamp_seconds']);

  healDisk(redis);
  await redis.cli('BGSAVE');
  expect(await toldAs('saved')).toMatchObject({ writes_refused: 0, last_save_ok: 1, unsaved_changes: 0 });

  await redis.kill('SIGKILL');
  const gone = await toldAs('unreachable');
  expect(gone).toMatchObject({ facts_fresh: 0, writes_known: 0, last_save_ok: 1 });
  expect(gone).not.toHaveProperty('writes_refused');
  expect(gone).not.toHaveProperty('save_running');
});
