import { describe, expect, it } from 'vitest';
import type { Override } from '../../lib/domain/action/override';
import type { OverrideMove, OverrideTold } from '../../lib/store/store';
import { aResolution, anAction, anAuditedAct, anEvent, anInstance, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const OPENED: Override = {
  id: 'a-1',
  instanceId: 'orders-primary',
  runId: 'f'.repeat(40),
  by: 'oncall-1',
  reason: 'checkout down, INC-4312',
  since: T0 + 40,
  until: { kind: 'next-good-save', at: null },
  setAt: T0,
  setRedisTime: T0 / 1000,
  saveTime: T0 / 1000,
  rewritten: false,
  expiredAt: null,
  expiredWhy: null,
};

const TOLD: OverrideTold = {
  entry: anAuditedAct({ kind: 'override-lost', message: 'It is lost.' }),
  event: anEvent('e-lost', { detail: { kind: 'override-lost', by: 'oncall-1', guard: 'yes' } }),
};

const MOVE: OverrideMove = {
  runId: 'e'.repeat(40),
  until: { kind: 'time', at: T0 + 3_600_000 },
  setAt: T0 + 100,
  setRedisTime: null,
  saveTime: 7,
};

export function storeOverrides(theStore: TheStore): void {
  const switchedOff = async (id = 'a-1', changes: Parameters<typeof anAction>[1] = {}) => {
    const { store } = theStore();
    await store.beginAction(anAction(id, changes));
    await store.resolveAction(id, aResolution());
    return store;
  };

  describe('overrides', () => {
    it('open when the guard was switched off, and outlive a restart', async () => {
      await switchedOff();
      const store = await theStore().reopen();
      expect(await store.openOverrides()).toEqual([OPENED]);
      expect(await store.openOverrides('orders-primary')).toEqual([OPENED]);
      expect(await store.openOverrides('other')).toEqual([]);
    });

    it('do not open by an intent, nor by a change that was not applied', async () => {
      const { store } = theStore();
      for (const outcome of ['not-applied', 'conflict', 'unknown'] as const) {
        await store.beginAction(anAction(outcome));
        expect(await store.openOverrides()).toEqual([]);
        await store.resolveAction(outcome, aResolution({ outcome }));
        expect(await store.openOverrides(), outcome).toEqual([]);
      }
    });

    it('end when the guard was switched on', async () => {
      const store = await switchedOff();
      await store.beginAction(anAction('a-2', { requestedValue: 'yes', terms: null }));
      await store.resolveAction('a-2', aResolution({ before: 'no', after: 'yes' }));
      expect(await store.openOverrides()).toEqual([]);
    });

    it('of one instance are one: the latest', async () => {
      await switchedOff();
      const terms = { until: { kind: 'time', at: T0 + 9 }, rewrite: true, saveTime: null, redisTime: null } as const;
      const { store } = theStore();
      await store.beginAction(anAction('a-2', { terms }));
      await store.resolveAction('a-2', aResolution({ rewritten: true }));
      expect(await store.openOverrides()).toEqual([
        { ...OPENED, id: 'a-2', until: terms.until, setRedisTime: null, saveTime: null, rewritten: true },
      ]);
    });

    it('of other instances stay', async () => {
      const store = await switchedOff();
      await switchedOff('a-other', { instanceId: 'other' });
      expect((await store.openOverrides()).map(({ id }) => id)).toEqual(['a-1', 'a-other']);
    });

    it('move their end, with an audit record, and are not expired any more', async () => {
      const store = await switchedOff();
      await store.expireOverride(OPENED, { at: T0 + 50, why: 'Why.' }, TOLD);
      const entry = anAuditedAct({ kind: 'override-moved' });
      expect(await store.moveOverride('a-1', MOVE, entry)).toEqual({ ...OPENED, ...MOVE });
      expect((await store.listAudit({ limit: 1 })).rows[0]).toMatchObject({ kind: 'override-moved' });
    });

    it('expire once, with audit record and event', async () => {
      const store = await switchedOff();
      expect(await store.expireOverride(OPENED, { at: T0 + 50, why: 'Why.' }, TOLD)).toEqual({
        ...OPENED,
        expiredAt: T0 + 50,
        expiredWhy: 'Why.',
      });
      expect(await store.expireOverride(OPENED, { at: T0 + 60, why: null }, TOLD)).toBeNull();
      expect((await store.listEvents({ limit: 9 })).rows).toEqual([TOLD.event]);
      expect((await store.listAudit({ limit: 9 })).rows.map(({ kind }) => kind)).toEqual([
        'override-lost',
        'set-stop-writes',
      ]);
    });

    it('expire once more where it is no longer that saves fail, and then no more', async () => {
      const store = await switchedOff();
      const expire = async (why: string | null, event: string) =>
        store.expireOverride(OPENED, { at: T0 + 50, why }, { ...TOLD, event: { ...TOLD.event, id: event } });
      expect(await expire(null, 'e-1')).toMatchObject({ expiredWhy: null });
      expect(await expire('Refused.', 'e-2')).toMatchObject({ expiredWhy: 'Refused.' });
      expect([await expire('Refused.', 'e-3'), await expire(null, 'e-4')]).toEqual([null, null]);
    });

    it('that were moved are not expired by who judged the end before', async () => {
      const store = await switchedOff();
      await store.moveOverride('a-1', MOVE, anAuditedAct({ kind: 'override-moved' }));
      expect(await store.expireOverride(OPENED, { at: T0 + 200, why: null }, TOLD)).toBeNull();
      expect((await store.openOverrides())[0]?.expiredAt).toBeNull();
    });

    it('of an instance that is removed end with it', async () => {
      const store = await switchedOff();
      await store.addRegistered(anInstance('orders-primary'), anAuditedAct());
      await store.removeRegistered('orders-primary', anAuditedAct({ kind: 'removed' }));
      expect(await store.openOverrides()).toEqual([]);
    });

    it('end once, with what is told of it, or silently', async () => {
      const store = await switchedOff();
      expect(await store.endOverride('a-1', T0 + 50, TOLD)).toBe(true);
      expect(await store.endOverride('a-1', T0 + 60, TOLD)).toBe(false);
      expect((await store.listEvents({ limit: 9 })).rows).toEqual([TOLD.event]);
      await switchedOff('a-2');
      expect(await store.endOverride('a-2', T0 + 70, null)).toBe(true);
      expect(await store.openOverrides()).toEqual([]);
      expect((await store.listEvents({ limit: 9 })).rows).toHaveLength(1);
    });

    it('that have ended are neither moved nor expired, and leave no record', async () => {
      const store = await switchedOff();
      await store.endOverride('a-1', T0 + 50, null);
      expect(await store.moveOverride('a-1', MOVE, anAuditedAct())).toBeNull();
      expect(await store.expireOverride(OPENED, { at: T0 + 60, why: null }, TOLD)).toBeNull();
      expect((await store.listAudit({ limit: 9 })).rows).toHaveLength(1);
    });
  });
}
