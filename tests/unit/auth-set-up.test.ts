import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { ADMIN, PASSWORD, refusalOf, startAuth, valueOf, type TestAuth } from '../support/an-auth';
import { bytesUnder, secretsIn } from '../support/canaries';
import { newDataDir, tamper } from '../support/store-folder';

const GIVEN = { name: 'ada', password: PASSWORD };

let dataDir: string;
let test: TestAuth;

beforeEach(async () => {
  dataDir = newDataDir();
  test = await startAuth({}, dataDir);
});
afterEach(async () => {
  await test.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function begin(): Promise<string> {
  const token = await test.auth.start();
  if (token === null) throw new Error('There is no set-up.');
  return token;
}

const setUp = (token: string, given = GIVEN) => test.auth.setUp(token, given, test.headers(), EN);

describe('the token of the set-up', () => {
  it('makes one administrator, who is signed in then', async () => {
    const token = await begin();
    expect([token.length, test.auth.needsSetUp()]).toEqual([24, true]);
    const { cookies, actor } = valueOf(await setUp(token));
    expect(actor).toEqual({ kind: 'user', name: 'ada', role: 'admin' });
    expect(await test.whoIs(cookies)).toMatchObject({ actor });
    expect(test.auth.needsSetUp()).toBe(false);
    expect(await test.audited()).toEqual([
      'sign-in: ada signed in, from 192.0.2.7.',
      'access-changed: Added ada as admin.',
    ]);
    expect(refusalOf(await setUp(token, { ...GIVEN, name: 'eve' }))).toBe('not_possible');
    expect((await test.auth.people()).map(({ name }) => name)).toEqual(['ada']);
    expect(secretsIn(bytesUnder(dataDir), [token, PASSWORD])).toEqual([]);
  });

  it('is good for one of two who use it at once', async () => {
    const token = await begin();
    const both = await Promise.all([setUp(token), setUp(token, { ...GIVEN, name: 'eve' })]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await test.auth.people()).toHaveLength(1);
  });

  it('is refused when it is wrong, and stays', async () => {
    const token = await begin();
    for (const wrong of ['x', token.slice(1), `${token}x`, token.toUpperCase(), 'null', '']) {
      expect([wrong, refusalOf(await setUp(wrong))]).toEqual([wrong, 'invalid']);
    }
    expect(await test.auth.people()).toEqual([]);
    const told = 'sign-in-failed: Somebody gave a wrong token to make the first administrator, from 192.0.2.7.';
    expect(await test.audited()).toEqual(Array.from({ length: 6 }, () => told));
    expect((await setUp(token)).ok).toBe(true);
  });

  it('is tried only so often from one place, and is not lost by that', async () => {
    const token = await begin();
    const tries: string[] = [];
    for (let i = 0; i < 31; i += 1) tries.push(refusalOf(await setUp('wrong')));
    expect([tries.at(0), tries.at(29), tries.at(30)]).toEqual(['invalid', 'invalid', 'rate_limited']);
    expect(await test.audited()).toHaveLength(30);
    test.clock.now += 60_000;
    expect((await setUp(token)).ok).toBe(true);
  });

  it('is still good when the account could not be made', async () => {
    const token = await begin();
    expect(refusalOf(await setUp(token, { ...GIVEN, password: 'short' }))).toBe('invalid');
    expect(refusalOf(await setUp(token, { ...GIVEN, name: 'A D A' }))).toBe('invalid');
    tamper(dataDir, (db) => db.exec('alter table people rename to people_away'));
    await expect(setUp(token)).rejects.toMatchObject({ name: 'StoreError' });
    tamper(dataDir, (db) => db.exec('alter table people_away rename to people'));
    expect((await setUp(token)).ok).toBe(true);
  });

  it('is another one after each start', async () => {
    const first = await begin();
    expect(await begin()).not.toBe(first);
    expect(refusalOf(await setUp(first))).toBe('invalid');
  });

  it('is not there when there is an administrator, or no sign-in', async () => {
    await test.add('ada', 'admin');
    expect([await test.auth.start(), test.auth.needsSetUp()]).toEqual([null, false]);
    await test.stop();
    test = await startAuth({ signIn: false }, dataDir);
    expect([await test.auth.start(), test.auth.needsSetUp()]).toEqual([null, false]);
    for (const guess of ['', 'null']) expect(refusalOf(await setUp(guess))).toBe('not_possible');
  });

  it.each(['an account of that role', 'a role that was given'])(
    'ends when an administrator was made otherwise: by %s',
    async (way) => {
      const token = await begin();
      const person = await test.add('bob', 'operator');
      expect(test.auth.needsSetUp()).toBe(true);
      if (way.startsWith('a role')) await test.auth.changePerson(person.id, { role: 'admin' }, ADMIN, EN);
      else await test.add('eve', 'admin');
      expect(test.auth.needsSetUp()).toBe(false);
      expect(refusalOf(await setUp(token))).toBe('not_possible');
    },
  );

  it('is of no use when another process made an administrator', async () => {
    const token = await begin();
    const other = await startAuth({}, dataDir);
    await other.add('eve', 'admin');
    await other.stop();
    expect(refusalOf(await setUp(token))).toBe('not_possible');
    expect((await test.auth.people()).map(({ name }) => name)).toEqual(['eve']);
  });
});

it('a set-up that was done at another Savepoint on the same data is told as done once that is heard', async () => {
  await begin();
  const other = await startAuth({}, dataDir);
  await other.add('eve', 'admin');
  await other.stop();
  await test.auth.changed();
  expect(test.auth.needsSetUp()).toBe(false);
});

describe('the first administrator of the environment', () => {
  const startWith = async (given: typeof GIVEN): Promise<string | null> => {
    await test.stop();
    test = await startAuth({ firstAdministrator: given }, dataDir);
    return test.auth.start();
  };

  it('is made once: later the account goes its own way', async () => {
    expect(await startWith(GIVEN)).toBeNull();
    expect((await test.attempt('ada', PASSWORD)).ok).toBe(true);
    expect(await startWith({ name: 'eve', password: 'another long password' })).toBeNull();
    expect(await startWith({ ...GIVEN, password: 'another long password' })).toBeNull();
    expect((await test.auth.people()).map(({ name, role }) => [name, role])).toEqual([['ada', 'admin']]);
    expect(refusalOf(await test.attempt('ada', 'another long password'))).toBe('unauthenticated');
    expect(await test.audited()).toContain('access-changed: Added ada as admin.');
  });

  it('is made once of two that start at the same moment, and both start', async () => {
    await test.stop();
    const both = await Promise.all([1, 2].map(() => startAuth({ firstAdministrator: GIVEN }, dataDir)));
    expect(await Promise.all(both.map(({ auth }) => auth.start()))).toEqual([null, null]);
    for (const each of both) expect((await each.auth.people()).map(({ name }) => name)).toEqual(['ada']);
    await Promise.all(both.map((each) => each.stop()));
    test = await startAuth({}, dataDir);
  });

  it.each([
    ['a short password', { ...GIVEN, password: 'short' }],
    ['no password', { ...GIVEN, password: '' }],
    ['a name that is none', { ...GIVEN, name: 'A d a' }],
  ])('with %s keeps Savepoint from starting, without telling the password', async (_case, given) => {
    const failed = await startWith(given).catch((error: unknown) => error);
    expect(String(failed)).toContain('SAVEPOINT_ADMIN_NAME and SAVEPOINT_ADMIN_PASSWORD make no account.');
    if (given.password !== '') expect(String(failed)).not.toContain(given.password);
    expect(await test.auth.people()).toEqual([]);
  });

  it('is not made of somebody who is there in another role', async () => {
    await test.add('ada', 'viewer');
    await expect(startWith(GIVEN)).rejects.toThrow(EN.signIn.nameTaken('ada'));
  });
});
