import { describe, expect, it } from 'vitest';
import type { RegisteredInstance } from '../../lib/domain/instance';
import { anInstance, T0 } from '../support/store-samples';
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
    it.each(INSTANCES)('gives back an instance %s as it was registered', async (_name, instance) => {
      const { store, reopen } = theStore();
      await store.addRegistered(instance);
      expect(await (await reopen()).listRegistered()).toEqual([instance]);
    });

    it('lists by id, and removes one alone', async () => {
      const { store } = theStore();
      for (const id of ['b', 'c', 'a']) await store.addRegistered(anInstance(id));
      expect(await store.removeRegistered('b')).toBe(true);
      expect(await store.removeRegistered('b')).toBe(false);
      expect((await store.listRegistered()).map((instance) => instance.id)).toEqual(['a', 'c']);
    });

    it('refuses a second instance of the same id, and leaves the first', async () => {
      const { store } = theStore();
      await store.addRegistered(anInstance('a'));
      await expect(store.addRegistered(anInstance('a', { name: 'A' }))).rejects.toMatchObject({
        name: 'StoreError',
        message: expect.stringContaining('"a" is registered already'),
      });
      expect(await store.listRegistered()).toEqual([anInstance('a')]);
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
