import { describe, expect, it } from 'vitest';
import type { ApiToken, Person } from '../../lib/domain/access/principal';
import type { Store } from '../../lib/store/store';
import { anAuditedAct, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const ENTRY = anAuditedAct({ kind: 'access-changed', instanceId: null, message: 'Something about access.' });
// No column takes it, so the record fails, which is written last.
const BROKEN = anAuditedAct({ instanceId: Symbol('no text') as unknown as string });
const LIMIT = { most: 3, windowMs: 1000 };

function aPerson(name: string, changes: Partial<Person> = {}): Person {
  return {
    id: `id-${name}`,
    name,
    role: 'operator',
    signsInBy: 'password',
    disabled: false,
    createdAt: T0,
    changedAt: T0,
    ...changes,
  };
}

function aToken(id: string, changes: Partial<ApiToken> = {}): ApiToken {
  return {
    id,
    name: 'ci',
    role: 'viewer',
    createdBy: 'ada',
    createdById: 'id-ada',
    createdAt: T0,
    endsAt: null,
    ...changes,
  };
}

const records = async (store: Store): Promise<number> => (await store.listAudit({ limit: 100 })).rows.length;

export function storeAccess(theStore: TheStore): void {
  describe('people', () => {
    it('are kept by name, with one audit record each', async () => {
      const { store, reopen } = theStore();
      for (const name of ['eve', 'ada']) expect(await store.addPerson(aPerson(name), 'hash', ENTRY)).toBe(true);
      const again = await reopen();
      expect(await again.listPeople()).toEqual([aPerson('ada'), aPerson('eve')]);
      expect(await records(again)).toBe(2);
    });

    it('have a name of their own: the second of it leaves nothing', async () => {
      const { store } = theStore();
      await store.addPerson(aPerson('ada'), 'hash', ENTRY);
      expect(await store.addPerson(aPerson('ada', { id: 'another' }), 'hash', ENTRY)).toBe(false);
      expect([await store.listPeople(), await records(store)]).toEqual([[aPerson('ada')], 1]);
    });

    it('become what they are told to, and only that', async () => {
      const { store } = theStore();
      await store.addPerson(aPerson('ada'), 'hash', ENTRY);
      const at = T0 + 5;
      expect(await store.changePerson('id-ada', { role: 'admin' }, { ...ENTRY, at })).toBe('changed');
      expect(await store.listPeople()).toEqual([aPerson('ada', { role: 'admin', changedAt: at })]);
      expect(await store.changePerson('nobody', { role: 'admin' }, ENTRY)).toBe('not-found');
      expect(await records(store)).toBe(2);
    });

    it('always have one who can administer, whatever is asked at once', async () => {
      const { store } = theStore();
      expect(await store.hasAdministrator()).toBe(false);
      for (const name of ['ada', 'bob']) await store.addPerson(aPerson(name, { role: 'admin' }), 'hash', ENTRY);
      const both = await Promise.all([
        store.changePerson('id-ada', { disabled: true }, ENTRY),
        store.changePerson('id-bob', { role: 'viewer' }, ENTRY),
      ]);
      expect([...both].sort()).toEqual(['changed', 'last-administrator']);
      expect([await store.hasAdministrator(), await records(store)]).toEqual([true, 3]);
    });

    it('are neither made nor changed when the audit record cannot be kept', async () => {
      const { store, reopen } = theStore();
      await store.addPerson(aPerson('ada'), 'hash', ENTRY);
      await expect(store.addPerson(aPerson('eve'), 'hash', BROKEN)).rejects.toMatchObject({ name: 'StoreError' });
      const changing = store.changePerson('id-ada', { role: 'admin' }, BROKEN);
      await expect(changing).rejects.toMatchObject({ name: 'StoreError' });
      expect(await (await reopen()).listPeople()).toEqual([aPerson('ada')]);
    });
  });

  describe('tokens', () => {
    it('are known by their hash until they end, newest first in the list', async () => {
      const { store, reopen } = theStore();
      const ending = aToken('t-2', { createdAt: T0 + 1, endsAt: T0 + 10 });
      await store.addToken(aToken('t-1'), 'hash-1', ENTRY);
      await store.addToken(ending, 'hash-2', ENTRY);
      const again = await reopen();
      expect(await again.listTokens()).toEqual([ending, aToken('t-1')]);
      expect(await again.tokenOfHash('hash-1', Number.MAX_SAFE_INTEGER)).toEqual(aToken('t-1'));
      expect(await again.tokenOfHash('hash-2', T0 + 9)).toEqual(ending);
      expect(await again.tokenOfHash('hash-2', T0 + 10)).toBeNull();
      for (const other of ['', 'hash', 'HASH-1', 'hash-%', 'hash-1 ']) {
        expect([other, await again.tokenOfHash(other, T0)]).toEqual([other, null]);
      }
    });

    it('end once, with one record', async () => {
      const { store } = theStore();
      await store.addToken(aToken('t-1'), 'hash-1', ENTRY);
      expect(await Promise.all([store.endToken('t-1', ENTRY), store.endToken('t-1', ENTRY)])).toEqual([true, false]);
      expect([await store.tokenOfHash('hash-1', T0), await records(store)]).toEqual([null, 2]);
    });

    it('are neither made nor ended when the audit record cannot be kept', async () => {
      const { store } = theStore();
      await store.addToken(aToken('t-1'), 'hash-1', ENTRY);
      await expect(store.addToken(aToken('t-2'), 'hash-2', BROKEN)).rejects.toMatchObject({ name: 'StoreError' });
      await expect(store.endToken('t-1', BROKEN)).rejects.toMatchObject({ name: 'StoreError' });
      expect(await store.listTokens()).toEqual([aToken('t-1')]);
    });
  });

  describe('attempts', () => {
    it('are as many as may be in any stretch of that time, and say when the next one may be made', async () => {
      const { store } = theStore();
      const at = (ms: number, key = 'k') => store.takeAttempt(key, LIMIT, T0 + ms);
      expect([await at(0), await at(900), await at(999), await at(999)]).toEqual([null, null, null, T0 + 1000]);
      // The first one is over: the others still count.
      expect([await at(1000), await at(1001)]).toEqual([null, T0 + 1900]);
      expect(await at(1001, 'another')).toBeNull();
    });

    it('are counted one after the other when made at once, and after the store was opened again', async () => {
      const { store, reopen } = theStore();
      const all = await Promise.all(Array.from({ length: 20 }, () => store.takeAttempt('k', LIMIT, T0)));
      expect(all.filter((until) => until === null)).toHaveLength(3);
      const again = await reopen();
      expect(await again.takeAttempt('k', LIMIT, T0 + 1)).toBe(T0 + 1000);
      await again.forgetAttempts('k');
      expect(await again.takeAttempt('k', LIMIT, T0 + 1)).toBeNull();
    });

    it('keep nobody out when the clock is set back', async () => {
      const { store } = theStore();
      for (const ms of [0, 1, 2]) await store.takeAttempt('k', LIMIT, T0 + ms);
      expect(await store.takeAttempt('k', LIMIT, T0 - 1)).toBeNull();
    });
  });

  it('an entry of its own is kept as it is given', async () => {
    const { store } = theStore();
    await store.keepEntry(ENTRY);
    expect((await store.listAudit({ limit: 10 })).rows).toMatchObject([ENTRY]);
  });
}
