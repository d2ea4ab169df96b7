import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as action } from '../../app/api/actions/[actionId]/route';
import { GET as bulkSave } from '../../app/api/bulk-saves/[bulkId]/route';
import { POST as stop } from '../../app/api/bulk-saves/[bulkId]/stop/route';
import { POST as planBulk } from '../../app/api/bulk-saves/plan/route';
import { GET as latest, POST as begin } from '../../app/api/bulk-saves/route';
import { GET as plan } from '../../app/api/instances/[instanceId]/plan/route';
import { actionSchema, planSchema } from '../../lib/contracts/action';
import { bulkPlanSchema, bulkSaveSchema, latestBulkSchema } from '../../lib/contracts/bulk';
import { errorSchema } from '../../lib/contracts/error';
import type { RouteHandler } from '../../lib/http/guarded';
import { holdSavepoint } from '../../lib/runtime/savepoint';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { asked, askedJson } from '../support/stub-savepoint';

const ORIGIN = { origin: 'http://127.0.0.1:3000' };

let redis: RedisServer;
let watch: TestSavepoint;

beforeAll(async () => {
  redis = await startRedis();
  await redis.cli('SET', 'k', 'v');
  const named = (id: string, url: string, over = {}) => anInstance(url, { id, name: id, ...over });
  watch = await aSavepoint([
    named('orders', redis.url),
    named('watched', redis.url, { operator: null }),
    named('gone', `redis://127.0.0.1:${await freePort()}`),
  ]);
  holdSavepoint(watch.savepoint);
  const isSeen = (id: string): boolean => Boolean(watch.savepoint.instance(id)?.observedAt);
  await eventually('the first looks', () => isSeen('orders') && isSeen('watched'));
});

afterAll(async () => {
  holdSavepoint(undefined);
  await watch?.dispose();
  await redis?.stop();
});

async function get(handler: RouteHandler, params: Record<string, string> = {}, query = ''): Promise<unknown> {
  const response = await handler(asked('GET', `/api/anything${query}`), { params: Promise.resolve(params) });
  return response.json();
}

function post(handler: RouteHandler, body: unknown, key?: string, params: Record<string, string> = {}) {
  const headers = { ...ORIGIN, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  return handler(askedJson('POST', '/api/bulk-saves', body, headers), { params: Promise.resolve(params) });
}

const codeOf = (body: unknown): string => errorSchema.parse(body).error.code;

describe('several saves over HTTP', () => {
  test('are planned with the reasons that the plan of each one has', async () => {
    expect(latestBulkSchema.parse(await get(latest))).toEqual({ latest: null });
    const answer = await post(planBulk, { instanceIds: ['orders', 'gone', 'nothing', 'watched'] });
    const { lines } = bulkPlanSchema.parse(await answer.json());
    expect(lines.map(({ instanceId, host, turn }) => [instanceId, host, turn])).toEqual([
      ['orders', 'localhost', 1],
      ['gone', 'localhost', null],
      ['nothing', 'nothing', null],
      ['watched', 'localhost', null],
    ]);
    expect(lines[0]).toMatchObject({ blocked: null, waitsFor: null, warning: null });
    expect(lines[0]?.memoryBytes).toBeGreaterThan(100_000);
    expect(lines[1]).toMatchObject({ memoryBytes: null });
    const gone = await get(plan, { instanceId: 'gone' }, '?action=bgsave');
    expect(lines[1]?.blocked).toBe(errorSchema.parse(gone).error.message);
    expect(lines[2]?.blocked).toContain('nothing');
    const single = planSchema.parse(await get(plan, { instanceId: 'watched' }, '?action=bgsave'));
    expect(lines[3]?.blocked).toBe(single.blocked);
  });

  test('are begun once by one key, and told to their end; each is an action', async () => {
    const body = { instanceIds: ['orders', 'gone'], reason: 'before the upgrade' };
    const answer = await post(begin, body, 'bulk-1');
    expect(answer.status).toBe(202);
    const text = await answer.text();
    const begun = bulkSaveSchema.parse(JSON.parse(text));
    expect(begun).toMatchObject({ hostsAtOnce: 4, reason: 'before the upgrade', stoppedBy: null });
    const over = await eventually('the end of it', async () => {
      const now = bulkSaveSchema.parse(await get(bulkSave, { bulkId: begun.id }));
      return now.endedAt === null ? null : now;
    });
    expect(over.members).toMatchObject([
      { instanceId: 'orders', standing: 'ended', outcome: 'applied' },
      { instanceId: 'gone', standing: 'refused', actionId: null },
    ]);
    expect(over.counts).toEqual({ waiting: 0, running: 0, saved: 1, failed: 1, unknown: 0, left: 0 });
    const kept = actionSchema.parse(await get(action, { actionId: over.members[0]?.actionId ?? '' }));
    expect(kept).toMatchObject({ kind: 'bgsave', instanceId: 'orders', reason: 'before the upgrade' });
    expect(kept.message).toBe(over.members[0]?.message);

    expect(await (await post(begin, body, 'bulk-1')).text()).toBe(text);
    const { members, reason, hostsAtOnce, ...summary } = over;
    expect([members.length, reason, hostsAtOnce]).toEqual([2, 'before the upgrade', 4]);
    expect(latestBulkSchema.parse(await get(latest)).latest).toEqual(summary);
    // It is over: there is nothing to stop.
    const stopped = await post(stop, {}, undefined, { bulkId: begun.id });
    expect(bulkSaveSchema.parse(await stopped.json())).toEqual(over);
  });

  test.each([
    ['no instance', { instanceIds: [] }],
    ['too many hosts', { instanceIds: ['orders'], hostsAtOnce: 17 }],
    ['no host', { instanceIds: ['orders'], hostsAtOnce: 0 }],
    ['half a host', { instanceIds: ['orders'], hostsAtOnce: 1.5 }],
    ['what it does not know', { instanceIds: ['orders'], schedule: true }],
    ['too many instances', { instanceIds: Array.from({ length: 1001 }, (_, index) => `i${index}`) }],
  ])('are refused with %s', async (_what, body) => {
    expect(codeOf(await (await post(begin, body)).json())).toBe('invalid');
  });

  test('that are not there are 404, with where to look', async () => {
    const { error } = errorSchema.parse(await get(bulkSave, { bulkId: 'nothing' }));
    expect(error).toMatchObject({ code: 'not_found', message: expect.stringContaining('/api/audit') });
    expect(codeOf(await (await post(stop, {}, undefined, { bulkId: 'nothing' })).json())).toBe('not_found');
  });
});
