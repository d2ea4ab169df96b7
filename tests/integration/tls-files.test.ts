import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { redisCli } from '../../lib/domain/instance/operator-commands';
import type { TlsSettings } from '../../lib/domain/instance/reach';
import { connectRedis } from '../../lib/redis/connection';
import type { RedisConnection } from '../../lib/redis/redis';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR } from '../support/a-savepoint';
import { startAuthority, type Authority } from '../support/certificates';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';

/** One server lets in who shows a certificate of ours, the other one anybody; its certificate is for a name that no address has. */
let ours: Authority;
let other: Authority;
let folder: string;
let mutual: { readonly redis: RedisServer; readonly port: number };
let named: { readonly redis: RedisServer; readonly port: number };
let client: { readonly cert: string; readonly key: string };

beforeAll(async () => {
  [ours, other] = [startAuthority(), startAuthority()];
  folder = mkdtempSync(join(tmpdir(), 'savepoint-tls-'));
  const started = async (name: string, asks: boolean) => {
    const port = await freePort();
    return { redis: await startRedis({ args: ours.redisArgs(port, name, undefined, asks) }), port };
  };
  mutual = await started('IP:127.0.0.1', true);
  named = await started('DNS:redis.internal', false);
  client = ours.issue('client');
});

afterAll(async () => {
  await Promise.all([mutual?.redis.stop(), named?.redis.stop()]);
  ours?.stop();
  other?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** No case is about time: a greeting of TLS takes its own on a busy machine. */
const PATIENT = { connectMs: 20_000, commandMs: 20_000 };

const open: RedisConnection[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

type Given = Partial<Record<'ca' | 'cert' | 'key' | 'serverName', string>>;

function settings(given: Given): TlsSettings {
  const file = (field: 'ca' | 'cert' | 'key') => {
    const path = given[field];
    return path === undefined ? null : { path, where: `savepoint.yaml, line 7, tls.${field} of orders` };
  };
  return { ca: file('ca'), cert: file('cert'), key: file('key'), serverName: given.serverName ?? null };
}

function connection(port: number, given: Given | null): RedisConnection {
  const made = connectRedis(
    {
      endpoint: { kind: 'tcp', host: '127.0.0.1', port, tls: true },
      database: 0,
      credentials: { username: null, password: null },
      ...(given === null ? {} : { tls: settings(given) }),
    },
    PATIENT,
  );
  open.push(made);
  return made;
}

/** `facts`, or the code and the sentence of the problem. */
async function told(port: number, given: Given | null): Promise<string> {
  const seen = await connection(port, given).observe(Date.now);
  return seen.kind === 'facts' ? 'facts' : `${seen.problem.code}: ${seen.problem.message}`;
}

describe('an authority of our own, and a certificate that is shown', () => {
  test('both together let Savepoint in, to watch and to act', async () => {
    const instance = anInstance(`rediss://127.0.0.1:${mutual.port}`, {
      endpoint: { kind: 'tcp', host: '127.0.0.1', port: mutual.port, tls: true },
      tls: settings({ ca: ours.trust, ...client }),
    });
    const { savepoint, dispose } = await aSavepoint([instance]);
    try {
      await eventually('its guard to be read', () => savepoint.instance(instance.id)?.guard.value === 'yes');
      const request = { value: 'no', expected: 'yes', confirm: instance.name, reason: 'checkout down' } as const;
      const rest = { until: null, rewrite: false, runId: null };
      const off = await savepoint.setStopWrites(instance.id, { ...request, ...rest }, OPERATOR);
      expect(off).toMatchObject({ ok: true, value: { action: { outcome: 'applied' } } });
    } finally {
      await dispose();
    }
  });

  test('the commands to copy reach it as well, with the files of the configuration', () => {
    const endpoint = { kind: 'tcp', host: '127.0.0.1', port: mutual.port, tls: true } as const;
    const answerTo = (given: Given): string => {
      const command = redisCli({ endpoint, tls: settings(given) }, { software: 'redis' }, 'PING') ?? '';
      return spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout;
    };
    expect(answerTo({ ca: ours.trust, ...client, serverName: 'redis.internal' })).toBe('PONG\n');
    expect(answerTo({ ca: ours.trust })).toBe('');
    expect(answerTo({ ca: other.trust, ...client })).toBe('');
  });

  test.each<[string, () => Given | null, RegExp]>([
    [
      'none is believed without the authority',
      () => null,
      /^tls: The certificate of .* is not signed .*\(tls: ca\)\.$/,
    ],
    [
      'nor with another one',
      () => ({ ca: other.trust, ...client }),
      /^tls: savepoint\.yaml, line 7, tls\.ca of orders: the certificate of 127\S+ is not signed by an authority in \/\S+\/ca\.crt, /,
    ],
    [
      'who shows no certificate is told to name one',
      () => ({ ca: ours.trust }),
      /^tls: 127\S+ ended the TLS connection \(ERR_SSL_\S+\): it asks .* and none is given\. .*\(tls: cert and key\)\.$/,
    ],
    [
      'a certificate of another authority is not accepted',
      () => ({ ca: ours.trust, ...other.issue('stranger') }),
      /^tls: savepoint\.yaml, line 7, tls\.cert of orders: 127\S+ does not accept the certificate \/\S+\/stranger\.crt \(ERR_SSL_/,
    ],
    [
      'nor one that has expired',
      () => ({ ca: ours.trust, ...ours.issue('late', undefined, ['20150101000000Z', '20200102000000Z']) }),
      /^tls: savepoint\.yaml, line 7, tls\.cert of orders: 127\S+ does not accept .*It may have expired/,
    ],
  ])('%s', async (_case, given, sentence) => {
    expect(await told(mutual.port, given())).toMatch(sentence);
  });
});

describe('the name that a certificate has to be for', () => {
  test.each<[string, string | undefined, RegExp]>([
    ['another name than that of the address', 'redis.internal', /^facts$/],
    ['the address, where none is given', undefined, /^tls: The certificate of 127\S+ is not for 127\.0\.0\.1: /],
    [
      'a name that it is not for',
      'redis.other',
      /^tls: The certificate of 127\S+ is not for redis\.other: .*serverName\)\.$/,
    ],
  ])('%s', async (_case, serverName, sentence) => {
    expect(await told(named.port, { ca: ours.trust, ...(serverName && { serverName }) })).toMatch(sentence);
  });

  test('an address, where the certificate is for it', async () => {
    expect(await told(mutual.port, { ca: ours.trust, ...client, serverName: '127.0.0.1' })).toBe('facts');
  });

  test('an address that it is not for, though it is for the one that is connected to', async () => {
    const given = { ca: ours.trust, ...client, serverName: '10.0.0.1' };
    expect(await told(mutual.port, given)).toMatch(/^tls: The certificate of 127\S+ is not for 10\.0\.0\.1: /);
  });
});

describe('a file that cannot be used is told before anything is sent', () => {
  const locked = (): string => {
    const path = join(folder, 'locked.key');
    execFileSync('openssl', ['pkey', '-in', client.key, '-aes256', '-passout', 'pass:x', '-out', path], {
      stdio: 'pipe',
    });
    return path;
  };
  const text = (): string => {
    const path = join(folder, 'text');
    writeFileSync(path, 'no certificate');
    return path;
  };
  test.each<[string, () => Given, string, string]>([
    ['not there', () => ({ ca: '/nowhere/ca.crt' }), 'ca', 'there is no file /nowhere/ca.crt.'],
    ['a folder', () => ({ ca: folder }), 'ca', 'cannot be read: it is no file'],
    ['no certificate', () => ({ ca: text() }), 'ca', 'holds no certificate in PEM form'],
    ['a certificate where a key is due', () => ({ ...client, key: client.cert }), 'key', 'holds no private key'],
    ['a key with a passphrase', () => ({ ...client, key: locked() }), 'key', 'is locked with a passphrase'],
    [
      'the key of another certificate',
      () => ({ ...client, key: ours.issue('another').key }),
      'key',
      'does not belong to the certificate of tls.cert',
    ],
  ])('%s', async (_case, given, field, sentence) => {
    const said = await told(mutual.port, given());
    expect(said).toContain(`tls: savepoint.yaml, line 7, tls.${field} of orders: `);
    expect(said).toContain(sentence);
    expect(said).toMatch(/Savepoint does not connect without it\.$/);
  });

  test('what was put right counts from the next connection on', async () => {
    const ca = join(folder, 'renewed.crt');
    const watched = connection(mutual.port, { ca, ...client });
    expect(await watched.observe(Date.now)).toMatchObject({ kind: 'problem', problem: { code: 'tls' } });
    copyFileSync(ours.trust, ca);
    expect(await watched.observe(Date.now)).toMatchObject({ kind: 'facts' });
  });
});
