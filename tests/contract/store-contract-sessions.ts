import { beforeEach, describe, expect, it } from 'vitest';
import { createLibrary, hashOf, type Library } from '../../lib/auth/library';
import type { Store } from '../../lib/store/store';
import { anAuditedAct, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const PASSWORD = 'correct horse battery';
const ENTRY = anAuditedAct({ kind: 'access-changed', instanceId: null, message: 'Sessions ended.' });
const records = async (store: Store): Promise<number> =>
  (await store.listAudit({ limit: 100 })).rows.filter(({ message }) => message === ENTRY.message).length;

/** Sessions are made by the library, in the tables of the store. */
export function storeSessions(theStore: TheStore): void {
  describe('sessions', () => {
    let passwordHash: string;
    let library: Library;
    beforeEach(async () => {
      const { store } = theStore();
      passwordHash ??= await hashOf(PASSWORD);
      library = createLibrary({
        database: store.database,
        secret: store.fingerprint('cookies of a test'),
        origin: 'http://127.0.0.1:3000',
        port: 3000,
      });
      for (const name of ['ada', 'bob']) {
        const times = { createdAt: T0, changedAt: T0 };
        const person = { id: name, name, role: 'admin', signsInBy: 'password', disabled: false, ...times } as const;
        await store.addPerson(person, passwordHash, anAuditedAct());
      }
      for (const username of ['ada', 'ada', 'bob']) {
        await library.api.signInUsername({ body: { username, password: PASSWORD }, headers: new Headers() });
      }
    });

    const all = async (store: Store, now = Date.now()) => store.listSessions({}, now);
    const names = async (store: Store) => (await all(store)).map(({ name }) => name).sort();

    it('are listed by whose they are, the latest seen first, until they end', async () => {
      const { store } = theStore();
      expect(await store.listSessions({ personId: 'ada' }, Date.now())).toHaveLength(2);
      const [first, second, third] = await all(store);
      const seenAt = Date.now() + 60_000;
      await store.touchSession(third?.id ?? '', seenAt);
      expect((await all(store)).map(({ id }) => id)).toEqual([third?.id, first?.id, second?.id]);
      expect((await all(store))[0]).toMatchObject({ seenAt, startedAt: third?.startedAt, endsAt: third?.endsAt });
      expect(await all(store, Math.max(...(await all(store)).map(({ endsAt }) => endsAt)))).toEqual([]);
    });

    it('end by id, by person, and all but one, with one record for each time that there were any', async () => {
      const { store } = theStore();
      const [mine] = await store.listSessions({ personId: 'ada' }, Date.now());
      expect(await store.endSessions({ id: 'none' }, ENTRY)).toBe(0);
      expect(await store.endSessions({ personId: 'bob' }, ENTRY)).toBe(1);
      expect(await store.endSessions({ exceptId: mine?.id ?? '' }, ENTRY)).toBe(1);
      expect((await all(store)).map(({ id }) => id)).toEqual([mine?.id]);
      expect(await store.endSessions({ id: mine?.id ?? '' }, null)).toBe(1);
      expect([await all(store), await records(store)]).toEqual([[], 2]);
    });

    it('of somebody who is changed end, but for one that is kept', async () => {
      const { store } = theStore();
      const [kept] = await store.listSessions({ personId: 'ada' }, Date.now());
      await store.changePerson('ada', { passwordHash, keepSession: kept?.id ?? '' }, ENTRY);
      expect(await names(store)).toEqual(['ada', 'bob']);
      await store.changePerson('bob', { role: 'viewer' }, ENTRY);
      expect(await names(store)).toEqual(['ada']);
    });

    it('do not end when that cannot be recorded', async () => {
      const { store } = theStore();
      const broken = anAuditedAct({ at: Symbol('no time') as unknown as number });
      await expect(store.endSessions({}, broken)).rejects.toMatchObject({ name: 'StoreError' });
      expect(await names(store)).toEqual(['ada', 'ada', 'bob']);
    });
  });
}
