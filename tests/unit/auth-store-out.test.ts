import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import type { Person } from '../../lib/domain/access/principal';
import { ADMIN, PASSWORD, startAuth, type TestAuth } from '../support/an-auth';
import { newDataDir, tamper } from '../support/store-folder';

const HOUR_MS = 60 * 60_000;

let dataDir: string;
let test: TestAuth;
let person: Person;
let cookies: readonly string[];

beforeEach(async () => {
  dataDir = newDataDir();
  test = await startAuth({}, dataDir);
  person = await test.add('oncall-1', 'admin');
  await test.add('root', 'admin');
  cookies = await test.signedIn('oncall-1');
});
afterEach(async () => {
  await test.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Nothing about sessions can be read or written any more. */
const takeSessionsAway = (): void => tamper(dataDir, (db) => db.exec('alter table sessions rename to sessions_away'));
const giveThemBack = (): void => tamper(dataDir, (db) => db.exec('alter table sessions_away rename to sessions'));

const storeError = { name: 'StoreError' };

describe('while the store cannot tell who is signed in', () => {
  it('who was goes on looking, and only that, until it tells again', async () => {
    expect(await test.whoIs(cookies)).toMatchObject({ actor: { name: 'oncall-1', role: 'admin' } });
    takeSessionsAway();
    expect(await test.whoIs(cookies)).toMatchObject({ actor: { name: 'oncall-1' }, readsOnly: true, by: 'session' });
    giveThemBack();
    expect(await test.whoIs(cookies)).not.toHaveProperty('readsOnly');
  });

  it('who was not, or is known by nothing, is told of the store', async () => {
    const unseen = await test.signedIn('root');
    await test.whoIs(cookies);
    takeSessionsAway();
    await expect(test.whoIs(unseen)).rejects.toMatchObject(storeError);
    const [cookie = ''] = cookies;
    const elsewhere = cookie.replace('savepoint-session-3000', 'savepoint-session-3001');
    expect(await test.whoIs([elsewhere])).toBeNull();
    expect(await test.whoIs([])).toBeNull();
  });

  it('nobody signs in, gives the password again, or changes who may do what', async () => {
    const principal = await test.whoIs(cookies);
    if (principal === null) throw new Error('Nobody is signed in.');
    takeSessionsAway();
    await expect(test.attempt('root', PASSWORD)).rejects.toMatchObject(storeError);
    const confirming = test.auth.confirm(principal, PASSWORD, test.headers(cookies), EN);
    await expect(confirming).rejects.toMatchObject(storeError);
    await expect(test.auth.changePerson(person.id, { role: 'viewer' }, ADMIN, EN)).rejects.toMatchObject(storeError);
    await expect(test.auth.endOtherSessions(principal)).rejects.toMatchObject(storeError);
    await expect(test.auth.sessionsFor(principal)).rejects.toMatchObject(storeError);
    giveThemBack();
    expect(await test.whoIs(cookies)).toMatchObject({ actor: { role: 'admin' } });
    expect((await test.auth.people()).find(({ id }) => id === person.id)?.role).toBe('admin');
  });

  it('a session ends when it would have', async () => {
    await test.whoIs(cookies);
    takeSessionsAway();
    test.clock.now += 12 * HOUR_MS - 1000;
    expect(await test.whoIs(cookies)).not.toBeNull();
    test.clock.now += 2000;
    await expect(test.whoIs(cookies)).rejects.toMatchObject(storeError);
  });

  const ends: [string, () => Promise<unknown>][] = [
    ['signed out', () => test.auth.signOut(test.headers(cookies))],
    ['was switched off', () => test.auth.changePerson(person.id, { disabled: true }, ADMIN, EN)],
    ['got a new password', () => test.auth.changePerson(person.id, { password: 'another long password' }, ADMIN, EN)],
    ['was ended with all', () => test.auth.endOtherSessions({ actor: ADMIN, by: 'token', session: null })],
    [
      'gave the password again, in the session before',
      async () => {
        const principal = await test.whoIs(cookies);
        if (principal !== null) await test.auth.confirm(principal, PASSWORD, test.headers(cookies), EN);
      },
    ],
  ];
  it.each(ends)('who %s is not remembered', async (_case, end) => {
    const others = await test.signedIn('root');
    await test.whoIs(others);
    await test.whoIs(cookies);
    await end();
    takeSessionsAway();
    await expect(test.whoIs(cookies)).rejects.toMatchObject(storeError);
    if (!_case.includes('all')) expect(await test.whoIs(others)).toMatchObject({ actor: { name: 'root' } });
  });
});

it('signing out that the store does not keep is not said to be done', async () => {
  tamper(dataDir, (db) =>
    db.exec("create trigger kept before delete on sessions begin select raise(abort, 'it stays'); end"),
  );
  await expect(test.auth.signOut(test.headers(cookies))).rejects.toMatchObject(storeError);
  expect(await test.whoIs(cookies)).not.toBeNull();
  tamper(dataDir, (db) => db.exec('drop trigger kept'));
  expect((await test.auth.signOut(test.headers(cookies))).join()).toMatch(/savepoint-session-3000=;.*Max-Age=0/);
  expect(await test.whoIs(cookies)).toBeNull();
});
