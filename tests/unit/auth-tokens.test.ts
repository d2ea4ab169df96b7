import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isConfirmed } from '../../lib/domain/access/principal';
import { EN } from '../../lib/domain/words/en';
import { aPerson } from '../support/an-approval';
import { ADMIN, refusalOf, startAuth, valueOf, type TestAuth } from '../support/an-auth';
import { bytesUnder, secretsIn } from '../support/canaries';

const ADMIN_TOKEN = 'the-token-of-the-environment';

const ADA = aPerson('ada', 'p-ada', 0, 'admin');

let test: TestAuth;

beforeEach(async () => {
  test = await startAuth({ adminToken: ADMIN_TOKEN });
});
afterEach(() => test.stop());

const by = (authorization: string) => test.auth.principalOf(new Headers({ authorization }));
const add = async (endsAt: number | null = null) =>
  valueOf(await test.auth.addToken({ name: 'ci', role: 'operator', endsAt }, ADA, EN));

describe('a token', () => {
  it('is told once, and only its hash is kept', async () => {
    const { token, secret } = await add();
    expect(secret).toMatch(/^svp_[\w-]{43}$/);
    expect(secretsIn(bytesUnder(test.dataDir), [secret, secret.slice(4)])).toEqual([]);
    expect(JSON.stringify([await test.auth.tokens(), await test.audited()])).not.toContain(secret.slice(4));
    expect(await test.auth.tokens()).toEqual([token]);
    expect(bytesUnder(test.dataDir).includes('Made the token ci')).toBe(true);
  });

  it('has its role, and is never asked for a password', async () => {
    const { secret } = await add();
    const principal = await by(`Bearer ${secret}`);
    expect(principal).toEqual({
      actor: { kind: 'token', name: 'ci', role: 'operator' },
      by: 'token',
      session: null,
      token: { id: expect.any(String), madeBy: { name: 'ada', personId: 'p-ada' } },
    });
    expect(principal !== null && isConfirmed(principal, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it('that a token makes was made by who made that one: it is no other person', async () => {
    const { secret } = valueOf(await test.auth.addToken({ name: 'root', role: 'admin', endsAt: null }, ADA, EN));
    const root = await by(`Bearer ${secret}`);
    if (root === null) throw new Error('The token is not known.');
    const made = valueOf(await test.auth.addToken({ name: 'ci', role: 'operator', endsAt: null }, root, EN));
    expect(made.token).toMatchObject({ createdBy: 'ada', createdById: 'p-ada' });
    expect((await test.audited()).join(' ')).toContain('Made the token ci');
  });

  it('ends by its time, to the millisecond', async () => {
    const endsAt = test.clock.now + 60_000;
    const { secret } = await add(endsAt);
    test.clock.now = endsAt - 1;
    expect(await by(`Bearer ${secret}`)).not.toBeNull();
    test.clock.now = endsAt;
    expect(await by(`Bearer ${secret}`)).toBeNull();
  });

  it('cannot have ended before it begins', async () => {
    const endsAt = test.clock.now;
    expect(refusalOf(await test.auth.addToken({ name: 'ci', role: 'viewer', endsAt }, ADA, EN))).toBe('invalid');
    expect(await test.auth.tokens()).toEqual([]);
  });

  it('ends by hand, once, and both is in the audit', async () => {
    const { token, secret } = await add();
    valueOf(await test.auth.endToken(token.id, ADMIN, EN));
    expect(await by(`Bearer ${secret}`)).toBeNull();
    expect(refusalOf(await test.auth.endToken(token.id, ADMIN, EN))).toBe('not_found');
    expect(await test.audited()).toEqual([
      'access-changed: Ended the token ci.',
      'access-changed: Made the token ci as operator, without an end.',
    ]);
  });

  it('of the environment administers', async () => {
    expect(await by(`bearer ${ADMIN_TOKEN}`)).toMatchObject({ actor: { kind: 'token', role: 'admin' } });
  });
});

it('what is not a token that was made is nobody, also beside a good cookie', async () => {
  await test.add('ada', 'admin');
  const cookies = await test.signedIn('ada');
  const { token, secret } = await add();
  const wrong = [
    'Bearer',
    'Bearer ',
    `Bearer ${secret}x`,
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer ${secret.toUpperCase()}`,
    `Bearer ${secret} ${secret}`,
    `Bearer ${token.id}`,
    `Bearer  `,
    'Bearer null',
    'Bearer undefined',
    `Bearer ${ADMIN_TOKEN}\u00e9`,
  ];
  for (const authorization of wrong) {
    const headers = test.headers(cookies);
    headers.set('authorization', authorization);
    expect([authorization, await test.auth.principalOf(headers)]).toEqual([authorization, null]);
  }
});

it('what a proxy in front asks for in another scheme decides nothing: the session does', async () => {
  await test.add('ada', 'admin');
  const cookies = await test.signedIn('ada');
  const { secret } = await add();
  for (const authorization of [`Basic ${secret}`, secret]) {
    const known = test.headers(cookies);
    const unknown = test.headers();
    for (const headers of [known, unknown]) headers.set('authorization', authorization);
    expect((await test.auth.principalOf(known))?.actor.name).toBe('ada');
    expect(await test.auth.principalOf(unknown)).toBeNull();
  }
});
