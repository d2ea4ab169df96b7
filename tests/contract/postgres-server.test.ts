import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditListSchema } from '../../lib/contracts/action';
import { incidentDetailSchema } from '../../lib/contracts/incident';
import { instanceListSchema, instanceSchema } from '../../lib/contracts/instance';
import { runScript } from '../support/command';
import { eventually } from '../support/eventually';
import { ask, type HttpAnswer } from '../support/http-client';
import { DATABASE_PASSWORD, startPostgres, type PostgresServer } from '../support/postgres';
import { healDisk, refuseWrites } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { ADA, signIn } from '../support/signed-in-server';
import { newDataDir } from '../support/store-folder';

let postgres: PostgresServer;
let redis: RedisServer;
let savepoint: SavepointServer;
let dataDir: string;
let url: string;
let cookie: string;
let told = '';

beforeAll(async () => {
  [postgres, redis, dataDir] = await Promise.all([startPostgres(), startRedis(), newDataDir()]);
  url = await postgres.database('savepoint');
  await start();
});
afterAll(async () => {
  await savepoint?.stop();
  await Promise.all([postgres?.stop(), redis?.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const admin = { SAVEPOINT_ADMIN_NAME: ADA.name, SAVEPOINT_ADMIN_PASSWORD: ADA.password };
  savepoint = await startSavepoint({ dataDir, env: { DATABASE_URL: url, SAVEPOINT_SIGN_IN: 'yes', ...admin } });
  cookie = await signIn(savepoint);
}

const api = (path: string): Promise<HttpAnswer> => ask(savepoint.url, path, { headers: { cookie } });
const orders = async () => instanceSchema.parse((await api('/api/instances/orders')).json());

async function change(method: string, path: string, body: unknown): Promise<HttpAnswer> {
  return ask(savepoint.url, path, { method, body, headers: { cookie, origin: savepoint.url } });
}

async function guard(value: 'yes' | 'no', expected: 'yes' | 'no'): Promise<number> {
  const body = { value, expected, confirm: 'orders', reason: 'checkout down, INC-4312' };
  return (await change('PUT', '/api/instances/orders/stop-writes', body)).status;
}

const acts = async () => auditListSchema.parse((await api('/api/audit')).json()).entries.map(({ kind }) => kind);

test('a whole run on Postgres: people, an instance, an incident, the guard, a save, and all of it after a restart', async () => {
  const registration = { name: 'orders', url: redis.url, operator: 'same' };
  expect((await change('POST', '/api/instances', registration)).status).toBe(201);
  await eventually('a look', async () => (await orders()).observedAt !== null);

  await refuseWrites(redis);
  await eventually('the incident', async () => (await orders()).incident === 1);
  expect(await guard('no', 'yes')).toBe(200);
  expect(await redis.cli('SET', 'k', 'v')).toBe('OK');
  expect(await guard('yes', 'no')).toBe(200);
  healDisk(redis);
  expect((await change('POST', '/api/instances/orders/bgsave', {})).status).toBe(202);
  const detail = async () => incidentDetailSchema.parse((await api('/api/incidents/1')).json());
  await eventually('the incident to close', async () => (await detail()).state === 'closed');

  const before = await acts();
  expect(before).toEqual(expect.arrayContaining(['registered', 'set-stop-writes', 'bgsave']));
  told += savepoint.output();
  await savepoint.stop();
  await start();
  expect((await acts()).slice(-before.length)).toEqual(before);
  expect(await detail()).toMatchObject({ state: 'closed', closedBy: 'good-save' });
  expect((await api('/api/instances/orders/saves')).text).toContain(ADA.name);
});

test('npm run audit:verify reads it there, while Savepoint runs', async () => {
  const command = runScript('audit-verify.mjs', [], dataDir, { DATABASE_URL: url });
  expect([await command.ended, command.output()]).toEqual([0, expect.stringContaining('The audit is whole')]);
  await postgres.sql('savepoint', 'alter table audit disable trigger audit_no_change');
  await postgres.sql('savepoint', `update audit set body = body || ' ' where seq = 2`);
  const again = runScript('audit-verify.mjs', [], dataDir, { DATABASE_URL: url });
  expect([await again.ended, again.output()]).toEqual([1, expect.stringMatching(/^Audit record 2 \(.*\) was changed/)]);
  told += command.output() + again.output();
});

test('while Postgres is away who was signed in sees all of it, told that nothing can be kept, and nothing can be changed', async () => {
  const problem = async () => instanceListSchema.parse((await api('/api/instances')).json()).storeProblem;
  const save = () => change('POST', '/api/instances/orders/bgsave', {});
  await postgres.kill();
  await eventually('that to be told', async () => /Postgres does not answer/.test((await problem()) ?? ''), 20_000);
  for (const path of ['/', '/instances/orders', '/incidents', '/saves', '/audit', '/instances/new']) {
    const page = await api(path);
    expect([path, page.text.includes('History and audit cannot be written.')]).toEqual([path, true]);
    told += page.text;
  }
  const refused = await save();
  expect([refused.status, refused.error().code]).toEqual([503, 'store_unavailable']);
  const unready = await ask(savepoint.url, '/api/health/ready');
  expect([unready.status, unready.error().message]).toEqual([503, expect.stringContaining('Postgres does not answer')]);
  told += refused.text + unready.text;
  await postgres.start();
  await eventually('the store to be used', async () => (await ask(savepoint.url, '/api/health/ready')).status === 200);
  expect((await save()).status).toBe(202);
  expect(await problem()).toBeNull();
});

test('the password of the database is in nothing that was told', async () => {
  told += savepoint.output();
  expect(told).toContain('Postgres does not answer');
  expect(told).not.toContain(DATABASE_PASSWORD);
});
