import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../lib/config/config';
import { loadConfig } from '../../lib/config/load-config';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'savepoint-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe('SAVEPOINT_INSTANCES', () => {
  it('names instances that are acted upon with the credentials of their address', () => {
    const { instances, problems } = loadConfig(
      { SAVEPOINT_INSTANCES: 'Orders=redis://:a%2Cb@h:1, cache=rediss://u:p@[::1]:2/3 ,' },
      cwd,
    );
    expect(problems).toEqual([]);
    expect(instances).toMatchObject([
      { id: 'orders', name: 'Orders', operator: { username: null, password: 'a,b' }, environment: 'production' },
      {
        id: 'cache',
        endpoint: { kind: 'tcp', host: '::1', port: 2, tls: true },
        database: 3,
        operator: { username: 'u', password: 'p' },
        origin: { kind: 'environment', variable: 'SAVEPOINT_INSTANCES' },
      },
    ]);
  });

  it.each([
    ['without a name', 'redis://:SECRET@h', 'entry 1: An entry is written as NAME=redis://HOST:PORT'],
    ['without a name, = in the password', 'redis://:SECRET=x@h', 'entry 1: An entry is written as'],
    ['without an address', 'a', 'entry 1: An entry is written as'],
    ['with another scheme', 'a=http://:SECRET@h', 'entry 1: url: An address starts with'],
    ['with a host that no name can have', 'a=redis://:SECRET@h%00', 'entry 1: url: The address names no host'],
    ['with the id of another', 'good=redis://h,GOOD=redis://:SECRET@h', 'entry 2: name: Another instance has the id'],
  ])('leaves out an entry %s, tells its place, and never its password', (_case, value, expected) => {
    const { instances, problems } = loadConfig({ SAVEPOINT_INSTANCES: `${value},last=redis://h` }, cwd);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`SAVEPOINT_INSTANCES, ${expected}`);
    expect(problems[0]).not.toContain('SECRET');
    expect(instances.at(-1)?.id).toBe('last');
  });

  it('comes after the file, whose instances keep their ids', () => {
    writeFileSync(join(cwd, 'savepoint.yaml'), 'instances: [{ name: a, url: "redis://file" }]');
    const { instances, problems } = loadConfig({ SAVEPOINT_INSTANCES: 'a=redis://env,b=redis://env' }, cwd);
    expect(instances.map(({ id, origin }) => `${id} ${origin.kind}`)).toEqual(['a file', 'b environment']);
    expect(problems).toHaveLength(1);
  });
});

describe('sockets', () => {
  it.each([
    ['unix:///run/redis.sock', '/run/redis.sock', 0, null],
    ['unix://:pw@/run/a%20b.sock?db=2', '/run/a b.sock', 2, 'pw'],
    ['unix://u:p%40w@/run/a@b.sock', '/run/a@b.sock', 0, 'p@w'],
  ])('%s', (url, path, database, password) => {
    const [instance] = loadConfig({ SAVEPOINT_INSTANCES: `a=${url}` }, cwd).instances;
    expect(instance).toMatchObject({ endpoint: { kind: 'unix', path }, database, observer: { password } });
  });
});

describe('SAVEPOINT_OUTBOUND', () => {
  it.each([
    ['10.0.0.0/8', { kind: 'subnet', address: '10.0.0.0', prefix: 8, family: 'ipv4', port: null }],
    ['10.1.2.3', { kind: 'subnet', address: '10.1.2.3', prefix: 32, family: 'ipv4', port: null }],
    ['10.0.0.0/8:6379', { kind: 'subnet', address: '10.0.0.0', prefix: 8, family: 'ipv4', port: 6379 }],
    ['fd00::1', { kind: 'subnet', address: 'fd00::1', prefix: 128, family: 'ipv6', port: null }],
    ['[fd00::/8]', { kind: 'subnet', address: 'fd00::', prefix: 8, family: 'ipv6', port: null }],
    ['unix:///run/redis.sock', { kind: 'socket', path: '/run/redis.sock' }],
    [' [fd00::/8]:6379 ', { kind: 'subnet', address: 'fd00::', prefix: 8, family: 'ipv6', port: 6379 }],
  ])('%s', (text, rule) => {
    expect(loadConfig({ SAVEPOINT_OUTBOUND: `127.0.0.1,${text}` }, cwd).outbound?.[1]).toEqual(rule);
  });

  it('is nothing unless it is given', () => expect(loadConfig({}, cwd).outbound).toBeNull());
});

describe('the other variables', () => {
  it('have defaults for a laptop', () => {
    expect(loadConfig({}, cwd)).toMatchObject({
      port: 3000,
      dataDir: join(cwd, 'data'),
      adminToken: null,
      publicOrigin: null,
    });
  });

  it('are taken as given, paths from where the command was started', () => {
    const config = loadConfig(
      {
        PORT: '8080',
        SAVEPOINT_DATA_DIR: 'state',
        SAVEPOINT_ADMIN_TOKEN: 'a-token-for-tests',
        SAVEPOINT_PUBLIC_ORIGIN: 'https://savepoint.example.org/',
        SAVEPOINT_SECRET_KEY_FILE: 'key',
      },
      cwd,
    );
    expect(config).toMatchObject({
      port: 8080,
      dataDir: join(cwd, 'state'),
      adminToken: 'a-token-for-tests',
      publicOrigin: 'https://savepoint.example.org',
      secretKeyEnv: { SAVEPOINT_SECRET_KEY_FILE: join(cwd, 'key') },
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a switch that is neither', { SAVEPOINT_AUDIT_LOG: 'true' }, /^SAVEPOINT_AUDIT_LOG must be yes or no\.$/],
    ['an outbound address that is none', { SAVEPOINT_OUTBOUND: '10.0.0.0/8,redis' }, /^SAVEPOINT_OUTBOUND has “redis”/],
    ['an outbound socket that is none', { SAVEPOINT_OUTBOUND: 'unix://run' }, /^SAVEPOINT_OUTBOUND has/],
    ['an outbound subnet that is none', { SAVEPOINT_OUTBOUND: '10.0.0.0/33' }, /^SAVEPOINT_OUTBOUND has/],
    ['an outbound port that is none', { SAVEPOINT_OUTBOUND: '10.0.0.1:0' }, /^SAVEPOINT_OUTBOUND has/],
    ['a port that is none', { PORT: 'x' }, /^PORT must be a number from 1 to 65535\.$/],
    ['a port beyond the last', { PORT: '65536' }, /^PORT must be/],
    [
      'a short token for everything, reached from other machines',
      { SAVEPOINT_PUBLIC_ORIGIN: 'https://x', SAVEPOINT_ADMIN_TOKEN: 'short' },
      /^SAVEPOINT_ADMIN_TOKEN may do everything/,
    ],
    ['a public address with a path', { SAVEPOINT_PUBLIC_ORIGIN: 'https://x/y' }, /^SAVEPOINT_PUBLIC_ORIGIN must be/],
    ['a public address with a user', { SAVEPOINT_PUBLIC_ORIGIN: 'https://u:p@x' }, /^SAVEPOINT_PUBLIC_ORIGIN must be/],
    ['a public address that is none', { SAVEPOINT_PUBLIC_ORIGIN: 'x' }, /^SAVEPOINT_PUBLIC_ORIGIN must be/],
    [
      'a database that is no Postgres',
      { DATABASE_URL: 'mysql://u:SECRET@h/d' },
      /^DATABASE_URL must be the address of a Postgres/,
    ],
  ])('end the start with a sentence: %s', (_case, env, expected) => {
    let message = '';
    try {
      loadConfig(env, cwd);
    } catch (error) {
      if (error instanceof ConfigError) message = error.message;
    }
    expect(message).toMatch(expected);
    expect(message).not.toContain('SECRET');
  });
});
