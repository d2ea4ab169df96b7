import { describe, expect, it } from 'vitest';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { Store } from '../../lib/store/store';
import { anAuditedAct, anInstance, aSave, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const DAY_MS = 24 * 60 * 60 * 1000;

const INSTANCES: readonly (readonly [string, RegisteredInstance])[] = [
  ['without an operator', anInstance('a')],
  ['without any credentials', anInstance('a', { observer: { username: null, password: null } })],
  ['with an operator', anInstance('a', { operator: { username: null, password: 'pä"ss\n' } })],
  [
    'on a socket',
    anInstance('a', { endpoint: { kind: 'unix', path: '/run/redis.sock' }, environment: 'staging', tags: {} }),
  ],
];

export function storeRest(theStore: TheStore): void {
  describe('idempotency keys', () => {
    it('gives a new key to the first and tells the second that it is in flight', async () => {
      const { store } = theStore();
      const [first, second] = await Promise.all([store.reserveKey('k', 'h1', T0), store.reserveKey('k', 'h2', T0)]);
      expect([first, second]).toEqual([null, { requestHash: 'h1', answer: null }]);
    });

    it('replays the first answer, also when the store was opened again', async () => {
      const { store, reopen } = theStore();
      await store.reserveKey('k', 'h1', T0);
      await store.keepAnswer('k', { status: 202, body: '{"action":1}' });
      const kept = { requestHash: 'h1', answer: { status: 202, body: '{"action":1}' } };
      expect(await (await reopen()).reserveKey('k', 'h2', T0)).toEqual(kept);
    });

    it('forgets a key that was released, but never one that was answered', async () => {
      const { store } = theStore();
      await store.reserveKey('released', 'h', T0);
      await store.releaseKey('released');
      expect(await store.reserveKey('released', 'h', T0)).toBeNull();
      await store.keepAnswer('released', { status: 200, body: '' });
      await store.releaseKey('released');
      expect(await store.reserveKey('released', 'h', T0)).toMatchObject({ answer: { status: 200, body: '' } });
    });

    it('keeps a key for seven days', async () => {
      const { store } = theStore();
      await store.reserveKey('k', 'h', T0);
      expect(await store.reserveKey('k', 'h', T0 + 7 * DAY_MS)).not.toBeNull();
      expect(await store.reserveKey('k', 'h', T0 + 7 * DAY_MS + 1)).toBeNull();
    });
  });

  describe('registered instances', () => {
    const REGISTERED = anAuditedAct({ message: 'It was registered.' });
    const REMOVED = anAuditedAct({ kind: 'removed', message: 'It was removed.' });
    // No column takes it, so the record fails, which is written last.
    const BROKEN = anAuditedAct({ at: Symbol('no time') as unknown as number });
    const ids = async (store: Store): Promise<readonly string[]> =>
      (await store.listRegistered()).instances.map(({ id }) => id);
    const records = async (store: Store): Promise<readonly string[]> =>
      (await store.listAudit({ limit: 10 })).rows.map(({ message }) => message);

    it.each(INSTANCES)('gives back an instance %s as it was registered', async (_name, instance) => {
      const { store, reopen } = theStore();
      expect(await store.addRegistered(instance, REGISTERED)).toBe(true);
      expect(await (await reopen()).listRegistered()).toEqual({ instances: [instance], problems: [] });
    });

    it('lists by id, byte by byte, and removes one alone', async () => {
      const { store } = theStore();
      for (const id of ['b', 'c', 'B', 'a']) await store.addRegistered(anInstance(id), REGISTERED);
      expect(await store.removeRegistered('b', REMOVED)).toBe(true);
      expect(await ids(store)).toEqual(['B', 'a', 'c']);
    });

    it('keeps one audit record for what was done, and none for what was not', async () => {
      const { store } = theStore();
      expect(await store.addRegistered(anInstance('a'), REGISTERED)).toBe(true);
      expect(await store.addRegistered(anInstance('a', { name: 'A' }), REGISTERED)).toBe(false);
      expect(await store.listRegistered()).toMatchObject({ instances: [anInstance('a')] });
      expect(await store.removeRegistered('a', REMOVED)).toBe(true);
      expect(await store.removeRegistered('a', REMOVED)).toBe(false);
      expect(await records(store)).toEqual([REMOVED.message, REGISTERED.message]);
    });

    it('registers nothing whose audit record cannot be kept', async () => {
      const { store, reopen } = theStore();
      await expect(store.addRegistered(anInstance('a'), BROKEN)).rejects.toMatchObject({ name: 'StoreError' });
      expect(await ids(await reopen())).toEqual([]);
    });

    it('removes nothing whose audit record cannot be kept', async () => {
      const { store, reopen } = theStore();
      await store.addRegistered(anInstance('a'), REGISTERED);
      await store.recordTurn('a', aTurn());
      await expect(store.removeRegistered('a', BROKEN)).rejects.toMatchObject({ name: 'StoreError' });
      const again = await reopen();
      expect([await ids(again), await again.loadMemory('a')]).toEqual([['a'], aTurn().memory]);
    });

    it('forgets what the monitor remembers of a removed instance; history and audit stay', async () => {
      const { store } = theStore();
      for (const id of ['a', 'b']) {
        await store.addRegistered(anInstance(id), REGISTERED);
        await store.recordTurn(id, aTurn({ saves: [aSave(`s-${id}`, { instanceId: id })] }));
      }
      await store.removeRegistered('a', REMOVED);
      expect([await store.loadMemory('a'), await store.loadMemory('b')]).toEqual([null, aTurn().memory]);
      expect((await store.listSaves({ limit: 10 })).rows).toHaveLength(2);
      expect(await records(store)).toHaveLength(3);
    });
  });

  describe('health', () => {
    it('passes the check while it is open, and fails it when it is closed', async () => {
      const { store } = theStore();
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
      await expect(store.check()).rejects.toMatchObject({ name: 'StoreError', code: 'failed' });
    });

    it('may be closed twice', async () => {
      const { store } = theStore();
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
