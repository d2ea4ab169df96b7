import { beforeEach, describe, expect, it } from 'vitest';
import { POST } from '../../app/api/instances/route';
import { PUT } from '../../app/api/instances/[instanceId]/stop-writes/route';
import { errorSchema } from '../../lib/contracts/error';
import { refuse } from '../../lib/domain/result';
import type { SetStopWritesRequest } from '../../lib/domain/action/action-guards';
import { asked, askedJson, holdStub } from '../support/stub-savepoint';

const params = { params: Promise.resolve({ instanceId: 'orders-primary' }) };
let reached: SetStopWritesRequest[] = [];

beforeEach(() => {
  reached = [];
  holdStub({
    setStopWrites: async (_id, request) => {
      reached.push(request);
      return refuse('not_possible', 'Seen.');
    },
  });
});

const put = (request: Request): Promise<Response> => PUT(request, params);

async function errorOf(response: Response) {
  return errorSchema.parse(await response.json()).error;
}

describe('a body that is not JSON is 415', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['no content type', {}, '{"value":"no"}'],
    ['text', { 'content-type': 'text/plain' }, '{"value":"no"}'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'value=no'],
    ['JSON by name in a form', { 'content-type': 'multipart/form-data; application/json' }, '{"value":"no"}'],
    ['another character set', { 'content-type': 'application/json; charset=utf-16' }, '{"value":"no"}'],
    ['broken JSON', { 'content-type': 'application/json' }, '{"value":'],
    ['nothing', { 'content-type': 'application/json' }, ''],
  ];
  it.each(cases)('%s', async (_case, headers, body) => {
    const response = await put(asked('PUT', '/api/instances/orders-primary/stop-writes', { headers, body }));
    expect(response.status).toBe(415);
    expect((await errorOf(response)).code).toBe('unsupported_media_type');
    expect(reached).toEqual([]);
  });

  it('bytes that are not UTF-8', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
    expect((await put(asked('PUT', '/', { headers, body }))).status).toBe(415);
  });
});

describe('a body over 16 KB is 413', () => {
  const ofSize = (size: number): string => JSON.stringify({ value: 'yes', expected: 'no', reason: ' '.repeat(size) });
  const overhead = ofSize(0).length;

  it('one byte too many', async () => {
    const response = await put(askedJson('PUT', '/', ofSize(16 * 1024 - overhead + 1)));
    expect(response.status).toBe(413);
    expect((await errorOf(response)).code).toBe('too_large');
  });

  it('exactly as many as may be', async () => {
    expect((await put(askedJson('PUT', '/', ofSize(16 * 1024 - overhead)))).status).toBe(409);
  });

  it('an endless stream is left after the limit of what is thrown away', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    const response = await put(asked('PUT', '/', { headers: { 'content-type': 'application/json' }, body }));
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(70);
  });

  it('a stream that stops in the middle is left after a while', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(20 * 1024).fill(32)),
    });
    const response = await put(asked('PUT', '/', { headers: { 'content-type': 'application/json' }, body }));
    expect(response.status).toBe(413);
  });

  it('nothing is kept of it while the client finishes sending: then it is told', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent === 30) return controller.close();
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    const response = await put(asked('PUT', '/', { headers: { 'content-type': 'application/json' }, body }));
    expect([response.status, sent]).toEqual([413, 30]);
  });
});

describe('a body that does not fit is 422 and names each field', () => {
  const cases: [string, unknown, string[]][] = [
    ['an unknown field', { value: 'no', expected: 'yes', force: true }, ['force']],
    ['a value that is none', { value: 'banana', expected: 'yes' }, ['value']],
    ['no value', { expected: 'yes' }, ['value']],
    ['two at once', { value: 1, expected: 'maybe' }, ['expected', 'value']],
    ['a field inside a field', { value: 'no', expected: 'yes', until: { kind: 'time', at: 'soon' } }, ['until.at']],
    ['a reason too long', { value: 'no', expected: 'yes', reason: 'x'.repeat(501) }, ['reason']],
    ['a list', [], ['body']],
    ['null', null, ['body']],
  ];
  it.each(cases)('%s', async (_case, body, fields) => {
    const response = await put(askedJson('PUT', '/', body));
    expect(response.status).toBe(422);
    const error = await errorOf(response);
    expect(Object.keys(error.details['fields'] as object).sort()).toEqual(fields);
    expect(reached).toEqual([]);
  });

  it('a __proto__ in the body is a field like any unknown one', async () => {
    const response = await POST(
      askedJson('POST', '/api/instances', '{"name":"a","url":"redis://x","__proto__":{"environment":"staging"}}'),
    );
    expect(response.status).toBe(422);
  });
});

describe('what a body means', () => {
  it('left out is null, an empty reason is none', async () => {
    await put(askedJson('PUT', '/', { value: 'yes', reason: '   ' }));
    expect(reached).toEqual([
      { value: 'yes', expected: null, confirm: null, reason: null, until: null, rewrite: false, runId: null },
    ]);
  });
});
