import { beforeEach, describe, expect, it } from 'vitest';
import { POST as bgsave } from '../../app/api/instances/[instanceId]/bgsave/route';
import { DELETE as removeInstance } from '../../app/api/instances/[instanceId]/route';
import { PUT as setStopWrites } from '../../app/api/instances/[instanceId]/stop-writes/route';
import { POST as register } from '../../app/api/instances/route';
import { POST as addPerson } from '../../app/api/people/route';
import { errorSchema } from '../../lib/contracts/error';
import type { ActorRole } from '../../lib/domain/action/action';
import type { AskedBy } from '../../lib/domain/access/principal';
import type { RouteHandler } from '../../lib/http/guarded';
import { type Asker, holdAsker, ofKind, OWN, REGISTER } from '../support/asker';
import { asked, askedJson, NOW } from '../support/stub-savepoint';

const MINUTE_MS = 60_000;

let asker: Asker;
beforeEach(() => {
  asker = holdAsker();
});

async function codeOf(response: Response): Promise<string> {
  return response.ok ? 'done' : errorSchema.parse(await response.json()).error.code;
}

describe('which role may do what', () => {
  const params = { params: Promise.resolve({ instanceId: 'orders' }) };
  const ON = { value: 'yes', expected: 'no', confirm: 'orders' };
  const changes: [string, ActorRole, RouteHandler, string, unknown][] = [
    ['saving', 'operator', bgsave, 'POST', {}],
    ['switching the guard', 'operator', setStopWrites, 'PUT', ON],
    ['registering', 'admin', register, 'POST', REGISTER],
    ['removing', 'admin', removeInstance, 'DELETE', undefined],
    ['adding people', 'admin', addPerson, 'POST', { name: 'eve', password: 'x', role: 'viewer' }],
  ];
  const RANK = { viewer: 1, operator: 2, admin: 3 } as const;
  it.each(changes)('%s takes the role %s at least', async (_what, least, handler, method, body) => {
    for (const role of ['viewer', 'operator', 'admin'] as const) {
      for (const by of ['session', 'token', 'proxy'] as const) {
        asker.reached = 0;
        asker.principal = ofKind(by, role);
        const headers = { origin: OWN, 'content-type': 'application/json' };
        const request = body === undefined ? asked(method, '/x', { headers }) : askedJson(method, '/x', body, headers);
        const response = await handler(request, params);
        const may = RANK[role] >= RANK[least];
        expect([by, role, asker.reached, response.status === 403]).toEqual([by, role, may ? 1 : 0, !may]);
      }
    }
  });

  it('whoever is known from memory alone may look, and is told of the store for the rest', async () => {
    asker.principal = { ...ofKind('session', 'admin'), readsOnly: true };
    asker.reached = 0;
    const response = await bgsave(askedJson('POST', '/x', {}, { origin: OWN }), params);
    expect([response.status, asker.reached]).toEqual([503, 0]);
  });

  const kinds: [AskedBy, number, string, string][] = [
    ['session', 15 * MINUTE_MS - 1, 'ok', 'ok'],
    ['session', 15 * MINUTE_MS, 'reauth_required', 'ok'],
    ['session', 24 * 60 * MINUTE_MS, 'reauth_required', 'ok'],
    ['token', 0, 'ok', 'ok'],
    ['proxy', 0, 'ok', 'ok'],
  ];
  it.each(kinds)(
    'by %s, the password given %i ms ago: what is dangerous %s, the rest %s',
    async (by, ago, bad, good) => {
      asker.principal = ofKind(by, 'admin', NOW - ago);
      const put = (body: object) => setStopWrites(askedJson('PUT', '/x', body, { origin: OWN }), params);
      const OFF = { value: 'no', expected: 'yes', confirm: 'orders', reason: 'INC-4312' };
      const outcome = async (response: Response): Promise<string> => {
        const code = await codeOf(response);
        return asker.reached > 0 ? 'ok' : code;
      };
      const after = async (asking: () => Promise<Response>): Promise<string> => {
        asker.reached = 0;
        return outcome(await asking());
      };
      expect(await after(() => put(OFF))).toBe(bad);
      expect(await after(() => put({ ...ON, rewrite: true }))).toBe(bad);
      expect(await after(() => register(askedJson('POST', '/x', REGISTER, { origin: OWN })))).toBe(bad);
      expect(await after(() => put(ON))).toBe(good);
      expect(await after(() => bgsave(askedJson('POST', '/x', {}, { origin: OWN }), params))).toBe(good);
    },
  );
});
