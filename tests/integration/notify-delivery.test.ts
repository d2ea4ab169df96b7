import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstanceNotice } from '../../lib/domain/notice/notice';
import type { Receiver } from '../../lib/domain/notice/receiver';
import { Lane } from '../../lib/notify/lane';
import { type Answer, type Post, postingBy } from '../../lib/notify/post';
import { allowedLookup, mayConnectBy } from '../../lib/redis/outbound';
import type { Store } from '../../lib/store/store';
import { aNotice, aReceiver, itsEnd, of } from '../support/a-notice';
import { startRawPeer, startWebhook, type RawPeer, type Webhook } from '../support/a-webhook';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';
import { newDataDir, openStoreOf } from '../support/store-folder';

const mayConnect = mayConnectBy(null);
const posting = (timeoutMs: number): Post =>
  postingBy({ timeoutMs, mayConnect, lookup: (port) => allowedLookup(port, mayConnect) });
const NEVER = new AbortController().signal;
/** An answer that begins has begun by then, also on a machine that has other things to do. */
const BEGUN_MS = 2000;
const MESSAGE = { headers: { 'savepoint-id': 'n-1' }, body: '{"a":"ö"}' };

describe('sending one message', () => {
  const peers: (RawPeer | Webhook)[] = [];
  afterEach(async () => {
    for (const peer of peers.splice(0)) await peer.stop();
  });
  const sent = (url: string, timeoutMs = 400): Promise<Answer> => posting(timeoutMs)({ url, ...MESSAGE }, NEVER);
  const peer = async (answer: Parameters<typeof startRawPeer>[0]): Promise<RawPeer> => {
    const started = await startRawPeer(answer);
    peers.push(started);
    return started;
  };
  const webhook = async (): Promise<Webhook> => {
    const started = await startWebhook();
    peers.push(started);
    return started;
  };

  it('arrives whole, and is answered', async () => {
    const hook = await webhook();
    expect(await sent(hook.url)).toEqual({
      kind: 'answered',
      status: 200,
      said: 'ok',
      isWhole: true,
      retryAfter: null,
    });
    expect(hook.got).toMatchObject([{ path: '/hook/never-shown', body: MESSAGE.body, headers: MESSAGE.headers }]);
  });

  it('follows no redirect, wherever it leads', async () => {
    const [hook, other] = [await webhook(), await webhook()];
    for (const status of [301, 302, 303, 307, 308]) {
      hook.behave({ status, headers: { location: other.url } });
      expect(await sent(hook.url)).toMatchObject({ kind: 'answered', status });
    }
    expect(other.got).toEqual([]);
    expect(hook.got).toHaveLength(5);
  });

  it('waits for a peer that hangs no longer than it may, before and after the first bytes', async () => {
    const silent = await peer(() => undefined);
    expect(await sent(silent.url)).toEqual({ kind: 'failed', code: 'timeout' });
    const half = await peer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Le'));
    expect(await sent(half.url)).toEqual({ kind: 'failed', code: 'timeout' });
    const endless = await peer((socket) => socket.write('HTTP/1.1 503 Busy\r\nContent-Length: 90\r\n\r\nlater'));
    expect(await sent(endless.url, BEGUN_MS)).toEqual({
      kind: 'answered',
      status: 503,
      said: 'later',
      isWhole: false,
      retryAfter: null,
    });
  });

  it('is not held up by an answer that drips', async () => {
    const drips: NodeJS.Timeout[] = [];
    const slow = await peer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n');
      drips.push(setInterval(() => socket.write('.'), 20));
    });
    expect(await sent(slow.url, BEGUN_MS)).toMatchObject({
      kind: 'answered',
      status: 200,
      said: expect.stringMatching(/^\.+$/),
    });
    drips.forEach(clearInterval);
  });

  it('reads no more of 10 MB than it shows', async () => {
    const large = await peer((socket) => {
      socket.write(`HTTP/1.1 400 Bad\r\nContent-Length: ${10_000_000}\r\n\r\n`);
      socket.write('x'.repeat(10_000_000));
    });
    const answer = await sent(large.url, 5000);
    expect(answer).toMatchObject({ kind: 'answered', status: 400, isWhole: false });
    expect(answer.kind === 'answered' ? answer.said : '').toHaveLength(1024);
  });

  it('tells a reset, a refusal and what is no HTTP from an answer', async () => {
    const resetting = await peer((socket) => void socket.resetAndDestroy());
    expect(await sent(resetting.url)).toEqual({ kind: 'failed', code: 'ECONNRESET' });
    expect(await sent(`http://127.0.0.1:${await freePort()}/`)).toEqual({ kind: 'failed', code: 'ECONNREFUSED' });
    const other = await peer((socket) => void socket.end('-ERR unknown command\r\n'));
    expect(await sent(other.url)).toMatchObject({ kind: 'failed', code: expect.stringMatching(/^HPE_/) });
  });

  it.each([
    'http://169.254.169.254/latest',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:169.254.169.254]/',
    'http://0xa9fea9fe/',
  ])('goes to no address of metadata: %s', async (url) => {
    expect(await sent(url)).toEqual({ kind: 'failed', code: 'ERR_IP_BLOCKED' });
  });

  it('is broken off when Savepoint ends', async () => {
    const silent = await peer(() => undefined);
    const ending = new AbortController();
    const answer = posting(30_000)({ url: silent.url, ...MESSAGE }, ending.signal);
    ending.abort();
    expect(await answer).toEqual({ kind: 'broken-off' });
    expect(await posting(30_000)({ url: silent.url, ...MESSAGE }, ending.signal)).toEqual({ kind: 'broken-off' });
  });
});

describe('a receiver', () => {
  const STARTED = aNotice();
  let dataDir: string;
  let store: Store;
  let hook: Webhook;
  let lanes: Lane[];
  /** The clock runs so many times as fast. */
  let speed: number;
  let monotonic: number;

  beforeEach(async () => {
    [dataDir, lanes, speed, monotonic] = [newDataDir(), [], 1, 0];
    store = await openStoreOf(dataDir);
    hook = await startWebhook();
  });
  afterEach(async () => {
    for (const lane of lanes) await lane.stop();
    await store.close();
    await hook.stop();
    rmSync(dataDir, { recursive: true });
  });

  const T = Date.now();
  const now = (): number => T + (Date.now() - T) * speed;
  function lane(receiver: Receiver, post: Post = posting(400), kept: Store = store): Lane {
    const started = new Lane(receiver, {
      store: kept,
      post,
      now,
      monotonic: () => monotonic,
      random: () => 0,
      isWatched: (id) => id !== 'gone',
    });
    lanes.push(started);
    started.start();
    return started;
  }
  const tell = async (notice: InstanceNotice, ...receivers: string[]): Promise<void> => {
    await store.tellNotice(notice, receivers, now());
  };
  /** Waits, and has nobody rest meanwhile. */
  const soon = <T>(what: string, ask: () => T | Promise<T>) =>
    eventually(what, () => {
      for (const each of lanes) each.wake();
      return ask();
    });
  const idsAt = (webhook: Webhook): readonly unknown[] => webhook.got.map(({ headers }) => headers['savepoint-id']);
  const record = async (name = 'oncall') => (await store.receiverRecords()).find((each) => each.name === name);

  it('is told what was kept before it started, and what comes after', async () => {
    await tell(STARTED, 'oncall');
    const mine = lane(aReceiver(hook.url));
    await eventually('the first', () => hook.got.length === 1);
    await tell(itsEnd(STARTED), 'oncall');
    mine.wake();
    await eventually('the end', () => hook.got.length === 2);
    expect(idsAt(hook)).toEqual(['n-1', 'n-1-end']);
    await eventually('nothing to wait', async () => (await record())?.waiting === 0);
    expect(await record()).toMatchObject({ deliveredAt: expect.any(Number), problem: null });
  });

  it('that fails is tried again with the same id until it takes it, in order', async () => {
    speed = 1000;
    hook.behave({ status: 500, body: 'no' });
    await tell(STARTED, 'oncall');
    await tell(itsEnd(STARTED), 'oncall');
    lane(aReceiver(hook.url));
    await soon('the second try', () => hook.got.length >= 2);
    expect(await record()).toMatchObject({
      deliveredAt: null,
      waiting: 2,
      problem: { message: expect.stringMatching(/^oncall \(json at 127\.0\.0\.1:\d+\) answered 500: “no”$/) },
    });
    hook.behave({ status: 204 });
    await soon('all of it', async () => (await record())?.waiting === 0);
    const ids = idsAt(hook);
    expect(ids.slice(0, -1).every((id) => id === 'n-1')).toBe(true);
    expect(ids.at(-1)).toBe('n-1-end');
    expect(await record()).toMatchObject({ deliveredAt: expect.any(Number), problem: { at: expect.any(Number) } });
  });

  it('that hangs or resets delays no other one', async () => {
    const sick = await startWebhook();
    sick.behave('hang');
    try {
      await tell(STARTED, 'sick', 'oncall');
      lane(aReceiver(sick.url, { name: 'sick' }), posting(60_000));
      await eventually('it to hang', () => sick.got.length === 1);
      lane(aReceiver(hook.url));
      await eventually('the other one', () => hook.got.length === 1);
      expect((await record('sick'))?.waiting).toBe(1);
    } finally {
      await sick.stop();
    }
  });

  it('that refuses one instance for ever is told of the others, and in the end given up for that one', async () => {
    speed = 1000;
    const refusing: Post = async (message, signal) =>
      message.body.includes('"id":"poison"')
        ? { kind: 'answered', status: 400, said: 'invalid', isWhole: true, retryAfter: null }
        : posting(400)(message, signal);
    const poison = of('poison', STARTED);
    for (const notice of [poison, itsEnd(poison), STARTED]) await tell(notice, 'oncall');
    lane(aReceiver(hook.url), refusing);
    await soon('the healthy one', () => hook.got.length === 1);
    await soon('the other to be given up', async () => (await record())?.waiting === 0);
    expect(idsAt(hook)).toEqual(['n-1']);
    expect((await record())?.problem?.message).toMatch(/^A notice was given up: oncall .* answered 400: “invalid”$/);
  });

  it('that took it while the store could not keep so is not told again', async () => {
    let isFull = true;
    const full: Store = {
      ...store,
      keepDelivered: async (...kept) => {
        if (isFull) throw new Error('The disk is full.');
        await store.keepDelivered(...kept);
      },
    };
    await tell(STARTED, 'oncall');
    let tries = 0;
    lane(aReceiver(hook.url), posting(400), {
      ...full,
      nextDelivery: (name) => ((tries += 1), store.nextDelivery(name)),
    });
    await soon('several turns', () => tries > 3);
    isFull = false;
    await soon('it to be kept', async () => (await record())?.waiting === 0);
    expect(idsAt(hook)).toEqual(['n-1']);
  });

  it('ends in the middle of a message, and that one is sent again', async () => {
    hook.behave('hang');
    await tell(STARTED, 'oncall');
    const first = lane(aReceiver(hook.url), posting(60_000));
    await eventually('it to be on its way', () => hook.got.length === 1);
    await first.stop();
    expect(await record()).toMatchObject({ waiting: 1, problem: null });
    hook.behave({ status: 200 });
    lane(aReceiver(hook.url));
    await eventually('it to arrive', async () => (await record())?.waiting === 0);
    expect(idsAt(hook)).toEqual(['n-1', 'n-1']);
  });

  it('of the form alertmanager is told again what has not ended, and nothing that it did not ask for', async () => {
    const receiver = aReceiver(hook.url, { form: 'alertmanager', about: ['refusals'] });
    const others = [of('cache', STARTED), of('gone', STARTED), aNotice({ kind: 'lost', dedupKey: 'lost' })];
    for (const notice of [STARTED, ...others]) await tell(notice);
    const mine = lane(receiver);
    mine.wake();
    monotonic = 60_001;
    mine.wake();
    await eventually('the repetition', () => hook.got.length === 1);
    const alerts = JSON.parse(hook.got[0]?.body ?? '') as { labels: { instance_id: string } }[];
    expect(alerts.map(({ labels }) => labels.instance_id)).toEqual(['cache', 'orders-primary']);
  });
});
