import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboundOf } from '../../lib/config/outbound';
import { connectingBy } from '../../lib/redis/connection';
import { allowedLookup, mayConnectBy } from '../../lib/redis/outbound';
import { TIMEOUTS } from '../support/redis-target';

const NOBODY = { username: null, password: null };
const anywhere = mayConnectBy(null);
const by = (text: string) => mayConnectBy(outboundOf({ SAVEPOINT_OUTBOUND: text }));

describe('where connections may go', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '169.254.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    '::',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::ffff:a9fe:a9fe%lo',
    '::ffff:0:a9fe:a9fe',
    '::a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::6464:64c8',
    '64:ff9b::',
    '2002:a9fe:1::1',
    '2002:6464:64c8::1',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
    'fd00:c1::a9fe:a9fe',
    'fd00:42::42',
    'fe80::1%lo',
    'fe80::1',
    'febf::1',
    'ff02::1',
  ])('never to %s', (address) => expect(anywhere(address, 6379)).toBe(false));

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '100.100.100.201',
    '8.8.8.8',
    '::1',
    'fd00::1',
    '2001:db8::1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
  ])('to %s where nothing else is said', (address) => expect(anywhere(address, 6379)).toBe(true));

  it.each([
    ['10.0.0.0/8', '10.255.0.1', 6379, true],
    ['10.0.0.0/8', '11.0.0.1', 6379, false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', 6379, true],
    ['10.0.0.0/8:6379', '10.0.0.1', 6379, true],
    ['10.0.0.0/8:6379', '10.0.0.1', 22, false],
    ['10.0.0.1,10.0.0.2', '10.0.0.2', 1, true],
    ['10.0.0.1,10.0.0.2', '10.0.0.3', 1, false],
    ['[fd00::/8]:6379', 'fdff::1', 6379, true],
    ['[fd00::/8]:6379', 'fe00::1', 6379, false],
    ['169.254.1.0/24', '169.254.1.7', 6379, true],
  ])('with %s to %s:%i: %s', (rules, address, port, may) => expect(by(rules)(address, port)).toBe(may));
});

describe('a socket of this machine', () => {
  it.each([
    ['unix:///run/redis.sock', '/run/redis.sock', true],
    ['10.0.0.0/8,unix:///run/redis.sock', '/run/redis.sock', true],
    ['10.0.0.0/8', '/run/redis.sock', false],
    ['unix:///run/redis.sock', '/run/redis.sock2', false],
    ['unix:///run', '/run/redis.sock', false],
    ['unix:///run/redis.sock', '/run/../run/redis.sock', false],
  ])('with %s to %s: %s', (rules, path, may) => expect(by(rules)(path, null)).toBe(may));

  it('may be connected to where nothing else is said', () => expect(anywhere('/run/redis.sock', null)).toBe(true));

  it('is reached by a connection only where it may be', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'savepoint-socket-'));
    const path = join(dir, 'redis.sock');
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(path, done));
    const target = { endpoint: { kind: 'unix', path }, database: 0, credentials: NOBODY } as const;
    const seen: unknown[] = [];
    for (const rules of ['127.0.0.0/8', `unix://${path}`]) {
      const connection = connectingBy(outboundOf({ SAVEPOINT_OUTBOUND: rules }))(target, TIMEOUTS);
      const look = await connection.observe(Date.now);
      connection.close();
      seen.push(look.kind === 'problem' && look.problem.code === 'not-allowed', connections);
    }
    expect(seen).toEqual([true, 0, false, 1]);
    await new Promise((done) => server.close(done));
    rmSync(dir, { recursive: true });
  });
});

describe('a connection', () => {
  let server: Server;
  let port: number;
  let connections: number;

  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as { port: number }).port;
  });
  afterEach(() => new Promise((done) => server.close(done)));

  async function problemOf(host: string, tls: boolean, rules = `127.0.0.1:${port}`): Promise<string> {
    const target = {
      endpoint: { kind: 'tcp', host, port, tls },
      database: 0,
      credentials: NOBODY,
    } as const;
    const connection = connectingBy(outboundOf({ SAVEPOINT_OUTBOUND: rules }))(target, TIMEOUTS);
    try {
      const seen = await connection.observe(Date.now);
      return seen.kind === 'problem' ? seen.problem.code : 'facts';
    } finally {
      connection.close();
    }
  }

  // What the C library takes for 127.0.0.1 as well.
  const forms = ['127.0.0.1', 'localhost', '127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '::ffff:127.0.0.1'];

  it.each(forms.flatMap((host) => [false, true].map((tls) => [host, tls] as const)))(
    'to %s (TLS: %s) sends no packet where that is not allowed',
    async (host, tls) => {
      expect(await problemOf(host, tls, `127.0.0.1:${port === 1 ? 2 : 1}`)).toBe('not-allowed');
      expect(connections).toBe(0);
    },
  );

  it.each(forms)('to %s is made where it is', async (host) => {
    expect(await problemOf(host, false)).not.toBe('not-allowed');
    expect(connections).toBe(1);
  });

  it('goes to an address that was checked, of those that a name leads to', async () => {
    const seen: unknown[] = [];
    const only = (text: string) =>
      new Promise<void>((done) => {
        allowedLookup(6379, by(text))('localhost', { all: true }, (error, addresses) => {
          seen.push(error === null ? addresses : error.code);
          done();
        });
      });
    await only('127.0.0.1');
    await only('10.0.0.1');
    expect(seen).toEqual([[{ address: '127.0.0.1', family: 4 }], 'ERR_IP_BLOCKED']);
  });
});
