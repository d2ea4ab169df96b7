import { beforeEach, describe, expect, it } from 'vitest';
import * as rest from '../../app/api/[[...rest]]/route';
import * as action from '../../app/api/actions/[actionId]/route';
import * as auditExport from '../../app/api/audit/export/route';
import * as audit from '../../app/api/audit/route';
import * as ready from '../../app/api/health/ready/route';
import * as live from '../../app/api/health/live/route';
import * as bgsave from '../../app/api/instances/[instanceId]/bgsave/route';
import * as events from '../../app/api/instances/[instanceId]/events/route';
import * as override from '../../app/api/instances/[instanceId]/override/route';
import * as picture from '../../app/api/instances/[instanceId]/picture/route';
import * as plan from '../../app/api/instances/[instanceId]/plan/route';
import * as raw from '../../app/api/instances/[instanceId]/raw/route';
import * as instance from '../../app/api/instances/[instanceId]/route';
import * as instanceExport from '../../app/api/instances/[instanceId]/saves/export/route';
import * as instanceSaves from '../../app/api/instances/[instanceId]/saves/route';
import * as stopWrites from '../../app/api/instances/[instanceId]/stop-writes/route';
import * as instances from '../../app/api/instances/route';
import * as pictures from '../../app/api/pictures/route';
import * as savesExport from '../../app/api/saves/export/route';
import * as saves from '../../app/api/saves/route';
import { ERROR_STATUS, errorSchema } from '../../lib/contracts/error';
import { instanceListSchema } from '../../lib/contracts/instance';
import type { Action } from '../../lib/domain/action/action';
import { refuse, type RefusalCode } from '../../lib/domain/result';
import type { PageRequest } from '../../lib/store/page';
import { asked, askedJson, holdStub, NOW, viewOf } from '../support/stub-savepoint';

const known = { params: Promise.resolve({ instanceId: 'orders-primary', actionId: 'none' }) };
const unknown = { params: Promise.resolve({ instanceId: 'nothing', actionId: 'none' }) };
const ROUTES = {
  rest,
  action,
  audit,
  auditExport,
  live,
  ready,
  bgsave,
  events,
  override,
  plan,
  instance,
  instanceSaves,
  instanceExport,
  picture,
  pictures,
  raw,
  stopWrites,
  instances,
  saves,
  savesExport,
};
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

beforeEach(() => {
  holdStub({ instances: () => [viewOf('orders-primary')] });
});

async function errorOf(response: Response) {
  return errorSchema.parse(await response.json()).error;
}

describe('every answer of every route', () => {
  it.each(Object.entries(ROUTES))(
    '%s: no-store, nosniff, one error shape, whatever the method',
    async (_name, route) => {
      for (const method of METHODS) {
        const response = await route[method](asked(method, '/api/x'), known);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        if (!response.ok) expect(ERROR_STATUS[(await errorOf(response)).code]).toBe(response.status);
      }
    },
  );

  it('a method that is not there is 405 and says which are', async () => {
    const response = await instances.PATCH(asked('PATCH', '/api/instances'));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('a path that is not there is 404', async () => {
    const response = await rest.POST(asked('POST', '/api/nothing/here'));
    expect([response.status, (await errorOf(response)).code]).toEqual([404, 'not_found']);
  });
});

describe('what does not exist is 404', () => {
  const cases: [string, Promise<Response> | (() => Promise<Response>)][] = [
    ['instance', () => instance.GET(asked('GET', '/'), unknown)],
    ['its removal', () => instance.DELETE(asked('DELETE', '/'), unknown)],
    ['saves', () => instanceSaves.GET(asked('GET', '/'), unknown)],
    ['events', () => events.GET(asked('GET', '/'), unknown)],
    ['picture', () => picture.GET(asked('GET', '/'), unknown)],
    ['plan', () => plan.GET(asked('GET', '/?action=bgsave'), unknown)],
    ['bgsave', () => bgsave.POST(askedJson('POST', '/', {}), unknown)],
    ['stop-writes', () => stopWrites.PUT(askedJson('PUT', '/', { value: 'yes', expected: 'no' }), unknown)],
    ['override', () => override.PUT(askedJson('PUT', '/', { until: { kind: 'none' } }), unknown)],
    ['action', () => action.GET(asked('GET', '/'), unknown)],
  ];
  it.each(cases)('%s', async (_case, ask) => {
    const response = await (typeof ask === 'function' ? ask() : ask);
    expect([response.status, (await errorOf(response)).code]).toEqual([404, 'not_found']);
  });
});

describe('queries', () => {
  const cases: [string, number, Partial<PageRequest> | null][] = [
    ['', 200, { limit: 50 }],
    ['?limit=1', 200, { limit: 1 }],
    ['?limit=500&before=abc', 200, { limit: 500, before: 'abc' }],
    ['?limit=0', 422, null],
    ['?limit=501', 422, null],
    ['?limit=', 422, null],
    ['?limit=1e2', 422, null],
    ['?limit=-1', 422, null],
    ['?before=', 422, null],
  ];
  it.each(cases)('/api/saves%s is %i', async (query, status, request) => {
    const requests: PageRequest[] = [];
    holdStub({
      listSaves: async (page) => {
        requests.push(page);
        return { rows: [], next: null };
      },
    });
    const response = await saves.GET(asked('GET', `/api/saves${query}`));
    expect(response.status).toBe(status);
    expect(requests).toEqual(request === null ? [] : [expect.objectContaining(request)]);
  });

  it.each([
    ['no action', ''],
    ['another action', '?action=flushall'],
    ['no value', '?action=set-stop-writes'],
    ['a value that is none', '?action=set-stop-writes&value=maybe'],
  ])('plan with %s is 422', async (_case, query) => {
    expect((await plan.GET(asked('GET', `/${query}`), known)).status).toBe(422);
  });

  it.each([
    ['', 200, ['24h', undefined]],
    ['?range=30d', 200, ['30d', undefined]],
    ['?range=90d&limit=12', 200, ['90d', 12]],
    ['?range=2h', 422, null],
    ['?range=', 422, null],
    ['?limit=0', 422, null],
  ])('/api/pictures%s is %i', async (query, status, which) => {
    const asks: unknown[] = [];
    holdStub({
      pictures: async (...given) => {
        asks.push(given);
        return [];
      },
    });
    const response = await pictures.GET(asked('GET', `/api/pictures${query}`));
    expect([response.status, asks]).toEqual([status, which === null ? [] : [which]]);
  });

  const FROM = '2026-11-14T05:00:00.000Z';
  const TO = '2026-11-14T06:00:00.000Z';
  it.each([
    ['', 200, {}],
    [`?outcome=failed&from=${FROM}&to=${TO}`, 200, { outcome: 'failed', from: Date.parse(FROM), to: Date.parse(TO) }],
    [`?from=${FROM}&to=${FROM}`, 422, null],
    ['?outcome=saved', 422, null],
    ['?from=yesterday', 422, null],
  ])('/api/saves%s is %i', async (query, status, which) => {
    const asks: unknown[] = [];
    holdStub({
      listSaves: async (given) => {
        asks.push(given);
        return { rows: [], next: null };
      },
    });
    const response = await saves.GET(asked('GET', `/api/saves${query}`));
    expect([response.status, asks]).toEqual([status, which === null ? [] : [{ limit: 50, ...which }]]);
    const file = await savesExport.GET(asked('GET', `/api/saves/export${query === '' ? '?' : `${query}&`}format=csv`));
    await file.text();
    expect([file.status, asks[1]]).toEqual([status, which === null ? undefined : { limit: 500, ...which }]);
  });

  it('a file of some of the saves has another name than one of all', async () => {
    holdStub({ listSaves: async () => ({ rows: [], next: null }) });
    const name = async (query: string): Promise<string | null> => {
      const file = await savesExport.GET(asked('GET', `/api/saves/export?format=csv${query}`));
      await file.text();
      return file.headers.get('content-disposition');
    };
    expect(await name('')).toMatch(/"savepoint-saves-\d{8}\.csv"/);
    expect(await name(`&outcome=failed&from=${FROM}&to=${TO}`)).toMatch(
      /"savepoint-saves-failed-from-20261114T050000Z-to-20261114T060000Z-\d{8}\.csv"/,
    );
  });

  it('a cursor that is none of ours is 422', async () => {
    holdStub({
      listAudit: async () => {
        throw Object.assign(new Error('no such cursor'), { name: 'InvalidCursorError' });
      },
    });
    const error = await errorOf(await audit.GET(asked('GET', '/api/audit?before=nonsense')));
    expect([error.code, Object.keys(error.details['fields'] as object)]).toEqual(['invalid', ['before']]);
  });
});

describe('refusals', () => {
  const cases: [RefusalCode, number][] = [
    ['invalid', 422],
    ['not_found', 404],
    ['conflict', 409],
    ['precondition_required', 428],
    ['not_possible', 409],
    ['forbidden', 403],
    ['unreachable', 502],
    ['outcome_unknown', 504],
    ['store_unavailable', 503],
  ];
  it.each(cases)('%s is %i', async (code, status) => {
    holdStub({ triggerBgsave: async () => refuse(code, 'A sentence.') });
    const response = await bgsave.POST(askedJson('POST', '/', {}), known);
    expect([response.status, await errorOf(response)]).toEqual([status, { code, message: 'A sentence.', details: {} }]);
  });

  it('times in the details are ISO 8601', async () => {
    const open: Action = {
      id: 'a1',
      kind: 'set-stop-writes',
      instanceId: 'orders-primary',
      actor: { kind: 'user', name: 'oncall-1', role: 'operator' },
      approval: null,
      outcome: 'pending',
      before: 'yes',
      after: null,
      requestedValue: 'no',
      reason: null,
      terms: { until: { kind: 'time', at: NOW }, rewrite: false, saveTime: null, redisTime: null },
      runId: null,
      requestedAt: NOW,
      resolvedAt: null,
      message: 'Open.',
    };
    const details = { action: open, current: { value: 'no', by: 'oncall-2', at: NOW } };
    holdStub({ setStopWrites: async () => refuse('conflict', 'Changed.', details) });
    const error = await errorOf(await stopWrites.PUT(askedJson('PUT', '/', { value: 'no', expected: 'yes' }), known));
    expect(error.details).toMatchObject({
      action: { id: 'a1', requestedAt: '2026-11-22T05:41:22.007Z', resolvedAt: null },
      current: { value: 'no', by: 'oncall-2', at: '2026-11-22T05:41:22.007Z' },
    });
  });
});

describe('faults', () => {
  const failing = (error: Error): void => {
    holdStub({
      listSaves: async () => {
        throw error;
      },
    });
  };

  it('a store that fails is 503', async () => {
    failing(Object.assign(new Error('The disk is full.'), { name: 'StoreError' }));
    const response = await saves.GET(asked('GET', '/api/saves'));
    expect([response.status, (await errorOf(response)).code]).toEqual([503, 'store_unavailable']);
  });

  it('what nobody expected is 500 and tells nothing of itself', async () => {
    failing(new Error('redis://operator:hunter2@10.0.3.14 went away'));
    const response = await saves.GET(asked('GET', '/api/saves'));
    const text = await response.text();
    expect([response.status, text.includes('hunter2'), text.includes('10.0.3.14')]).toEqual([500, false, false]);
  });

  it('an answer that does not fit its own contract is 500', async () => {
    holdStub({ instances: () => [viewOf('orders-primary', { staleAfterMs: Number.NaN })] });
    const response = await instances.GET(asked('GET', '/api/instances'));
    expect([response.status, (await errorOf(response)).code]).toEqual([500, 'internal']);
  });
});

describe('what is told', () => {
  it('the fleet, times with milliseconds', async () => {
    const list = instanceListSchema.parse(await (await instances.GET(asked('GET', '/api/instances'))).json());
    expect(list.observedAt).toBe('2026-11-22T05:41:22.007Z');
    expect(list.instances[0]).toMatchObject({
      id: 'orders-primary',
      since: null,
      origin: { where: 'savepoint.yaml:4' },
    });
  });

  it('ready only when the store answers and the monitor polls', async () => {
    expect((await ready.GET(asked('GET', '/'))).status).toBe(200);
    holdStub({ health: async () => ({ ready: false, problem: 'The store does not answer.' }) });
    const response = await ready.GET(asked('GET', '/'));
    expect([response.status, (await errorOf(response)).message]).toEqual([503, 'The store does not answer.']);
    expect((await live.GET(asked('GET', '/'))).status).toBe(200);
  });

  it.each([
    ['an end of no kind', { until: { kind: 'soon' } }],
    ['a time without its time', { until: { kind: 'time' } }],
    ['a time that is none', { until: { kind: 'time', at: 'tomorrow' } }],
    ['no end at all', {}],
  ])('the end of an override: %s names the field', async (_case, body) => {
    const response = await override.PUT(askedJson('PUT', '/', body), known);
    const fields = Object.keys((await errorOf(response)).details['fields'] as object);
    expect([response.status, fields.every((field) => field.startsWith('until'))]).toEqual([422, true]);
  });
});
