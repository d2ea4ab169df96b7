import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GET as readApproval } from '../../app/api/approvals/[approvalId]/route';
import { POST as approve } from '../../app/api/approvals/[approvalId]/approve/route';
import { POST as decline } from '../../app/api/approvals/[approvalId]/decline/route';
import { POST as withdraw } from '../../app/api/approvals/[approvalId]/withdraw/route';
import { PUT as setStopWrites } from '../../app/api/instances/[instanceId]/stop-writes/route';
import { approvalAskedSchema, setStopWritesResponseSchema } from '../../lib/contracts/action';
import { approvalSchema } from '../../lib/contracts/approval';
import { errorSchema } from '../../lib/contracts/error';
import { CONFIRMED_FOR_MS, type Principal } from '../../lib/domain/access/principal';
import { EN } from '../../lib/domain/words/en';
import type { RouteHandler } from '../../lib/http/guarded';
import { holdSavepoint } from '../../lib/runtime/savepoint';
import { callsOf, guardOf, valueOfResult } from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { aPerson } from '../support/an-approval';
import { eventually } from '../support/eventually';
import { startRedis, type RedisServer } from '../support/redis-server';
import { asked, askedJson } from '../support/stub-savepoint';

const ID = 'orders-primary';
const ORIGIN = { origin: 'http://127.0.0.1:3000' };
const OFF = { value: 'no', expected: 'yes', confirm: ID, reason: 'checkout down, INC-4312' };

let redis: RedisServer;
let watch: TestSavepoint;
let ada: Principal;
/** Who asks next. */
let asks: Principal;

beforeEach(async () => {
  redis = await startRedis();
  watch = await aSavepoint([anInstance(redis.url)], { secondPersonIn: ['production'] });
  const given = { name: 'ada', password: 'correct horse battery', role: 'operator' } as const;
  const { id } = valueOfResult(await watch.savepoint.auth.addPerson(given, OPERATOR, EN));
  ada = aPerson('ada', id, Date.now());
  asks = ada;
  Object.assign(watch.savepoint.auth, { principalOf: async () => asks });
  holdSavepoint(watch.savepoint);
  await eventually('the first look', () => watch.savepoint.instance(ID)?.guard.value ?? null);
});

afterEach(async () => {
  holdSavepoint(undefined);
  await watch.dispose();
  await redis.stop();
});

const bob = (confirmedAt = Date.now()) => aPerson('bob', 'p-bob', confirmedAt);

async function as(
  who: Principal,
  handler: RouteHandler,
  body: unknown,
  options: { id?: string; method?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  asks = who;
  const { id = '', method = 'POST', headers = {} } = options;
  const params = Promise.resolve({ instanceId: ID, approvalId: id });
  return handler(askedJson(method, `/x/${id}`, body, { ...ORIGIN, ...headers }), { params });
}

const ask = (who: Principal, headers: Record<string, string> = {}, body: object = OFF) =>
  as(who, setStopWrites, body, { method: 'PUT', headers });
const askedFor = async () => approvalAskedSchema.parse(await (await ask(ada)).json()).approval.id;
const codeOf = async (response: Response) => errorSchema.parse(await response.json()).error.code;

describe('asking', () => {
  test('answers 202 with what waits, once for a key, and Redis keeps its guard', async () => {
    const first = await ask(ada, { 'idempotency-key': 'inc-4312' });
    expect(first.status).toBe(202);
    const { approval, instance } = approvalAskedSchema.parse(await first.json());
    expect(approval).toMatchObject({ status: 'waiting', by: { name: 'ada' }, actionId: null, reason: OFF.reason });
    expect(Date.parse(approval.endsAt) - Date.parse(approval.askedAt)).toBe(15 * 60_000);
    expect([instance.guard.value, instance.guard.approval?.id]).toEqual(['yes', approval.id]);
    const again = await ask(ada, { 'idempotency-key': 'inc-4312' });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    expect(approvalAskedSchema.parse(await again.json()).approval.id).toBe(approval.id);
    expect((await watch.savepoint.listAudit({ instanceId: ID, limit: 9 })).rows).toHaveLength(1);
    expect([await guardOf(redis), await callsOf(redis, 'config|set')]).toEqual(['yes', 0]);
  });

  test('takes what switching takes: a confirmed session, name and reason', async () => {
    const late = aPerson('ada', ada.session?.personId ?? '', Date.now() - CONFIRMED_FOR_MS);
    expect(await codeOf(await ask(late))).toBe('reauth_required');
    expect(await codeOf(await ask(ada, {}, { ...OFF, confirm: 'orders' }))).toBe('invalid');
    expect(await codeOf(await ask({ ...ada, actor: { ...ada.actor, role: 'viewer' } }))).toBe('forbidden');
    expect(watch.savepoint.instance(ID)?.guard.approval).toBeNull();
  });

  test('a token may ask, and no token may approve', async () => {
    const token: Principal = { actor: { kind: 'token', name: 'ci', role: 'operator' }, by: 'token', session: null };
    const taken = await ask(token);
    expect(taken.status).toBe(202);
    const { id } = approvalAskedSchema.parse(await taken.json()).approval;
    const other = { ...token, actor: { ...token.actor, name: 'other' } };
    const refused = await as(other, approve, { confirm: ID }, { id });
    expect(errorSchema.parse(await refused.json()).error.message).toBe(EN.approval.needsAccount);
    expect((await as(bob(), approve, { confirm: ID }, { id })).status).toBe(200);
  });
});

describe('deciding', () => {
  test('passes every check of a change, and then switches once, however often it is asked', async () => {
    const id = await askedFor();
    const go = { confirm: ID, note: 'go on' };
    const refused: [string, Principal, object, Record<string, string>, string][] = [
      ['who asked', ada, go, {}, 'forbidden'],
      ['a viewer', aPerson('eve', 'p-eve', Date.now(), 'viewer'), go, {}, 'forbidden'],
      ['not confirmed', bob(Date.now() - CONFIRMED_FOR_MS), go, {}, 'reauth_required'],
      ['another site', bob(), go, { origin: 'https://evil.example' }, 'forbidden'],
      ['a form', bob(), go, { 'content-type': 'text/plain' }, 'unsupported_media_type'],
      ['an unknown field', bob(), { ...go, value: 'yes' }, {}, 'invalid'],
      ['too much', bob(), { ...go, note: 'x'.repeat(17_000) }, {}, 'too_large'],
      ['no name', bob(), {}, {}, 'invalid'],
    ];
    for (const [name, who, body, headers, code] of refused) {
      expect([name, await codeOf(await as(who, approve, body, { id, headers }))]).toEqual([name, code]);
    }
    expect([await guardOf(redis), await callsOf(redis, 'config|set')]).toEqual(['yes', 0]);

    const answers = [];
    for (const key of ['k-1', 'k-1', 'k-2']) {
      const answer = await as(bob(), approve, go, { id, headers: { 'idempotency-key': key } });
      answers.push(setStopWritesResponseSchema.parse(await answer.json()).action);
    }
    expect(answers[0]).toMatchObject({ outcome: 'applied', actor: { name: 'ada' }, approvedBy: { name: 'bob' } });
    expect(new Set(answers.map((action) => action.id)).size).toBe(1);
    expect([await guardOf(redis), await callsOf(redis, 'config|set')]).toEqual(['no', 1]);
    const read = await readApproval(asked('GET', '/x'), { params: Promise.resolve({ approvalId: id }) });
    expect(approvalSchema.parse(await read.json())).toMatchObject({ status: 'approved', actionId: answers[0]?.id });
  });

  test('by declining or withdrawing ends it, and nobody else can do either', async () => {
    const first = await askedFor();
    expect(await codeOf(await as(bob(Date.now() - CONFIRMED_FOR_MS), decline, {}, { id: first }))).toBe(
      'reauth_required',
    );
    expect(await codeOf(await as(ada, decline, {}, { id: first }))).toBe('forbidden');
    const declined = approvalSchema.parse(await (await as(bob(), decline, { note: 'wait' }, { id: first })).json());
    expect(declined).toMatchObject({ status: 'declined', decidedBy: { name: 'bob' }, note: 'wait' });
    expect(await codeOf(await as(bob(), approve, { confirm: ID }, { id: first }))).toBe('not_possible');

    const second = await askedFor();
    expect(await codeOf(await as(bob(), withdraw, {}, { id: second }))).toBe('forbidden');
    const late = aPerson('ada', ada.session?.personId ?? '', 0);
    const withdrawn = approvalSchema.parse(await (await as(late, withdraw, {}, { id: second })).json());
    expect(withdrawn.status).toBe('withdrawn');
    expect(await codeOf(await as(bob(), approve, { confirm: ID }, { id: 'none' }))).toBe('not_found');
    expect(await guardOf(redis)).toBe('yes');
  });
});
