import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { changedRules, shippedRules } from '../support/alert-rules';
import { type AlertingBench, startAlerting } from '../support/alerting-bench';
import { listenersOf } from '../support/command';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { run, runWithInput } from '../support/programs';
import { breakDisk, healDisk } from '../support/recipes-disk';

const PATIENCE_MS = 240_000;
const ALERTING = resolve(import.meta.dirname, '../../docs/alerting');

let bench: AlertingBench;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-rules-'));
  bench = await startAlerting();
}, 400_000);
afterAll(async () => {
  await bench?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the rules and the examples are what promtool and amtool take', async () => {
  expect(await run('promtool', ['check', 'rules', join(ALERTING, 'savepoint.rules.yml')])).toContain('12 rules found');
  expect(await run('amtool', ['check-config', join(ALERTING, 'alertmanager.yml')])).toContain('SUCCESS');
});

test('each rule does what it should with values that are there, gone, unknown, or never were', async () => {
  // promtool compares texts to the letter: who writes them better would have to write them twice.
  const bare = changedRules(shippedRules(), ({ alert, expr, for: wait, labels }) => ({
    alert,
    expr,
    for: wait,
    labels,
  }));
  writeFileSync(join(folder, 'savepoint.rules.yml'), stringify(bare));
  copyFileSync(join(import.meta.dirname, 'savepoint.rules.test.yml'), join(folder, 'test.yml'));
  expect(await run('promtool', ['test', 'rules', join(folder, 'test.yml')])).toContain('SUCCESS');
});

test('what Savepoint answers is what promtool takes, and Prometheus reads it with a viewer’s token', async () => {
  const { savepoint, token } = bench;
  const authorization = `Bearer ${token}`;
  const { status, text } = await ask(savepoint.url, '/metrics', { headers: { authorization } });
  expect(status).toBe(200);
  expect(await runWithInput('promtool', ['check', 'metrics'], text)).toBe('');
  expect((await ask(savepoint.url, '/metrics')).status).toBe(401);
  const read = await eventually('a scrape', async () => (await bench.query('savepoint_instance_writes_refused'))[0]);
  expect(read).toMatchObject({ labels: { id: 'orders', name: 'Orders', environment: 'production' }, value: 0 });
  expect(bench.latest('RedisRefusesWrites')).toBeNull();
});

test('nothing is told of a fleet that is well', async () => {
  const told = () => bench.query('ALERTS');
  // What came late at the start of a slow machine ends by itself.
  await eventually('silence', async () => (await told()).length === 0, PATIENCE_MS);
  const seen = (await bench.query('savepoint_last_poll_age_seconds'))[0];
  expect(seen?.value).toBeLessThan(30);
  const rules = shippedRules().groups.flatMap((group) => group.rules.map(({ alert }) => alert));
  for (let look = 0; look < 10; look += 1) {
    const asked = await bench.query('savepoint_instance_facts_timestamp_seconds');
    // From one look of Prometheus to the next.
    await eventually('newer facts', async () => {
      const [now] = await bench.query('savepoint_instance_facts_timestamp_seconds');
      return now !== undefined && now.value > (asked[0]?.value ?? 0);
    });
    expect((await told()).map(({ labels }) => labels['alertname'])).toEqual([]);
  }
  expect(rules.filter((alert) => bench.latest(alert)?.status === 'firing')).toEqual([]);
}, 300_000);

test('refused writes are told, and told to be over once a good save let them in', async () => {
  const { redis } = bench;
  breakDisk(redis);
  await redis.cli('SET', 'key', 'value');
  await redis.cli('BGSAVE');
  const told = await eventually('the alert', () => bench.latest('RedisRefusesWrites'), PATIENCE_MS);
  expect(told).toMatchObject({
    status: 'firing',
    labels: { id: 'orders', name: 'Orders', environment: 'production', severity: 'critical' },
    annotations: { summary: 'Orders refuses writes', runbook_url: 'https://savepoint.example.org/instances/orders' },
  });
  expect(await redis.cli('SET', 'key', 'value')).toContain('MISCONF');
  healDisk(redis);
  await redis.cli('BGSAVE');
  await eventually('its end', () => bench.latest('RedisRefusesWrites')?.status === 'resolved', PATIENCE_MS);
  expect(await redis.cli('SET', 'key', 'value')).toBe('OK');
}, 600_000);

test('a Savepoint that is gone is told, while no value tells of anything', async () => {
  const isTold = (alert: string): boolean => bench.latest(alert)?.status === 'firing';
  // On a slow machine the first scrape may have been late.
  await eventually('silence', () => !isTold('SavepointHasNoData') && !isTold('SavepointDown'), PATIENCE_MS);
  await bench.savepoint.stop();
  await eventually('no data', () => isTold('SavepointDown'), PATIENCE_MS);
  const down = bench.latest('SavepointDown');
  expect(down).toMatchObject({ status: 'firing', labels: { job: 'savepoint', severity: 'critical' } });
  // Prometheus has both; Alertmanager says one thing once (inhibit_rules), unless the other one came first.
  const firing = async (): Promise<readonly (string | undefined)[]> =>
    (await bench.query('ALERTS{alertstate="firing"}')).map(({ labels }) => labels['alertname']);
  await eventually('the rule without data', async () => (await firing()).includes('SavepointHasNoData'), PATIENCE_MS);
  expect(await firing()).toContain('SavepointDown');
  expect(await bench.query('savepoint_instance_facts_fresh')).toEqual([]);
}, 600_000);

test('nothing of it listens beyond this machine', () => {
  const beyond = bench.ports.flatMap((port) => listenersOf(port).filter((address) => address !== '0100007F'));
  expect(bench.ports.length).toBe(2);
  expect(beyond).toEqual([]);
});
