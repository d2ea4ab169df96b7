import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type HttpAnswer } from '../support/http-client';
import { ALLOWED, ALLOW_LIST, LEFT_OUT, NAMES, NEVER } from '../support/outbound-cases';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { startWatchedNet, type WatchedNet } from '../support/watched-net';

/*
 * The whole of Savepoint in a network of its own, where every address answers, with a packet counter below TCP as the witness: it
 * sees each connection that is begun, by whatever part of the process and however the address was come by. To addresses that no
 * TCP connection can be made to (multicast, broadcast) Linux itself sends nothing: there the refusal alone is what is shown.
 */
const TOKEN = 'packets-token-packets-token';
const HEADERS = { authorization: `Bearer ${TOKEN}` };

let net: WatchedNet;
let savepoint: SavepointServer;

async function start(env: Readonly<Record<string, string>>): Promise<void> {
  net = await startWatchedNet(NAMES);
  const { port, wrapper } = net;
  savepoint = await startSavepoint({ port, wrapper, env: { ...env, SAVEPOINT_ADMIN_TOKEN: TOKEN } });
  expect(await net.packets()).toEqual([]);
}

async function end(): Promise<void> {
  await savepoint?.stop();
  await net?.stop();
}

/** Registration tries the connection first, and keeps nothing of what does not answer. */
function register(url: string): Promise<HttpAnswer> {
  return ask(savepoint.url, '/api/instances', { method: 'POST', headers: HEADERS, body: { name: 'tried', url } });
}

async function leadsNowhere(url: string): Promise<void> {
  const answer = await register(url);
  expect(answer.status).toBe(422);
  expect(answer.error().details).toHaveProperty('fields.url');
  expect(await net.packets()).toEqual([]);
}

async function leadsTo(url: string, packet: string): Promise<void> {
  expect((await register(url)).status).toBe(422);
  expect(await net.packets()).toEqual([packet]);
}

/** Of a name that leads elsewhere each time it is asked for: which answer comes first is the name server's matter. */
async function leadsToAtTimes(url: string, packet: string): Promise<void> {
  const seen: (readonly string[])[] = [];
  for (let times = 0; times < 4; times += 1) {
    await register(url);
    seen.push(await net.packets());
  }
  expect(new Set(seen.flat())).toEqual(new Set([packet]));
  expect(seen.some((packets) => packets.length === 0)).toBe(true);
}

/** Nothing escaped the packet socket: the kernel counts just as many. */
function nothingWasMissed(): void {
  const { counted, seen } = net.opened();
  expect(seen).toBeGreaterThan(0);
  expect(counted).toBe(seen);
}

test('there are at least 60 addresses, each its own', () => {
  expect(new Set([...NEVER, ...LEFT_OUT]).size).toBe(NEVER.length + LEFT_OUT.length);
  expect(NEVER.length).toBeGreaterThanOrEqual(60);
});

describe('where nothing else is said', () => {
  beforeAll(() => start({}));
  afterAll(end);

  test.each(ALLOWED)('%s is one packet: %s', leadsTo);
  test.each(NEVER)('%s is none', leadsNowhere);

  test('a name that leads elsewhere each time is followed only to where that is allowed', async () => {
    await leadsToAtTimes('redis://flips.test', 'tcp 10.77.0.1 6379');
  });

  test('the first page looks for a Redis on this machine', async () => {
    await ask(savepoint.url, '/', { headers: HEADERS });
    expect(await net.packets()).toEqual(['tcp 127.0.0.1 6379']);
  });

  test('no packet was missed', nothingWasMissed);
});

describe('with a list of what is allowed', () => {
  beforeAll(() => start({ SAVEPOINT_OUTBOUND: ALLOW_LIST }));
  afterAll(end);

  test.each(ALLOWED)('%s is one packet: %s', leadsTo);
  test.each([...NEVER, ...LEFT_OUT])('%s is none', leadsNowhere);

  test('a name that leads elsewhere each time is followed only to where that is allowed', async () => {
    await leadsToAtTimes('redis://flips-elsewhere.test', 'tcp 10.77.0.1 6379');
  });

  test('the first page looks for no Redis on this machine', async () => {
    await ask(savepoint.url, '/', { headers: HEADERS });
    expect(await net.packets()).toEqual([]);
  });

  test('no packet was missed', nothingWasMissed);
});
