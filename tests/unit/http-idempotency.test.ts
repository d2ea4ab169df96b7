import { beforeEach, describe, expect, it } from 'vitest';
import { POST } from '../../app/api/instances/[instanceId]/bgsave/route';
import { DELETE } from '../../app/api/instances/[instanceId]/route';
import { done, refuse, type RefusalCode } from '../../lib/domain/result';
import { askedJson, asked, holdStub, TOKEN } from '../support/stub-savepoint';

const params = { params: Promise.resolve({ instanceId: 'orders-primary' }) };
let runs = 0;
let answerWith: RefusalCode = 'not_possible';
let gate: Promise<void> = Promise.resolve();

beforeEach(() => {
  runs = 0;
  answerWith = 'not_possible';
  gate = Promise.resolve();
  holdStub({
    triggerBgsave: async () => {
      runs += 1;
      const run = runs;
      await gate;
      return refuse(answerWith, `Answer ${run}.`);
    },
    remove: async () => {
      runs += 1;
      return done(null);
    },
  });
});

function post(key: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
  return POST(
    askedJson('POST', '/api/instances/orders-primary/bgsave', body, { 'idempotency-key': key, ...headers }),
    params,
  );
}

it('a repetition gets the first answer and does nothing', async () => {
  const first = await post('k');
  const again = await post('k');
  expect(runs).toBe(1);
  expect(again.status).toBe(first.status);
  expect(await again.text()).toBe(await first.text());
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(again.headers.get('idempotency-replayed')).toBe('true');
});

it('an empty answer is repeated as empty', async () => {
  const send = (): Promise<Response> =>
    DELETE(asked('DELETE', '/api/instances/orders-primary', { headers: { 'idempotency-key': 'd' } }), params);
  expect((await send()).status).toBe(204);
  const again = await send();
  expect([again.status, await again.text(), runs]).toEqual([204, '', 1]);
});

it('a second request in flight waits for the first', async () => {
  let open = (): void => {};
  gate = new Promise((resolve) => (open = resolve));
  const both = [post('k'), post('k')];
  open();
  const [first, second] = await Promise.all(both);
  expect(runs).toBe(1);
  expect(await second?.text()).toBe(await first?.text());
});

it('the same JSON spelled in another way is the same request', async () => {
  await post('k', '{"schedule": false, "reason": "same page"}');
  expect((await post('k', '{"reason":"same page","schedule":false}')).headers.get('idempotency-replayed')).toBe('true');
});

it('the same key with another body is 422', async () => {
  await post('k', { reason: 'one' });
  const other = await post('k', { reason: 'two' });
  expect([other.status, runs]).toEqual([422, 1]);
});

it('the same key on another path is 422', async () => {
  await post('k');
  const other = await DELETE(asked('DELETE', '/api/instances/x', { headers: { 'idempotency-key': 'k' } }), params);
  expect([other.status, runs]).toEqual([422, 1]);
});

it('the key of another actor is another key', async () => {
  await post('k');
  await post('k', {}, { authorization: `Bearer ${TOKEN}` });
  expect(runs).toBe(2);
});

describe('which answers are kept', () => {
  const cases: [RefusalCode, boolean][] = [
    ['not_possible', true],
    ['conflict', true],
    ['outcome_unknown', true],
    ['unreachable', true],
    ['invalid', false],
    ['precondition_required', false],
    ['store_unavailable', false],
  ];
  it.each(cases)('%s: %s', async (code, kept) => {
    answerWith = code;
    await post('k');
    await post('k');
    expect(runs).toBe(kept ? 1 : 2);
  });

  it('a body that does not fit takes no key', async () => {
    expect((await post('k', { nonsense: 1 })).status).toBe(422);
    expect((await post('k', {})).status).toBe(409);
  });
});

it.each([
  ['an empty key', ' '],
  ['a key of 256 characters', 'k'.repeat(256)],
])('%s is 422', async (_case, key) => {
  expect([(await post(key)).status, runs]).toEqual([422, 0]);
});

it('an answer that cannot be kept is given all the same: what was done is done', async () => {
  holdStub({
    triggerBgsave: async () => refuse('not_possible', 'Done, in a way.'),
    keepAnswer: async () => {
      throw Object.assign(new Error('full'), { name: 'StoreError' });
    },
  });
  expect((await post('k')).status).toBe(409);
});
