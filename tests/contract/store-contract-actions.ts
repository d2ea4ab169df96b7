import { describe, expect, it } from 'vitest';
import type { Action } from '../../lib/domain/action/action';
import { aResolution, anAction, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const BGSAVE: Action = anAction('a-bgsave', {
  kind: 'bgsave',
  requestedValue: null,
  reason: null,
  terms: null,
  runId: null,
  actor: { kind: 'token', name: 'deploy\n{"actor":"x"}', role: 'admin' },
});

export function storeActions(theStore: TheStore): void {
  describe('actions', () => {
    it.each([
      ['a guard change', anAction('a-1')],
      ['a BGSAVE', BGSAVE],
    ])('gives back %s as it was begun', async (_name, action) => {
      const { store } = theStore();
      await store.beginAction(action);
      expect(await store.getAction(action.id)).toEqual(action);
    });

    it('gives null for an action that it does not have', async () => {
      expect(await theStore().store.getAction('none')).toBeNull();
    });

    it('keeps how an action ended', async () => {
      const { store, reopen } = theStore();
      await store.beginAction(anAction('a-1'));
      const resolved = await store.resolveAction('a-1', aResolution());
      expect(resolved).toEqual({ ...anAction('a-1'), ...aResolution() });
      expect(await (await reopen()).getAction('a-1')).toEqual(resolved);
    });

    it.each(['applied', 'not-applied', 'conflict'] as const)(
      'leaves an action that ended %s as it is',
      async (outcome) => {
        const { store } = theStore();
        await store.beginAction(anAction('a-1'));
        const first = await store.resolveAction('a-1', aResolution({ outcome }));
        const second = await store.resolveAction('a-1', aResolution({ outcome: 'unknown', message: 'Later.' }));
        expect(second).toEqual(first);
        expect(await store.auditEntriesSince(2, 10)).toEqual([]);
      },
    );

    it('resolves an unknown action once more, when it could be read back', async () => {
      const { store } = theStore();
      await store.beginAction(anAction('a-1'));
      await store.resolveAction('a-1', aResolution({ outcome: 'unknown', after: null, message: 'No reply.' }));
      const resolved = await store.resolveAction('a-1', aResolution());
      expect(resolved.outcome).toBe('applied');
      expect(await store.auditEntriesSince(2, 10)).toMatchObject([{ seq: 3, outcome: 'applied' }]);
    });

    it('tells more of an action that was not applied, and of no other that ended', async () => {
      const { store } = theStore();
      const more = aResolution({ outcome: 'not-applied', message: 'The log tells why.', completes: true });
      for (const outcome of ['not-applied', 'applied', 'conflict'] as const) {
        await store.beginAction(anAction(outcome));
        const first = await store.resolveAction(outcome, aResolution({ outcome }));
        const told = await store.resolveAction(outcome, more);
        expect(told).toEqual(outcome === 'not-applied' ? { ...first, message: more.message } : first);
      }
      expect((await store.auditEntriesSince(0, 10)).map(({ message }) => message)).toContain('The log tells why.');
    });

    it('adds no audit record when an unknown action is found unknown again', async () => {
      const { store } = theStore();
      const unknown = aResolution({ outcome: 'unknown', message: 'No reply.' });
      await store.beginAction(anAction('a-1'));
      const first = await store.resolveAction('a-1', unknown);
      expect(await store.resolveAction('a-1', { ...unknown, resolvedAt: T0 + 99 })).toEqual(first);
      expect(await store.auditEntriesSince(2, 10)).toEqual([]);
    });

    it('resolves an action once when two try at the same time', async () => {
      const { store } = theStore();
      await store.beginAction(anAction('a-1'));
      const [one, other] = await Promise.all([
        store.resolveAction('a-1', aResolution({ message: 'One.' })),
        store.resolveAction('a-1', aResolution({ message: 'Other.' })),
      ]);
      expect(one).toEqual(other);
      expect(await store.auditEntriesSince(2, 10)).toEqual([]);
    });

    it('refuses to begin an action twice, and leaves no second audit record', async () => {
      const { store } = theStore();
      await store.beginAction(anAction('a-1'));
      await expect(store.beginAction(anAction('a-1'))).rejects.toMatchObject({ name: 'StoreError' });
      expect((await store.listAudit({ limit: 10 })).rows).toHaveLength(1);
    });

    it('names the action that it does not know and cannot resolve', async () => {
      await expect(theStore().store.resolveAction('a-9', aResolution())).rejects.toMatchObject({
        name: 'StoreError',
        message: expect.stringContaining('a-9'),
      });
    });

    it('lists the open actions, pending and unknown, in the order of asking, also where the clock was set back', async () => {
      const { store } = theStore();
      for (const id of ['a-0', 'a-1', 'a-2', 'a-3']) {
        await store.beginAction(anAction(id, { requestedAt: id === 'a-1' ? T0 - 7_200_000 : T0 }));
      }
      await store.resolveAction('a-2', aResolution());
      await store.resolveAction('a-1', aResolution({ outcome: 'unknown' }));
      expect((await store.pendingActions()).map((action) => action.id)).toEqual(['a-0', 'a-1', 'a-3']);
    });

    it('finds who switched the guard last: applied, of this instance, by the order of asking, not of the clock', async () => {
      const { store } = theStore();
      expect(await store.lastGuardAction('orders-primary')).toBeNull();
      const asked = [
        anAction('a-1', { requestedAt: T0 + 7_200_000 }),
        anAction('a-2', { requestedAt: T0 + 2 }),
        anAction('a-other', { requestedAt: T0 + 3, instanceId: 'other' }),
        anAction('a-bgsave', { requestedAt: T0 + 4, kind: 'bgsave' }),
        anAction('a-conflict', { requestedAt: T0 + 5 }),
        anAction('a-pending', { requestedAt: T0 + 6 }),
      ];
      for (const action of asked) await store.beginAction(action);
      for (const id of ['a-2', 'a-1', 'a-other', 'a-bgsave']) await store.resolveAction(id, aResolution());
      await store.resolveAction('a-conflict', aResolution({ outcome: 'conflict' }));
      expect((await store.lastGuardAction('orders-primary'))?.id).toBe('a-2');
    });
  });
}
