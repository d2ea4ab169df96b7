import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actionSchema,
  auditEntrySchema,
  auditListSchema,
  bgsaveResponseSchema,
  planSchema,
  setStopWritesResponseSchema,
} from '../../lib/contracts/action';
import { instanceListSchema, instanceSchema } from '../../lib/contracts/instance';
import { pictureListSchema, pictureSchema } from '../../lib/contracts/picture';
import { saveListSchema, saveSchema, timelineEventListSchema } from '../../lib/contracts/save';
import { callsOf, guardOf, runIdOf } from '../support/action-bench';
import { eventually } from '../support/eventually';
import { ask, type HttpAnswer, type HttpAsk } from '../support/http-client';
import { startLossyProxy, type LossyProxy } from '../support/lossy-proxy';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { refuseRows, runSql } from '../support/store-place';

const TOKEN = 'contract-token-contract-token';
const PASSWORD = 'canary-hunter2-canary';

let redis: RedisServer;
let guarded: RedisServer;
let aof: RedisServer;
let noForks: RedisServer;
let proxy: LossyProxy;
let savepoint: SavepointServer;

beforeAll(async () => {
  [redis, guarded, aof, noForks] = await Promise.all([
    startRedis(),
    startRedis({ password: PASSWORD }),
    recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }),
    startRedis({ asNobody: true }),
  ]);
  recipes.fillDisk(aof);
  await recipes.writeUntilAofRefuses(aof);
  recipes.limitProcesses(noForks);
  // The replies to a change of the guard get lost on the way; whoever asks again is answered.
  proxy = await startLossyProxy(guarded.port, { loseAfter: 'MULTI' });
  const operator = '    operator: same\n';
  const one = (name: string, url: string, rest = operator): string => `  - name: ${name}\n    url: ${url}\n${rest}`;
  savepoint = await startSavepoint({
    yaml: [
      'pollIntervalMs: 250\ninstances:\n',
      one('orders primary', redis.url),
      one('with-password', `redis://:\${GUARDED}@127.0.0.1:${proxy.port}`),
      one('aof', aof.url),
      one('no-forks', noForks.url),
      one('watched-only', redis.url, '    environment: staging\n'),
      one('gone', `redis://127.0.0.1:${await freePort()}`),
    ].join(''),
    env: { SAVEPOINT_ADMIN_TOKEN: TOKEN, GUARDED: PASSWORD },
  });
});

afterAll(async () => {
  await savepoint?.stop();
  await proxy?.stop();
  for (const server of [redis, guarded, aof, noForks]) await server?.stop();
});

const answers: HttpAnswer[] = [];
async function api(path: string, options: HttpAsk = {}): Promise<HttpAnswer> {
  const answer = await ask(savepoint.url, path, options);
  answers.push(answer);
  return answer;
}

const ORDERS = '/api/instances/orders-primary';
const post = (path: string, body: unknown = {}, headers = {}) => api(path, { method: 'POST', body, headers });
const put = (path: string, body: unknown, headers = {}) => api(path, { method: 'PUT', body, headers });
const OFF = { value: 'no', expected: 'yes', confirm: 'orders primary', reason: 'checkout down, INC-4312' };

async function instance(id: string) {
  return instanceSchema.parse((await api(`/api/instances/${id}`)).json());
}

async function settled(actionId: string) {
  return eventually('the action to end', async () => {
    const action = actionSchema.parse((await api(`/api/actions/${actionId}`)).json());
    return action.outcome === 'pending' ? null : action;
  });
}

describe('reading', () => {
  test('the fleet, worst first', async () => {
    const { instances, problems } = await eventually('every instance to be seen', async () => {
      const list = instanceListSchema.parse((await api('/api/instances')).json());
      return list.instances.every(({ state }) => state !== 'unknown') ? list : null;
    });
    expect(problems).toEqual([]);
    expect(instances.map(({ id }) => id).slice(0, 1)).toEqual(['aof']);
    expect(instances).toHaveLength(6);
    expect(instances.find(({ id }) => id === 'gone')).toMatchObject({
      state: 'unreachable',
      problem: { code: 'refused' },
      writes: { availability: 'unknown' },
      guard: { value: null, override: null },
    });
  });

  test('one instance', async () => {
    expect(await instance('orders-primary')).toMatchObject({
      name: 'orders primary',
      address: `127.0.0.1:${redis.port}`,
      environment: 'production',
      server: { software: 'redis', role: 'master', runId: await runIdOf(redis) },
      guard: { value: 'yes', expected: 'yes', helps: null, override: null },
      actions: { bgsave: { allowed: true, mode: 'start' }, setStopWrites: { allowed: true } },
    });
    expect((await instance('aof')).writes).toMatchObject({ availability: 'rejected', cause: 'aof', evidence: 'ping' });
    expect((await instance('watched-only')).actions.bgsave.allowed).toBe(false);
  });

  test('whether the user that polls may do more than it needs', async () => {
    const observer = await eventually('its rights to be known', async () => {
      const found = (await instance('watched-only')).observer;
      return found.mayChangeSettings === null ? null : found;
    });
    expect(observer).toMatchObject({
      user: 'default',
      acts: false,
      mayChangeSettings: true,
      mayChangeSettingsReason: null,
    });
    expect(observer.tooMuch?.command).toContain('ACL SETUSER savepoint ');
    const same = { user: 'default', acts: true, mayChangeSettings: null, tooMuch: null };
    expect((await instance('orders-primary')).observer).toMatchObject(same);
  });

  test('its history', async () => {
    saveListSchema.parse((await api(`${ORDERS}/saves?limit=5`)).json());
    const { events } = timelineEventListSchema.parse((await api(`${ORDERS}/events`)).json());
    expect(events.at(-1)?.kind).toBe('watch-started');
  });

  test('a plan is read fresh', async () => {
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    const plan = planSchema.parse((await api(`${ORDERS}/plan?action=set-stop-writes&value=yes`)).json());
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes');
    expect(plan).toMatchObject({ current: 'no', runId: await runIdOf(redis), role: 'master', blocked: null });
    const bgsave = planSchema.parse((await api(`${ORDERS}/plan?action=bgsave`)).json());
    expect(bgsave).toMatchObject({ action: 'bgsave', mode: 'start', blocked: null });
    expect((await api('/api/instances/gone/plan?action=bgsave')).error().code).toBe('unreachable');
  });

  test('health tells nothing about instances', async () => {
    for (const path of ['/api/health/live', '/api/health/ready']) {
      const answer = await api(path);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('orders');
    }
  });

  test('a description of itself', async () => {
    expect((await api('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
  });
});

describe('BGSAVE', () => {
  test('202 once Redis has answered, applied once it is saved', async () => {
    const answer = await post(`${ORDERS}/bgsave`, { reason: 'before the upgrade', runId: await runIdOf(redis) });
    expect(answer.status).toBe(202);
    const { action } = bgsaveResponseSchema.parse(answer.json());
    expect(action).toMatchObject({ kind: 'bgsave', outcome: 'pending', actor: { kind: 'user' } });
    const ended = await settled(action.id);
    expect(ended.outcome).toBe('applied');
    expect(ended.message).toMatch(/^Saved/);
    const { saves } = saveListSchema.parse((await api(`${ORDERS}/saves`)).json());
    expect(saves[0]).toMatchObject({ outcome: 'saved', trigger: 'operator', actor: action.actor.name });
  });

  test('a fork that is refused is 409 with the reason, and a failed save', async () => {
    const error = (await post('/api/instances/no-forks/bgsave')).error();
    expect(error).toMatchObject({ code: 'not_possible', details: { action: { outcome: 'not-applied' } } });
    expect(error.message).toContain('fork was refused');
    await eventually('the failed save', async () => {
      const { saves } = saveListSchema.parse((await api('/api/instances/no-forks/saves')).json());
      return saves[0]?.outcome === 'failed' && saves[0].trigger === 'operator';
    });
  });

  test('a save that runs is 409, and followed to its end', async () => {
    await recipes.startLongSave(redis, 30, 100_000);
    await eventually('it to be seen', async () => (await instance('orders-primary')).save !== null);
    expect((await post(`${ORDERS}/bgsave`)).error().code).toBe('not_possible');
    await recipes.saveEnded(redis, 'ok');
    await recipes.slowSaves(redis, 0);
    await eventually('its end to be seen', async () => (await instance('orders-primary')).save === null);
  });

  const cases: [string, string, unknown, number, string][] = [
    ['an unknown instance', 'nothing', {}, 404, 'not_found'],
    ['an instance that does not answer', 'gone', {}, 502, 'unreachable'],
    ['an instance that is only watched', 'watched-only', {}, 409, 'not_possible'],
    ['another run', 'orders-primary', { runId: 'f'.repeat(40) }, 409, 'conflict'],
    ['an unknown field', 'orders-primary', { force: true }, 422, 'invalid'],
    ['a schedule that is none', 'orders-primary', { schedule: 'yes' }, 422, 'invalid'],
    ['a body that is not JSON', 'orders-primary', 'no', 415, 'unsupported_media_type'],
    ['a body over 16 KB', 'orders-primary', { reason: 'x'.repeat(17_000) }, 413, 'too_large'],
  ];
  test.each(cases)('%s is refused', async (_case, id, body, status, code) => {
    const answer = await post(`/api/instances/${id}/bgsave`, body);
    expect([answer.status, answer.error().code]).toEqual([status, code]);
  });
});

describe('the guard', () => {
  test('off and on, each proven and kept', async () => {
    const answer = await put(`${ORDERS}/stop-writes`, { ...OFF, runId: await runIdOf(redis) });
    expect(answer.status).toBe(200);
    const { action, instance: after } = setStopWritesResponseSchema.parse(answer.json());
    expect(action).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no', reason: OFF.reason });
    expect(after.guard.value).toBe('no');
    expect(await guardOf(redis)).toBe('no');

    const again = (await put(`${ORDERS}/stop-writes`, OFF)).error();
    expect(again).toMatchObject({
      code: 'conflict',
      details: { current: { value: 'no', by: 'local operator', at: action.resolvedAt } },
    });

    const on = await put(
      `${ORDERS}/stop-writes`,
      { value: 'yes', expected: 'no' },
      { authorization: `Bearer ${TOKEN}` },
    );
    expect(setStopWritesResponseSchema.parse(on.json()).action).toMatchObject({
      outcome: 'applied',
      actor: { kind: 'token', role: 'admin' },
    });
    expect(await guardOf(redis)).toBe('yes');
  });

  const cases: [string, string, object, number, string, string | null][] = [
    ['no expected value', 'orders-primary', { expected: undefined }, 428, 'precondition_required', null],
    ['another expected value', 'orders-primary', { expected: 'no' }, 409, 'conflict', null],
    ['another run', 'orders-primary', { runId: 'f'.repeat(40) }, 409, 'conflict', null],
    ['a wrong name', 'orders-primary', { confirm: 'orders-primary' }, 422, 'invalid', 'confirm'],
    ['a reason of nine characters', 'orders-primary', { reason: '123456789' }, 422, 'invalid', 'reason'],
    [
      'an end that has passed',
      'orders-primary',
      { until: { kind: 'time', at: '2026-01-01T00:00:00Z' } },
      422,
      'invalid',
      'until',
    ],
    ['a file where there is none', 'orders-primary', { rewrite: true }, 409, 'not_possible', null],
    ['a value that is none', 'orders-primary', { value: 'maybe' }, 422, 'invalid', 'value'],
    ['an unknown field', 'orders-primary', { parameter: 'dir' }, 422, 'invalid', 'parameter'],
    ['an AOF error', 'aof', { confirm: 'aof' }, 409, 'not_possible', null],
    ['an instance that is only watched', 'watched-only', {}, 409, 'not_possible', null],
    ['an unknown instance', 'nothing', {}, 404, 'not_found', null],
    ['an instance that does not answer', 'gone', { confirm: 'gone' }, 502, 'unreachable', null],
  ];
  test.each(cases)('%s is refused and changes nothing', async (_case, id, changed, status, code, field) => {
    const before = await callsOf(redis, 'config|set');
    const answer = await put(`/api/instances/${id}/stop-writes`, { ...OFF, ...changed });
    expect([answer.status, answer.error().code]).toEqual([status, code]);
    if (field !== null) expect(Object.keys(answer.error().details['fields'] as object)).toEqual([field]);
    expect(await callsOf(redis, 'config|set')).toBe(before);
  });

  test('no answer in time is 504, and reading back tells what became of it', async () => {
    const answer = await put('/api/instances/with-password/stop-writes', { ...OFF, confirm: 'with-password' });
    expect([answer.status, answer.error().code]).toEqual([504, 'outcome_unknown']);
    const { id, outcome } = actionSchema.parse(answer.error().details['action']);
    expect(outcome).toBe('pending');
    const ended = await settled(id);
    expect(ended).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
    expect(await callsOf(guarded, 'config|set')).toBe(1);
  });
});

describe('the audit', () => {
  test('has one entry per action, newest first, in pages', async () => {
    const first = auditListSchema.parse((await api('/api/audit?limit=2')).json());
    expect(first.entries).toHaveLength(2);
    const second = auditListSchema.parse((await api(`/api/audit?limit=500&before=${first.next ?? ''}`)).json());
    const all = [...first.entries, ...second.entries];
    expect(auditListSchema.parse((await api('/api/audit?limit=500')).json()).entries).toEqual(all);
    // By when it was asked for: the seq of an entry is that of its latest record. Two that are asked for at the same time, of two
    // instances, are kept in either order.
    for (const instance of new Set(all.map(({ instanceId }) => instanceId))) {
      const times = all.filter(({ instanceId }) => instanceId === instance).map(({ at }) => at);
      expect(times).toEqual(times.toSorted().toReversed());
    }
    const ids = all.flatMap(({ action }) => (action === null ? [] : [action.id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('of one instance', async () => {
    const { entries } = auditListSchema.parse((await api('/api/audit?instance=no-forks')).json());
    expect(entries.map(({ kind, outcome, instanceId }) => [kind, outcome, instanceId])).toEqual([
      ['bgsave', 'not-applied', 'no-forks'],
    ]);
  });

  test('tells of a change made outside', async () => {
    await aof.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    await eventually('the entry', async () => {
      const { entries } = auditListSchema.parse((await api('/api/audit?instance=aof')).json());
      return entries[0]?.kind === 'changed-outside' && entries[0].actor.kind === 'system';
    });
  });
});

describe('the history as one picture', () => {
  test('of one instance: what it saved and was not watched, and its unsaved changes', async () => {
    await redis.cli('SET', 'unsaved', 'yes');
    const drawn = await eventually('the change to be seen', async () => {
      const picture = pictureSchema.parse((await api(`${ORDERS}/picture?range=1h`)).json());
      return (picture.changes?.at(-1)?.most ?? 0) > 0 ? picture : null;
    });
    expect(drawn).toMatchObject({ instanceId: 'orders-primary', range: '1h', columnSeconds: 60 });
    expect(Date.parse(drawn.to) - Date.parse(drawn.from)).toBe(60 * 60_000);
    expect(drawn.columns[0]).toMatchObject({ at: drawn.from, unwatched: 1, saved: 0 });
    const { saves } = saveListSchema.parse((await api(`${ORDERS}/saves?limit=500`)).json());
    const saved = saves.reduce((sum, { outcome, attempts }) => sum + (outcome === 'saved' ? attempts : 0), 0);
    expect(saved).toBeGreaterThan(0);
    expect(drawn.columns.reduce((sum, column) => sum + column.saved, 0)).toBe(saved);
    expect(drawn.columns.some(({ guardOff }) => guardOff)).toBe(true);
  });

  test('of all, in the order of the list, without the changes; a day unless told otherwise', async () => {
    const { pictures } = pictureListSchema.parse((await api('/api/pictures')).json());
    const { instances } = instanceListSchema.parse((await api('/api/instances')).json());
    expect(pictures.map(({ instanceId }) => instanceId).sort()).toEqual(instances.map(({ id }) => id).sort());
    expect(pictures.map(({ range }) => range)).toEqual(instances.map(() => '24h'));
    expect(pictures.find(({ instanceId }) => instanceId === 'gone')).toMatchObject({ unwatched: [[0, 95]] });
  });

  test.each([
    ['/api/pictures?range=2h', 422, 'invalid'],
    [`${ORDERS}/picture?range=`, 422, 'invalid'],
    ['/api/instances/nothing/picture', 404, 'not_found'],
  ])('%s is %i', async (path, status, code) => {
    const answer = await api(path);
    expect([answer.status, answer.error().code]).toEqual([status, code]);
  });
});

describe('an export', () => {
  test('has the saves of the list, as JSON and as CSV', async () => {
    const { saves } = saveListSchema.parse((await api(`${ORDERS}/saves?limit=500`)).json());
    const json = await api(`${ORDERS}/saves/export?format=json`);
    expect(saveSchema.array().parse(json.json())).toEqual(saves);
    const csv = await api(`${ORDERS}/saves/export?format=csv`);
    const [header, ...rows] = csv.text.trimEnd().split('\r\n');
    expect(header).toMatch(/^id,instanceId,outcome,/);
    expect(rows.map((row) => row.split(',')[0])).toEqual(saves.map(({ id }) => id));
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers['content-disposition']).toMatch(
      /^attachment; filename="savepoint-saves-orders-primary-\d{8}\.csv"$/,
    );
  });

  test('of all saves, and of the audit, whole and of one instance', async () => {
    const ids = (answer: HttpAnswer) => (answer.json() as { instanceId: string }[]).map(({ instanceId }) => instanceId);
    expect(new Set(ids(await api('/api/saves/export?format=json')))).toContain('no-forks');
    const entries = auditEntrySchema.array().parse((await api('/api/audit/export?format=json')).json());
    expect(entries.length).toBeGreaterThan(3);
    expect(new Set(ids(await api('/api/audit/export?format=json&instance=no-forks')))).toEqual(new Set(['no-forks']));
    expect((await api('/api/audit/export?format=json&instance=nobody')).json()).toEqual([]);
    expect((await api('/api/audit/export?format=csv')).text).toContain('INC-4312');
  });

  test('that is asked for with HEAD has no content', async () => {
    const answer = await api('/api/saves/export?format=csv', { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers['content-disposition']).toContain('savepoint-saves-');
  });

  test.each([
    ['GET', '/api/saves/export', 422, 'invalid'],
    ['GET', '/api/audit/export?format=xml', 422, 'invalid'],
    ['GET', '/api/instances/nothing/saves/export?format=csv', 404, 'not_found'],
    ['POST', '/api/saves/export?format=csv', 405, 'method_not_allowed'],
    ['DELETE', '/api/audit/export?format=csv', 405, 'method_not_allowed'],
  ])('%s %s is %i', async (method, path, status, code) => {
    const answer = await api(path, { method });
    expect([answer.status, answer.error().code]).toEqual([status, code]);
  });

  test.each(['csv', 'json'])('as %s does not end well when the store fails in the middle of it', async (format) => {
    // The oldest of them has a cause that is no JSON: it cannot be read.
    runSql(
      savepoint.dataDir,
      `with recursive numbers (i) as (select 0 union all select i + 1 from numbers where i < 1199)
       insert into saves (id, instance_id, sort_at, outcome, trigger, cause, source, attempts)
       select 'broken-' || i, 'broken', 1000 + i, 'failed', 'unknown', case when i = 0 then 'no JSON' end, 'observed', 1 from numbers`,
    );
    const asking = ask(savepoint.url, `/api/saves/export?format=${format}`);
    await expect(asking).rejects.toMatchObject({ code: 'ECONNRESET' });
    runSql(savepoint.dataDir, `delete from saves where instance_id = 'broken'`);
    expect((await ask(savepoint.url, `/api/saves/export?format=${format}`)).status).toBe(200);
  });
});

describe('registering', () => {
  const cases: [string, object, string][] = [
    ['no name', { name: '' }, 'name'],
    ['a name without letters', { name: '!!!' }, 'name'],
    ['a name that is taken', { name: 'Orders  Primary' }, 'name'],
    ['an address of another kind', { url: 'http://127.0.0.1:6379' }, 'url'],
    ['no address', { url: '' }, 'url'],
    ['an unknown field', { verify: false }, 'verify'],
    ['an environment that is none', { environment: 'prod' }, 'environment'],
  ];
  test.each(cases)('%s is 422', async (_case, changed, field) => {
    const answer = await post('/api/instances', { name: 'sessions', url: redis.url, ...changed });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.error().details['fields'] as object)).toEqual([field]);
  });

  test('what does not answer is 422 and is not registered', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    expect((await post('/api/instances', { name: 'sessions', url })).status).toBe(422);
    expect((await api('/api/instances/sessions')).status).toBe(404);
  });

  test('what answers is 201, watched, and can be removed again', async () => {
    const answer = await post('/api/instances', { name: 'sessions', url: redis.url, environment: 'staging' });
    expect(answer.status).toBe(201);
    expect(instanceSchema.parse(answer.json())).toMatchObject({ id: 'sessions', origin: { kind: 'registered' } });
    expect((await api('/api/instances/sessions', { method: 'DELETE' })).status).toBe(204);
    expect((await api('/api/instances/sessions')).status).toBe(404);
  });

  test('what a file registers is removed there', async () => {
    const error = (await api(ORDERS, { method: 'DELETE' })).error();
    expect(error.code).toBe('not_possible');
    expect(error.message).toContain('savepoint.yaml');
  });
});

describe('an Idempotency-Key', () => {
  test('two at once: one BGSAVE, one answer', async () => {
    const before = await callsOf(redis, 'bgsave');
    const send = (): Promise<HttpAnswer> => post(`${ORDERS}/bgsave`, {}, { 'idempotency-key': 'two-at-once' });
    const [first, second] = await Promise.all([send(), send()]);
    expect([first?.status, second?.status]).toEqual([202, 202]);
    expect(second?.text).toBe(first?.text);
    expect(await callsOf(redis, 'bgsave')).toBe(before + 1);
    expect((await send()).headers['idempotency-replayed']).toBe('true');
    await settled(bgsaveResponseSchema.parse(first?.json()).action.id);
  });

  test('another body under the same key is 422', async () => {
    const answer = await post(`${ORDERS}/bgsave`, { reason: 'another' }, { 'idempotency-key': 'two-at-once' });
    expect([answer.status, answer.error().code]).toEqual([422, 'invalid']);
  });
});

test('a store that cannot be written: 503, and nothing reaches Redis', async () => {
  const before = await callsOf(redis, 'bgsave');
  const allow = refuseRows(savepoint.dataDir, 'insert', 'actions');
  const bgsave = await post(`${ORDERS}/bgsave`);
  const guard = await put(`${ORDERS}/stop-writes`, OFF);
  allow();
  expect([bgsave.error().code, guard.error().code]).toEqual(['store_unavailable', 'store_unavailable']);
  expect([bgsave.status, guard.status]).toEqual([503, 503]);
  expect(await callsOf(redis, 'bgsave')).toBe(before);
  expect(await guardOf(redis)).toBe('yes');
});

test('no answer and no line of the log holds a credential, and none may be kept by a cache', () => {
  expect(answers.length).toBeGreaterThan(50);
  for (const { text, headers } of answers) {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(TOKEN);
    expect([headers['cache-control'], headers['x-content-type-options']]).toEqual(['no-store', 'nosniff']);
  }
  expect(savepoint.output()).not.toContain(PASSWORD);
  expect(savepoint.output()).not.toContain(TOKEN);
});
