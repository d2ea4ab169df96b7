import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instanceSchema } from '../../lib/contracts/instance';
import { saveSchema } from '../../lib/contracts/save';
import { isAnsweredHere } from '../../lib/http/door';
import { hubOf } from '../../lib/http/stream-hub';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Save } from '../../lib/domain/save/save';
import type { Words } from '../../lib/domain/words/words';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { StreamHub } from '../../lib/http/stream-hub';
import { eventually } from '../support/eventually';
import { ACCESS, holdStub, NOW, type StubSavepoint, TOKEN, viewOf } from '../support/stub-savepoint';

interface Heard {
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
}

interface Listening {
  readonly response: Response;
  readonly events: Heard[];
  /** Comments and `retry` as well. */
  text(): string;
  hasEnded(): boolean;
  leave(): void;
}

let server: Server;
let url: string;
let stub: StubSavepoint;
let views: InstanceView[] = [];
const open: Listening[] = [];

const SAVE: Save = {
  id: 's1',
  instanceId: 'a',
  runId: null,
  outcome: 'saved',
  startedAt: NOW,
  endedAt: NOW,
  durationSeconds: 6,
  trigger: 'save-point',
  actor: null,
  cowBytes: null,
  forkUsec: null,
  cause: null,
  source: 'observed',
  attempts: 1,
  note: null,
  snapshotWritten: true,
  actionId: null,
};

beforeEach(async () => {
  views = [viewOf('a'), viewOf('b')];
  server = createServer((request, response) => {
    if (!isAnsweredHere(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  stub = holdStub({ instances: () => views, access: { ...ACCESS, hosts: [`127.0.0.1:${port}`] } });
});

afterEach(async () => {
  vi.useRealTimers();
  for (const listening of open.splice(0)) listening.leave();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function parsed(block: string): Heard | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const event = fields.get('event');
  if (event === undefined) return null;
  return { id: Number(fields.get('id')), event, data: JSON.parse(fields.get('data') ?? 'null') as unknown };
}

async function listen(headers: Record<string, string> = {}, path = '/api/stream'): Promise<Listening> {
  const leaving = new AbortController();
  const response = await fetch(`${url}${path}`, { headers, signal: leaving.signal });
  const events: Heard[] = [];
  let text = '';
  let rest = '';
  let ended = false;
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      const block = new TextDecoder().decode(chunk as Uint8Array);
      text += block;
      const blocks = `${rest}${block}`.split('\n\n');
      rest = blocks.pop() ?? '';
      events.push(...blocks.map(parsed).filter((event) => event !== null));
    }
  })();
  void reading.catch(() => undefined).then(() => (ended = true));
  const listening = { response, events, text: () => text, hasEnded: () => ended, leave: () => leaving.abort() };
  open.push(listening);
  await eventually('the stream to begin', () => text !== '');
  return listening;
}

const names = (listening: Listening): string[] => listening.events.map(({ event }) => event);

it('first tells every instance, by the contract', async () => {
  const { response, events } = await listen();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  expect(events.map(({ event, data }) => [event, instanceSchema.parse(data).id])).toEqual([
    ['instance', 'a'],
    ['instance', 'b'],
  ]);
});

it('then tells what changes, to every page, under growing ids', async () => {
  const pages = [await listen(), await listen()];
  stub.publish({ kind: 'save', save: SAVE });
  stub.publish({ kind: 'instance', view: () => viewOf('a', { state: 'saved' }) });
  stub.publish({ kind: 'pulse', at: NOW, observedAt: { a: NOW }, storeProblem: null });
  stub.publish({ kind: 'fleet', at: NOW });
  for (const page of pages) {
    await eventually('all of them', () => page.events.length === 6);
    expect(names(page)).toEqual(['instance', 'instance', 'save', 'instance', 'pulse', 'fleet']);
    const ids = page.events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(6);
    expect(saveSchema.parse(page.events[2]?.data).id).toBe('s1');
    expect(page.events[4]?.data).toEqual({
      at: '2026-11-22T05:41:22.007Z',
      observedAt: { a: '2026-11-22T05:41:22.007Z' },
      storeProblem: null,
    });
  }
});

it('what is told has left when the turn goes on: what is synced to disk in it keeps no page waiting', async () => {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  await listen();
  const [page] = sockets;
  const sentBefore = page?.bytesWritten ?? NaN;
  stub.publish({ kind: 'save', save: SAVE });
  expect([page?.writableCorked, page?.writableLength]).toEqual([0, 0]);
  expect(page?.bytesWritten).toBeGreaterThan(sentBefore);
});

it('a change is serialised once for all pages', async () => {
  let reads = 0;
  await listen();
  await listen();
  const save = Object.defineProperty({ ...SAVE }, 'note', { get: () => ((reads += 1), null), enumerable: true });
  stub.publish({ kind: 'save', save });
  expect(reads).toBe(1);
});

it('a change is encoded once for all pages: each is given the same bytes', () => {
  const hub = new StreamHub(stub);
  const given: Uint8Array[] = [];
  for (let page = 0; page < 3; page += 1) hub.listen(EN, (bytes) => given.push(bytes));
  stub.publish({ kind: 'instance', view: () => viewOf('a') });
  stub.publish({ kind: 'pulse', at: NOW, observedAt: {}, storeProblem: null });
  expect(given).toHaveLength(6);
  expect(new Set(given).size).toBe(2);
});

describe('in two languages at once', () => {
  const summary = (listening: Listening): unknown[] =>
    listening.events.filter(({ event }) => event === 'instance').map(({ data }) => instanceSchema.parse(data).summary);
  const inWords = (words: Words): InstanceView => viewOf('a', { summary: words.summary.neverRead });

  beforeEach(() => {
    views = [];
    Object.assign(stub, { speaking: (words: Words) => ({ ...stub, instances: () => [inWords(words)] }) });
  });

  it('each page is told in its own, first and later, under the same ids', async () => {
    const english = await listen();
    const chinese = await listen({ cookie: 'language=zh' });
    stub.publish({ kind: 'instance', view: inWords });
    stub.publish({ kind: 'fleet', at: NOW });
    for (const page of [english, chinese]) await eventually('both', () => names(page).includes('fleet'));
    expect(summary(english)).toEqual([EN.summary.neverRead, EN.summary.neverRead]);
    expect(summary(chinese)).toEqual([ZH.summary.neverRead, ZH.summary.neverRead]);
    expect(english.events.at(-1)).toEqual(chinese.events.at(-1));
  });

  it('a change is made once for each language in which a page listens, and for no other', async () => {
    const made: Words[] = [];
    const view = (words: Words): InstanceView => (made.push(words), inWords(words));
    await listen();
    await listen();
    stub.publish({ kind: 'instance', view });
    expect(made).toEqual([EN]);
    await listen({ cookie: 'language=zh' });
    await listen({ cookie: 'language=zh' });
    stub.publish({ kind: 'instance', view });
    expect(made).toEqual([EN, EN, ZH]);
  });

  it('a page that missed a change is given it in its own language, though none listened in it then', async () => {
    const first = await listen({ cookie: 'language=zh' });
    const lastSeen = String(first.events.at(-1)?.id);
    first.leave();
    await eventually('the end', () => first.hasEnded());
    stub.publish({ kind: 'instance', view: inWords });
    const again = await listen({ cookie: 'language=zh', 'last-event-id': lastSeen });
    expect(summary(again)).toEqual([ZH.summary.neverRead]);
  });
});

describe('after an interruption', () => {
  it('a page gets what it missed, and nothing else', async () => {
    const first = await listen();
    const lastSeen = first.events.at(-1)?.id;
    first.leave();
    stub.publish({ kind: 'save', save: SAVE });
    stub.publish({ kind: 'pulse', at: NOW, observedAt: {}, storeProblem: null });
    stub.publish({ kind: 'fleet', at: NOW });
    const again = await listen({ 'last-event-id': String(lastSeen) });
    expect(names(again)).toEqual(['save', 'fleet']);
  });

  it('a page that missed nothing gets nothing', async () => {
    const first = await listen();
    const again = await listen({ 'last-event-id': String(first.events.at(-1)?.id) });
    stub.publish({ kind: 'fleet', at: NOW });
    await eventually('the change', () => again.events.length > 0);
    expect(names(again)).toEqual(['fleet']);
  });

  it.each([
    ['of an earlier process', '17'],
    ['of the future', String(Number.MAX_SAFE_INTEGER)],
    ['that is none', 'abc'],
    ['that is empty', ''],
  ])('a page with an id %s gets every instance, and reads the list again', async (_case, id) => {
    await listen();
    expect(names(await listen({ 'last-event-id': id }))).toEqual(['instance', 'instance', 'fleet']);
    expect(names(await listen({}, `/api/stream?after=${id}`))).toEqual(['instance', 'instance', 'fleet']);
  });

  it('a page that missed more than is kept gets every instance', async () => {
    const first = await listen();
    const lastSeen = String(first.events.at(-1)?.id);
    first.leave();
    for (let index = 0; index < 1002; index += 1) stub.publish({ kind: 'fleet', at: NOW });
    expect(names(await listen({ 'last-event-id': lastSeen }))).toEqual(['instance', 'instance', 'fleet']);
  });
});

describe('a page that was rendered with the state', () => {
  it('is told what came after that, though no stream was open then', async () => {
    const { position } = hubOf(stub);
    stub.publish({ kind: 'save', save: SAVE });
    stub.publish({ kind: 'fleet', at: NOW });
    expect(names(await listen({}, `/api/stream?after=${position}`))).toEqual(['save', 'fleet']);
  });

  it('is told nothing where nothing came after it', async () => {
    stub.publish({ kind: 'save', save: SAVE });
    const page = await listen({}, `/api/stream?after=${hubOf(stub).position}`);
    stub.publish({ kind: 'fleet', at: NOW });
    await eventually('the change', () => page.events.length > 0);
    expect(names(page)).toEqual(['fleet']);
  });

  it('goes on after an interruption where it was, not where it was rendered', async () => {
    const { position } = hubOf(stub);
    stub.publish({ kind: 'save', save: SAVE });
    const heard = String(hubOf(stub).position);
    stub.publish({ kind: 'fleet', at: NOW });
    expect(names(await listen({ 'last-event-id': heard }, `/api/stream?after=${position}`))).toEqual(['fleet']);
  });
});

describe('the end', () => {
  it('a page that leaves is forgotten', async () => {
    const page = await listen();
    page.leave();
    await eventually('the end', () => page.hasEnded());
    stub.publish({ kind: 'fleet', at: NOW });
    expect(names(page)).toEqual(['instance', 'instance']);
  });

  it('all streams end when Savepoint shuts down', async () => {
    const pages = [await listen(), await listen()];
    stub.close();
    await eventually('both ends', () => pages.every((page) => page.hasEnded()));
  });

  it('a page that reads nothing is cut off instead of filling the memory', async () => {
    const page = await listen();
    const note = 'x'.repeat(100_000);
    // What the system takes off our hands waits in no memory of ours: some megabytes.
    for (let index = 0; index < 400; index += 1) stub.publish({ kind: 'save', save: { ...SAVE, note } });
    await eventually('the end', () => page.hasEnded());
    expect(page.text().length).toBeLessThan(300 * note.length);
  });

  it('a page that leaves while it is asked who it is is never told anything', async () => {
    const leaving = new AbortController();
    let isAsked = false;
    const gone = once(server, 'connection').then(async ([socket]) => {
      await once(socket as Socket, 'close');
    });
    const { auth } = stub;
    const principalOf: typeof auth.principalOf = async (headers) => {
      isAsked = true;
      await gone;
      return await auth.principalOf(headers);
    };
    Object.assign(stub, { auth: { ...auth, principalOf } });
    const page = fetch(`${url}/api/stream`, { signal: leaving.signal }).catch(() => null);
    await eventually('the question', () => isAsked);
    leaving.abort();
    await page;
    await gone;
    const later = await listen();
    stub.publish({ kind: 'fleet', at: NOW });
    await eventually('the change', () => names(later).includes('fleet'));
    expect(hubOf(stub).pages).toBe(1);
  });
});

it('a heartbeat keeps proxies from ending a quiet stream', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const page = await listen();
  expect(page.text()).not.toContain(': still here');
  vi.advanceTimersByTime(15_000);
  await eventually('the heartbeat', () => page.text().includes(': still here\n\n'));
});

it('a stream ends with the session or the token that opened it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const page = await listen();
  Object.assign(stub, { auth: { ...stub.auth, principalOf: async () => null } });
  vi.advanceTimersByTime(15_000);
  await eventually('the end', () => page.hasEnded());
  expect(page.text()).not.toContain(': still here');
});

it('HEAD opens no stream', async () => {
  const response = await fetch(`${url}/api/stream`, { method: 'HEAD' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  expect(stub.listeners()).toBe(0);
});

describe('at the door', () => {
  const refusal = async (init: RequestInit): Promise<unknown[]> => {
    const response = await fetch(`${url}/api/stream`, init);
    const { code } = ((await response.json()) as { error: { code: string } }).error;
    return [response.status, code, response.headers.get('cache-control')];
  };

  it('it is refused as anywhere behind it', async () => {
    const authorization = 'Bearer wrong';
    expect(await refusal({ headers: { authorization } })).toEqual([401, 'unauthenticated', 'no-store']);
    expect(await refusal({ method: 'DELETE', headers: { authorization: `Bearer ${TOKEN}` } })).toEqual([
      405,
      'method_not_allowed',
      'no-store',
    ]);
    Object.assign(stub, { access: ACCESS });
    expect(await refusal({})).toEqual([421, 'misdirected', 'no-store']);
    expect(stub.listeners()).toBe(0);
  });

  it('what breaks before the stream begins is a fault like any other', async () => {
    Object.assign(stub, { auth: { ...stub.auth, principalOf: () => Promise.reject(new Error('broken')) } });
    expect(await refusal({})).toEqual([500, 'internal', 'no-store']);
  });

  it('no other path is answered', async () => {
    for (const path of ['/api/stream/x', '/api/streams', '/stream', '/api/incidents']) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
    }
  });
});

describe('many pages', () => {
  const PAGES = 1000;

  it('are told together what comes within a tick, in its order, each event once', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hub = new StreamHub(stub);
    const told: Uint8Array[] = [];
    for (let page = 0; page < PAGES; page += 1) hub.listen(EN, (bytes) => told.push(bytes));
    stub.publish({ kind: 'save', save: SAVE });
    stub.publish({ kind: 'fleet', at: NOW });
    expect(told).toEqual([]);
    vi.advanceTimersByTime(50);
    expect([told.length, new Set(told).size]).toEqual([PAGES, 1]);
    expect(
      Buffer.from(told[0] ?? [])
        .toString()
        .match(/^event: .*$/gm),
    ).toEqual(['event: save', 'event: fleet']);
    stub.publish({ kind: 'fleet', at: NOW });
    vi.advanceTimersByTime(50);
    expect([told.length, new Set(told).size]).toEqual([2 * PAGES, 2]);
  });

  it('one that cannot be told takes no other with it, and has all of them read again', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hub = new StreamHub(stub);
    const told: Uint8Array[] = [];
    for (let page = 0; page < PAGES; page += 1) hub.listen(EN, (bytes) => told.push(bytes));
    const view = (): never => {
      throw new Error('no words for it');
    };
    stub.publish({ kind: 'instance', view });
    stub.publish({ kind: 'save', save: SAVE });
    vi.advanceTimersByTime(50);
    expect(told).toHaveLength(PAGES);
    expect(
      Buffer.from(told[PAGES - 1] ?? [])
        .toString()
        .match(/^event: .*$/gm),
    ).toEqual(['event: save', 'event: fleet']);
  });

  it('one that comes meanwhile is not told twice', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hub = new StreamHub(stub);
    for (let page = 0; page < PAGES; page += 1) hub.listen(EN, () => undefined);
    const after = String(hub.position);
    stub.publish({ kind: 'fleet', at: NOW });
    const told: Uint8Array[] = [];
    hub.listen(EN, (bytes) => told.push(bytes));
    expect(hub.opening(after, EN)).toHaveLength(1);
    vi.advanceTimersByTime(50);
    expect(told).toEqual([]);
  });
});
