import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Receiver } from '../../lib/domain/notice/receiver';
import { log } from '../../lib/log/log';
import { aReceiver } from '../support/a-notice';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { startWebhook, type Webhook } from '../support/a-webhook';
import { eventually } from '../support/eventually';
import { freePort, killTree, spawnServer, type SpawnedServer } from '../support/processes';
import { healDisk, refuseWrites, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { newDataDir } from '../support/store-folder';
import { rowsOf } from '../support/store-place';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const NOTIFYING = fileURLToPath(new URL('../support/notifying-process.ts', import.meta.url));

/** A process starts slowly on a machine that has other things to do. */
const START_MS = 60_000;
const PATIENTLY = { timeout: 3 * START_MS } as const;

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly change: string;
  readonly dedupKey: string;
  readonly sentence: string;
  readonly link: string;
}

const toldTo = (hook: Webhook): readonly Told[] => hook.got.map(({ body }) => JSON.parse(body) as Told);
const changesAt = (hook: Webhook): readonly string[] => toldTo(hook).map(({ kind, change }) => `${kind} ${change}`);

describe('a Savepoint with receivers', () => {
  let redis: RedisServer;
  let hook: Webhook;
  let watch: TestSavepoint | null = null;

  beforeEach(async () => {
    [redis, hook] = [await startRedis(), await startWebhook()];
  });
  afterEach(async () => {
    await watch?.dispose();
    watch = null;
    await hook.stop();
    await redis.stop();
  });
  const start = async (receivers: readonly Receiver[], environment: 'production' | 'staging' = 'production') => {
    watch = await aSavepoint([anInstance(redis.url, { environment })], { pollIntervalMs: 100, receivers });
    const { savepoint } = watch;
    await eventually('the first look', () => savepoint.instance('orders-primary')?.guard.value === 'yes');
    return savepoint;
  };

  it('tells that writes are refused and that saves fail, once, and the end of both by the same keys', async () => {
    const saved = await startWebhook();
    try {
      const savepoint = await start([
        aReceiver(hook.url),
        aReceiver(saved.url, { name: 'saves', about: ['saves'] }),
        aReceiver(saved.url, { name: 'staging', environments: ['staging'] }),
      ]);
      await refuseWrites(redis);
      await eventually('both to be told', () => hook.got.length === 2);
      // Redis tries by itself, and fails again: that is nothing new.
      await save(redis, 'err');
      healDisk(redis);
      await save(redis);
      await eventually('the ends', () => hook.got.length === 4 && saved.got.length === 2);
      expect([...changesAt(hook)].sort()).toEqual([
        'refusals ended',
        'refusals started',
        'saves ended',
        'saves started',
      ]);
      expect(changesAt(saved)).toEqual(['saves started', 'saves ended']);
      const [began, ended] = ['refusals', 'saves'].map((kind) => toldTo(hook).filter((told) => told.kind === kind));
      for (const told of [began, ended]) expect(new Set(told?.map(({ dedupKey }) => dedupKey)).size).toBe(1);
      expect(toldTo(hook)[0]?.link).toBe('http://127.0.0.1:3000/incidents/1');
      await eventually('the records', async () =>
        (await savepoint.receivers()).slice(0, 2).every(({ deliveredAt, waiting }) => deliveredAt && waiting === 0),
      );
      expect((await savepoint.receivers())[2]).toMatchObject({ name: 'staging', deliveredAt: null, waiting: 0 });
    } finally {
      await saved.stop();
    }
  });

  it('tries a receiver out at once, and shows nothing of an address but its host', async () => {
    const key = 'r'.repeat(32);
    const pager = aReceiver(hook.url, { name: 'pager', form: 'pagerduty', routingKey: key });
    const savepoint = await start([aReceiver(hook.url), pager]);
    expect(await savepoint.testReceiver('oncall')).toMatchObject({ ok: true, value: { delivered: true } });
    expect(changesAt(hook)).toEqual(['test started']);
    await savepoint.testReceiver('pager');
    expect(hook.got.slice(1).map(({ body }) => (JSON.parse(body) as { event_action: string }).event_action)).toEqual([
      'trigger',
      'resolve',
    ]);
    hook.behave({ status: 404, body: `Cannot POST /hook/never-shown with ${key}` });
    const refused = await savepoint.testReceiver('pager');
    expect(refused).toMatchObject({ value: { delivered: false, message: expect.stringMatching(/answered 404/) } });
    expect(await savepoint.testReceiver('nobody')).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    const shown = JSON.stringify([refused, await savepoint.receivers()]);
    expect(shown).toContain(new URL(hook.url).host);
    for (const secret of ['never-shown', key]) expect(shown).not.toContain(secret);
  });

  it('says in the log once that a receiver does not take them, and once that it does again', async () => {
    const [warned, informed] = [vi.spyOn(log, 'warn'), vi.spyOn(log, 'info')];
    try {
      hook.behave('reset');
      await start([aReceiver(hook.url)]);
      await refuseWrites(redis);
      await eventually('several tries', () => hook.got.length >= 3);
      hook.behave({ status: 200 });
      await eventually('it to take them', () =>
        informed.mock.calls.some(([, text]) => /takes notices/.test(String(text))),
      );
      const told = warned.mock.calls.map(([, text]) => String(text)).filter((text) => text.includes('oncall'));
      expect(told).toEqual([expect.stringMatching(/^oncall \(json at 127\.0\.0\.1:\d+\) was not reached: /)]);
    } finally {
      warned.mockRestore();
      informed.mockRestore();
    }
  });
});

describe('what was kept and not sent', () => {
  let redis: RedisServer;
  let running: SpawnedServer | null = null;
  let hook: Webhook | null = null;
  const dataDir = newDataDir();

  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    if (running !== null) killTree(running.pid);
    await running?.exited;
    await hook?.stop();
    await redis.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const start = async (url: string): Promise<void> => {
    running = spawnServer([process.execPath, '--import', HOOKS, NOTIFYING, dataDir, redis.url, url], {});
    await eventually('it to watch', () => running?.output().includes('watching') ?? false, START_MS);
  };
  const keptIds = (): readonly string[] =>
    rowsOf(dataDir, 'select notice from deliveries order by seq').map(
      ({ notice }) => (JSON.parse(String(notice)) as Told).id,
    );

  it('when it was killed is sent after its start: the same ids, once, then what came since', PATIENTLY, async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/hook`;
    await refuseWrites(redis);
    await start(url);
    await eventually('both to be kept', () => keptIds().length === 2);
    const kept = keptIds();
    if (running !== null) killTree(running.pid);
    await running?.exited;

    healDisk(redis);
    await save(redis);
    const receiver = await startWebhook(port, '/hook');
    hook = receiver;
    await start(url);
    await eventually('all of it', () => receiver.got.length >= 4);
    const told = toldTo(receiver);
    expect(told.slice(0, 2).map(({ id }) => id)).toEqual(kept);
    expect([...changesAt(receiver)].sort()).toEqual([
      'refusals ended',
      'refusals started',
      'saves ended',
      'saves started',
    ]);
    expect(new Set(told.map(({ dedupKey }) => dedupKey)).size).toBe(2);
    expect(receiver.got.map(({ headers }) => headers['savepoint-id'])).toEqual(told.map(({ id }) => id));
  });
});
