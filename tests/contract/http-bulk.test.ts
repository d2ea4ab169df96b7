import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionSchema } from '../../lib/contracts/action';
import { bulkPlanSchema, bulkSaveSchema, latestBulkSchema } from '../../lib/contracts/bulk';
import { instanceSchema } from '../../lib/contracts/instance';
import { eventually } from '../support/eventually';
import { ask, type HttpAnswer } from '../support/http-client';
import { freePort } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

let redis: RedisServer;
let savepoint: SavepointServer;

beforeAll(async () => {
  redis = await startRedis();
  await redis.cli('SET', 'k', 'v');
  const names = [
    `  - name: orders\n    url: ${redis.url}\n    operator: same\n`,
    `  - name: watched\n    url: ${redis.url}\n`,
    `  - name: gone\n    url: redis://127.0.0.1:${await freePort()}\n    operator: same\n`,
  ];
  savepoint = await startSavepoint({ yaml: `pollIntervalMs: 250\ninstances:\n${names.join('')}` });
  const isSeen = async (id: string): Promise<boolean> =>
    instanceSchema.parse((await api(`/api/instances/${id}`)).json()).observedAt !== null;
  await eventually('the first looks', async () => (await isSeen('orders')) && (await isSeen('watched')));
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

const api = (path: string): Promise<HttpAnswer> => ask(savepoint.url, path);
const post = (path: string, body: unknown, key?: string): Promise<HttpAnswer> => {
  const headers = { origin: savepoint.url, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  return ask(savepoint.url, path, { method: 'POST', body, headers });
};

describe('several saves over HTTP', () => {
  test('are planned with the reasons that the plan of each one has', async () => {
    expect(latestBulkSchema.parse((await api('/api/bulk-saves')).json())).toEqual({ latest: null });
    const answer = await post('/api/bulk-saves/plan', { instanceIds: ['orders', 'gone', 'nothing', 'watched'] });
    const { lines } = bulkPlanSchema.parse(answer.json());
    expect(lines.map(({ instanceId, host, turn }) => [instanceId, host, turn])).toEqual([
      ['orders', 'localhost', 1],
      ['gone', 'localhost', null],
      ['nothing', 'nothing', null],
      ['watched', 'localhost', null],
    ]);
    expect(lines[0]?.blocked).toBeNull();
    expect(lines[1]?.blocked).toBe((await api('/api/instances/gone/plan?action=bgsave')).error().message);
    expect(lines[2]?.blocked).toContain('nothing');
    const single = (await api('/api/instances/watched/plan?action=bgsave')).json() as { blocked: string };
    expect(lines[3]?.blocked).toBe(single.blocked);
  });

  test('are begun once by one key, and told to their end; each is an action', async () => {
    const body = { instanceIds: ['orders', 'gone'], reason: 'before the upgrade' };
    const answer = await post('/api/bulk-saves', body, 'bulk-1');
    expect(answer.status).toBe(202);
    const begun = bulkSaveSchema.parse(answer.json());
    expect(begun).toMatchObject({ hostsAtOnce: 4, reason: 'before the upgrade', stoppedBy: null });
    const over = await eventually('the end of it', async () => {
      const now = bulkSaveSchema.parse((await api(`/api/bulk-saves/${begun.id}`)).json());
      return now.endedAt === null ? null : now;
    });
    expect(over.members).toMatchObject([
      { instanceId: 'orders', standing: 'ended', outcome: 'applied' },
      { instanceId: 'gone', standing: 'refused', actionId: null },
    ]);
    const action = actionSchema.parse((await api(`/api/actions/${over.members[0]?.actionId}`)).json());
    expect(action).toMatchObject({ kind: 'bgsave', instanceId: 'orders', reason: 'before the upgrade' });
    expect(action.message).toBe(over.members[0]?.message);

    expect((await post('/api/bulk-saves', body, 'bulk-1')).text).toBe(answer.text);
    expect(latestBulkSchema.parse((await api('/api/bulk-saves')).json()).latest).toEqual(over);
    // It is over: there is nothing to stop.
    const stop = await post(`/api/bulk-saves/${begun.id}/stop`, {});
    expect(bulkSaveSchema.parse(stop.json())).toEqual(over);
  });

  test.each([
    ['no instance', { instanceIds: [] }],
    ['too many hosts', { instanceIds: ['orders'], hostsAtOnce: 17 }],
    ['no host', { instanceIds: ['orders'], hostsAtOnce: 0 }],
    ['half a host', { instanceIds: ['orders'], hostsAtOnce: 1.5 }],
    ['what it does not know', { instanceIds: ['orders'], schedule: true }],
    ['too many instances', { instanceIds: Array.from({ length: 1001 }, (_, index) => `i${index}`) }],
  ])('are refused with %s', async (_what, body) => {
    expect((await post('/api/bulk-saves', body)).error().code).toBe('invalid');
  });

  test('that are not there are 404, with where to look', async () => {
    const error = (await api('/api/bulk-saves/nothing')).error();
    expect(error).toMatchObject({ code: 'not_found', message: expect.stringContaining('/api/audit') });
    expect((await post('/api/bulk-saves/nothing/stop', {})).error().code).toBe('not_found');
  });
});
