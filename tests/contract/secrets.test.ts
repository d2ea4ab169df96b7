import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesUnder, secretsIn } from '../support/canaries';
import { runScript } from '../support/command';
import { eventually } from '../support/eventually';
import { startWebhook, type Webhook } from '../support/a-webhook';
import { ask, type HttpAnswer, type HttpAsk } from '../support/http-client';
import { freePort } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { newDataDir } from '../support/store-folder';
import { keptBytes, placeOf } from '../support/store-place';

const SECRET = {
  server: 'canary0server0password',
  yamlObserver: 'canary1yaml1observer',
  yamlOperator: 'canary2yaml2operator',
  yamlVariable: 'canary3yaml3variable',
  yamlWrong: 'canary4yaml4wrong4password',
  yamlUnusable: 'canary5yaml5unusable5entry',
  yamlGone: 'canary6yaml6gone6server',
  groupAsker: 'canaryFgroupFasker',
  groupObserver: 'canaryGgroupGobserver',
  groupOperator: 'canaryHgroupHoperator',
  groupCommand: 'canaryJgroupJcommand',
  commandConfig: 'canaryKcommandKconfig',
  commandBgsave: 'canaryLcommandLbgsave',
  commandWrong: 'canaryMcommandMauth',
  commandRefused: 'canaryNcommandNrefused',
  environment: 'canary7environment7instance',
  apiObserver: 'canary8api8observer',
  apiOperator: 'canary9api9operator',
  apiWrong: 'canaryAapiAwrongApassword',
  apiRefused: 'canaryBapiBrefusedBfields',
  adminToken: 'canaryCadminCtokenCadminCtoken',
  badToken: 'canaryDtokenDthatDisDnone',
  hookPassword: 'canaryFhookFpassword',
  hookPath: 'canaryGhookGpathGof16',
  hookSecret: 'canaryHhookHsecretHof16',
  hookRefused: 'canaryIhookIrefused',
} as const;
const SECRETS = Object.values(SECRET);
const SECRET_KEY = Buffer.from('canaryE-secret-key-of-32-bytes!!');
const ALL = [...SECRETS, SECRET_KEY.toString('latin1'), SECRET_KEY.toString('base64')];

/** The users of the server, by the password they have. */
const USERS: readonly (readonly [string, string])[] = [
  ['yaml-observer', SECRET.yamlObserver],
  ['yaml-operator', SECRET.yamlOperator],
  ['yaml-variable', SECRET.yamlVariable],
  ['environment', SECRET.environment],
  ['api-observer', SECRET.apiObserver],
  ['api-operator', SECRET.apiOperator],
];
const WATCHED = ['from-yaml', 'from-a-variable', 'from-environment', 'from-api', 'renamed'];
const NOT_WATCHED = ['wrong-password', 'gone', 'misnamed'];
const OFF = { value: 'no', expected: 'yes', reason: 'nobody may read a password' };

let dataDir: string;
let yaml: string;
let redis: RedisServer;
/** It knows CONFIG and BGSAVE by other names, which are secrets. */
let renamed: RedisServer;
let hook: Webhook;
let savepoint: SavepointServer;
const seen: HttpAnswer[] = [];

async function get(path: string, options: HttpAsk = {}): Promise<HttpAnswer> {
  const answer = await ask(savepoint.url, path, options);
  seen.push(answer);
  return answer;
}

const address = (user: string, password: string, port = redis.port): string =>
  `redis://${user}:${password}@127.0.0.1:${port}`;

async function startRenamed(): Promise<RedisServer> {
  const dir = newDataDir();
  const names = `rename-command CONFIG ${SECRET.commandConfig}\nrename-command BGSAVE ${SECRET.commandBgsave}\n`;
  writeFileSync(join(dir, 'redis.conf'), names);
  return startRedis({ dir, configFile: 'redis.conf' });
}

async function yamlFile(): Promise<string> {
  const entry = (name: string, url: string, rest = ''): string => `  - name: ${name}\n    url: ${url}\n${rest}`;
  return [
    'pollIntervalMs: 250\ninstances:\n',
    entry(
      'from-yaml',
      address('yaml-observer', SECRET.yamlObserver),
      `    operator:\n      username: yaml-operator\n      password: ${SECRET.yamlOperator}\n`,
    ),
    entry('from-a-variable', `redis://yaml-variable:\${VARIABLE}@127.0.0.1:${redis.port}`, '    operator: same\n'),
    entry('wrong-password', address('yaml-observer', SECRET.yamlWrong)),
    entry('gone', address('nobody', SECRET.yamlGone, await freePort())),
    entry(
      'renamed',
      renamed.url,
      `    operator: same\n    commands: { config: ${SECRET.commandConfig}, bgsave: ${SECRET.commandBgsave} }\n`,
    ),
    // Redis repeats a command that it does not know, with what follows it.
    entry(
      'misnamed',
      address('yaml-observer', SECRET.yamlObserver),
      `    commands: { auth: ${SECRET.commandWrong} }\n`,
    ),
    entry('refused-names', renamed.url, `    commands: { config: "${SECRET.commandRefused} twice" }\n`),
    entry('unusable', `redis://:${SECRET.yamlUnusable}@127.0.0.1:no-port`),
    'notify:\n',
    `  - name: hook\n    form: json\n    url: ${hook.url.replace('//', `//hook:${SECRET.hookPassword}@`)}\n    secret: ${SECRET.hookSecret}\n`,
    `  - name: refused\n    form: pagerduty\n    url: nowhere/${SECRET.hookRefused}\n`,
    `groups:\n  - name: silent\n    sentinel: { master: m, nodes: ['127.0.0.1:${await freePort()}'], password: ${SECRET.groupAsker} }\n`,
    `    observer: { password: ${SECRET.groupObserver} }\n    operator: { password: ${SECRET.groupOperator} }\n    commands: { config: ${SECRET.groupCommand} }\n`,
  ].join('');
}

function environment(): Record<string, string> {
  return {
    VARIABLE: SECRET.yamlVariable,
    SAVEPOINT_ADMIN_TOKEN: SECRET.adminToken,
    SAVEPOINT_SECRET_KEY: SECRET_KEY.toString('base64'),
    SAVEPOINT_LOG_LEVEL: 'debug',
    SAVEPOINT_AUDIT_LOG: 'yes',
  };
}

function registration(observer: string, operator: string): object {
  return {
    name: 'from-api',
    url: address('api-observer', observer),
    operator: { username: 'api-operator', password: operator },
    environment: 'staging',
  };
}

function register(body: object, key: string): Promise<HttpAnswer> {
  return get('/api/instances', { method: 'POST', body, headers: { 'idempotency-key': key } });
}

beforeAll(async () => {
  dataDir = newDataDir();
  redis = await startRedis({ password: SECRET.server });
  renamed = await startRenamed();
  hook = await startWebhook(undefined, `/${SECRET.hookPath}`);
  // As many do: it says what it was asked for, and with what.
  const basic = Buffer.from(`hook:${SECRET.hookPassword}`).toString('base64');
  hook.behave({ status: 400, body: JSON.stringify({ path: `/${SECRET.hookPath}`, authorization: `Basic ${basic}` }) });
  for (const [user, password] of USERS) await redis.cli('ACL', 'SETUSER', user, 'on', `>${password}`, '~*', '+@all');
  yaml = await yamlFile();
  savepoint = await startSavepoint({
    dataDir,
    yaml,
    instances: { 'from-environment': address('environment', SECRET.environment) },
    env: environment(),
  });
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
  await renamed?.stop();
  rmSync(renamed?.dir ?? dataDir, { recursive: true, force: true });
  await hook?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything that an answer tells: what was asked for may come back in a header as well. */
const told = (): string => seen.map(({ text, headers }) => `${JSON.stringify(headers)}\n${text}`).join('\n');

test('a secret is found where there is one, however it is written', () => {
  expect(secretsIn(yaml, SECRETS)).toHaveLength(17);
  for (const before of ['', 'a', 'ab']) {
    const encoded = Buffer.from(`${before}${SECRET.server}:more`).toString('base64');
    expect(secretsIn(encoded, ALL)).toEqual([SECRET.server]);
  }
  expect(secretsIn(Buffer.from(SECRET.server).toString('hex'), ALL)).toEqual([SECRET.server]);
  expect(secretsIn('nothing of the kind', ALL)).toEqual([]);
});

describe('no password, token, key or name of a command', () => {
  test('is in any answer of the API', async () => {
    expect((await register(registration(SECRET.apiWrong, SECRET.apiOperator), 'wrong')).status).toBe(422);
    expect((await register({ ...registration(SECRET.apiRefused, ''), environment: 'prod' }, 'fields')).status).toBe(
      422,
    );
    expect((await register(registration(SECRET.apiObserver, SECRET.apiOperator), 'key-of-a-good-one')).status).toBe(
      201,
    );
    const again = await register(registration(SECRET.apiObserver, SECRET.apiOperator), 'key-of-a-good-one');
    expect(again.headers['idempotency-replayed']).toBe('true');
    const bad = { headers: { authorization: `Bearer ${SECRET.badToken}` } };
    expect((await get('/api/instances', bad)).status).toBe(401);
    const good = { headers: { authorization: `Bearer ${SECRET.adminToken}` } };
    expect((await get('/api/instances', good)).status).toBe(200);

    for (const id of WATCHED) {
      await eventually(`${id} to be read`, async () => /"value":"yes"/.test((await get(`/api/instances/${id}`)).text));
    }
    for (const id of NOT_WATCHED) {
      await eventually(`${id} to be tried`, async () => /"problem":\{/.test((await get(`/api/instances/${id}`)).text));
    }
    for (const id of [...WATCHED.filter((one) => one !== 'from-environment'), ...NOT_WATCHED]) {
      const path = `/api/instances/${id}`;
      await get(`${path}/bgsave`, { method: 'POST', body: {} });
      await get(`${path}/stop-writes`, { method: 'PUT', body: { ...OFF, confirm: id } });
      for (const asked of ['action=bgsave', 'action=set-stop-writes&value=yes']) await get(`${path}/plan?${asked}`);
      for (const list of ['saves', 'events', 'picture', 'raw', 'saves/export?format=csv', 'saves/export?format=json']) {
        await get(`${path}/${list}`);
      }
      await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes');
    }
    for (const path of [
      'instances',
      'saves',
      'audit',
      'pictures',
      'audit/export?format=json',
      'audit/export?format=csv',
      'saves/export?format=json',
      'saves/export?format=csv',
      'openapi.json',
      'health/live',
      'health/ready',
    ]) {
      await get(`/api/${path}`);
    }
    const tried = await get('/api/notify/hook/test', { method: 'POST', body: {} });
    expect([hook.got.length > 0, tried.text]).toEqual([true, expect.stringContaining('answered 400')]);
    expect((await get('/api/notify')).text).toContain('"name":"hook"');
    expect(told()).toContain('savepoint.yaml, line');
    expect(told()).toContain('Registered from-api');
    expect(secretsIn(told(), ALL)).toEqual([]);
  });

  test('is in the stream', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${savepoint.url}/api/stream`, { signal: leaving.signal });
    let text = '';
    for await (const part of response.body ?? []) {
      text += new TextDecoder().decode(part as Uint8Array);
      if (text.includes('event: pulse')) break;
    }
    leaving.abort();
    expect(text).toContain('"id":"from-api"');
    expect(secretsIn(text, ALL)).toEqual([]);
  });

  const pages = [
    '/',
    '/instances/new',
    '/saves',
    '/wall',
    '/audit',
    ...[...WATCHED, ...NOT_WATCHED].map((id) => `/instances/${id}`),
  ];
  test.each(pages)('is in the page %s, as HTML or as what the browser asks for while it navigates', async (path) => {
    const html = await get(path);
    const elsewhere = await get(path, { headers: { rsc: '1' } });
    const payload = await get(String(elsewhere.headers['location'] ?? path), { headers: { rsc: '1' } });
    expect([html.status, html.text.includes('</html>')]).toEqual([200, true]);
    expect(payload.headers['content-type']).toContain('text/x-component');
    expect(payload.text.length).toBeGreaterThan(1000);
    expect(secretsIn(`${html.text}\n${payload.text}`, ALL)).toEqual([]);
  });

  test('is in what the browser is sent to run', () => {
    const built = bytesUnder(join(resolve(import.meta.dirname, '../..'), '.next/standalone/.next/static'));
    expect(built.includes('stop-writes-on-bgsave-error')).toBe(true);
    expect(secretsIn(built, ALL)).toEqual([]);
    // The names of what holds secrets: a value that was built in would be some other machine's.
    for (const name of ['SAVEPOINT_SECRET_KEY', 'SAVEPOINT_ADMIN_TOKEN', 'sealed_credentials']) {
      expect([name, built.includes(name)]).toEqual([name, false]);
    }
  });

  test('is in the data directory, while it runs', () => {
    const kept = keptBytes(dataDir);
    expect([kept.includes('from-api'), kept.includes('key-of-a-good-one')]).toEqual([true, true]);
    expect(secretsIn(kept, ALL)).toEqual([]);
  });

  test('is in what the start command prints, to a terminal or with the sentence it ends with', async () => {
    const folder = newDataDir();
    writeFileSync(join(folder, 'savepoint.yaml'), yaml);
    const port = await freePort();
    const env = {
      ...environment(),
      SAVEPOINT_INSTANCES: `from-environment=${address('environment', SECRET.environment)}`,
    };
    const started = runScript('start.mjs', [], folder, { ...env, PORT: String(port), SAVEPOINT_DATA_DIR: 'state' });
    await started.says(`Savepoint runs at http://127.0.0.1:${port} `);
    await started.says('an entry of the configuration was left out');
    expect(await started.stop()).toBe(0);
    const wrong = { ...env, PORT: String(port), SAVEPOINT_SECRET_KEY: SECRET.badToken };
    const ended = runScript('start.mjs', [], folder, wrong);
    expect(await ended.ended).toBe(1);
    expect(ended.output()).toContain('SAVEPOINT_SECRET_KEY');
    rmSync(folder, { recursive: true, force: true });
    expect(secretsIn(`${started.output()}\n${ended.output()}`, ALL)).toEqual([]);
  });

  test('is in the log or the data directory, after a start with an instance that cannot be decrypted', async () => {
    const log = savepoint.output();
    expect(log).toContain('Savepoint watches');
    expect(secretsIn(log, ALL)).toEqual([]);
    await savepoint.stop();
    if (placeOf(dataDir).databaseUrl !== null) {
      const refusal = await startSavepoint({ dataDir }).catch(String);
      expect(refusal).toContain('has another secret key');
      expect(secretsIn(String(refusal), ALL)).toEqual([]);
    } else {
      savepoint = await startSavepoint({ dataDir });
      expect((await get('/api/instances')).text).toContain('cannot be decrypted');
      expect((await get('/api/instances/from-api', { method: 'DELETE' })).status).toBe(204);
      expect((await get('/api/instances')).text).not.toContain('cannot be decrypted');
      await savepoint.stop();
    }
    expect(secretsIn(`${savepoint.output()}\n${told()}`, ALL)).toEqual([]);
    expect(secretsIn(keptBytes(dataDir), ALL)).toEqual([]);
  });
});
