import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { ADMIN, PASSWORD, refusalOf, startAuth, valueOf, type TestAuth } from '../support/an-auth';

let test: TestAuth;

beforeEach(async () => {
  test = await startAuth();
});
afterEach(() => test.stop());

const add = (name: string, password = PASSWORD) => test.auth.addPerson({ name, password, role: 'operator' }, ADMIN, EN);

describe('an account', () => {
  it.each(['a', '7', 'ada', 'on-call_1.eu', 'x'.repeat(40)])('may be called “%s”', async (name) => {
    expect(valueOf(await add(name))).toMatchObject({ name, role: 'operator', disabled: false });
    expect(await test.audited()).toEqual([`access-changed: Added ${name} as operator.`]);
  });

  it.each([
    '',
    ' ',
    'Ada',
    'a b',
    '-a',
    '.a',
    '_a',
    'ä',
    'a\n',
    'a@b.example',
    'x'.repeat(41),
    '<b>',
    '__proto__',
    'а',
  ])('may not be called “%s”', async (name) => {
    expect(await add(name)).toMatchObject({
      refusal: { code: 'invalid', details: { fields: { name: EN.signIn.nameForm } } },
    });
    expect([await test.auth.people(), await test.audited()]).toEqual([[], []]);
  });

  it.each([
    [11, false],
    [12, true],
    [200, true],
    [201, false],
  ])('with a password of %i characters is made: %s', async (length, good) => {
    const result = await add('ada', 'p'.repeat(length));
    expect(result.ok).toBe(good);
    expect((await test.attempt('ada', 'p'.repeat(length))).ok).toBe(good);
    if (!result.ok) expect(result.refusal.details).toEqual({ fields: { password: EN.signIn.passwordLength(12, 200) } });
  });

  it('is the only one of its name, also when two are made at once', async () => {
    const both = await Promise.all([add('ada', 'the first password'), add('ada', 'the other password')]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { message: EN.signIn.nameTaken('ada') } });
    expect(await test.auth.people()).toHaveLength(1);
    expect(await test.audited()).toHaveLength(1);
  });

  it('that is not there cannot be changed', async () => {
    expect(refusalOf(await test.auth.changePerson('nobody', { role: 'admin' }, ADMIN, EN))).toBe('not_found');
  });

  it('gets no password that is too short later either', async () => {
    const { id } = await test.add('ada', 'operator');
    expect(refusalOf(await test.auth.changePerson(id, { password: 'short' }, ADMIN, EN))).toBe('invalid');
    expect((await test.attempt('ada', PASSWORD)).ok).toBe(true);
  });
});

describe('the last one who can administer', () => {
  const away = [
    { role: 'operator' },
    { role: 'viewer' },
    { disabled: true },
    { disabled: true, role: 'admin' },
  ] as const;

  it.each(away)('stays: %o', async (request) => {
    const { id } = await test.add('ada', 'admin');
    await test.add('bob', 'operator');
    const off = await test.add('eve', 'admin');
    valueOf(await test.auth.changePerson(off.id, { disabled: true }, ADMIN, EN));
    const result = await test.auth.changePerson(id, request, ADMIN, EN);
    expect(result).toMatchObject({ refusal: { code: 'not_possible', message: EN.signIn.lastAdministrator('ada') } });
    expect(await test.store.hasAdministrator()).toBe(true);
    expect((await test.audited())[0]).toContain('eve');
    expect((await test.attempt('ada', PASSWORD)).ok).toBe(true);
  });

  it('stays also when all of them are taken away at once', async () => {
    const people = [];
    for (const name of ['ada', 'bob', 'eve']) people.push(await test.add(name, 'admin'));
    const all = await Promise.all(
      people.map(({ id }, index) => test.auth.changePerson(id, away[index] ?? {}, ADMIN, EN)),
    );
    expect(all.map(({ ok }) => ok).sort()).toEqual([false, true, true]);
    expect(await test.store.hasAdministrator()).toBe(true);
  });

  it('may take a new password, and can go once there is another', async () => {
    const { id } = await test.add('ada', 'admin');
    valueOf(await test.auth.changePerson(id, { password: 'another long password' }, ADMIN, EN));
    await test.add('bob', 'admin');
    valueOf(await test.auth.changePerson(id, { role: 'viewer' }, ADMIN, EN));
  });
});
