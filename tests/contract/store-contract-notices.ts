import { describe, expect, it } from 'vitest';
import { aNotice, itsEnd, of } from '../support/a-notice';
import { anAuditedAct, anInstance, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const STARTED = aNotice();
const ENDED = itsEnd(STARTED);

export function storeNotices(theStore: TheStore): void {
  const waiting = async () =>
    (await theStore().store.receiverRecords()).map(({ name, waiting: count }) => `${name} ${count}`);

  describe('notices', () => {
    it('that were told stay open over a restart, until their end is told', async () => {
      expect(await theStore().store.tellNotice(STARTED, [], T0)).toBe(true);
      const store = await theStore().reopen();
      expect(await store.openNotices()).toEqual([STARTED]);
      expect(await store.tellNotice(ENDED, [], T0)).toBe(true);
      expect(await store.openNotices()).toEqual([]);
    });

    it('are told once, beginning and end, also by two processes', async () => {
      const { store } = theStore();
      const other = await theStore().another();
      const again = { ...STARTED, id: 'n-2', dedupKey: 'savepoint/orders-primary/refusals/2' };
      expect([await store.tellNotice(STARTED, ['oncall'], T0), await other.tellNotice(again, ['oncall'], T0)]).toEqual([
        true,
        false,
      ]);
      expect([await other.tellNotice(ENDED, ['oncall'], T0), await store.tellNotice(ENDED, ['oncall'], T0)]).toEqual([
        true,
        false,
      ]);
      expect(await waiting()).toEqual(['oncall 2']);
    });

    it('wait for each receiver by itself, also over a restart', async () => {
      await theStore().store.tellNotice(STARTED, ['oncall', 'chat'], T0);
      const store = await theStore().reopen();
      const next = await store.nextDelivery('oncall');
      expect(next).toEqual({ seq: next?.seq, notice: STARTED, keptAt: T0, tries: 0, nextAt: T0 });
      await store.keepDelivered('oncall', next?.seq ?? 0, T0 + 5);
      expect(await store.nextDelivery('oncall')).toBeNull();
      expect((await store.nextDelivery('chat'))?.notice).toEqual(STARTED);
      expect(await store.receiverRecords()).toEqual([
        { name: 'chat', deliveredAt: null, problem: null, waiting: 1 },
        { name: 'oncall', deliveredAt: T0 + 5, problem: null, waiting: 0 },
      ]);
    });

    it('of one instance are delivered in order, and wait for none of another', async () => {
      const { store } = theStore();
      const other = of('cache', STARTED);
      for (const notice of [STARTED, ENDED, other]) await store.tellNotice(notice, ['oncall'], T0);
      const first = await store.nextDelivery('oncall');
      expect(first?.notice).toEqual(STARTED);
      const problem = { message: 'It answered 500.', at: T0 + 1 };
      await store.keepProblem('oncall', first?.seq ?? 0, problem, { nextAt: T0 + 9000 });
      const second = await store.nextDelivery('oncall');
      expect(second?.notice).toEqual(other);
      await store.keepDelivered('oncall', second?.seq ?? 0, T0 + 2);
      expect(await store.nextDelivery('oncall')).toMatchObject({ notice: STARTED, tries: 1, nextAt: T0 + 9000 });
      expect(await store.receiverRecords()).toEqual([{ name: 'oncall', deliveredAt: T0 + 2, problem, waiting: 2 }]);
      await store.keepProblem('oncall', first?.seq ?? 0, problem, null);
      expect((await store.nextDelivery('oncall'))?.notice).toEqual(ENDED);
    });

    it('are kept with their deliveries or not at all', async () => {
      const { store } = theStore();
      await store.tellNotice(STARTED, ['oncall'], T0);
      expect(await store.tellNotice({ ...STARTED, id: 'n-2' }, ['oncall', 'chat'], T0)).toBe(false);
      expect(await waiting()).toEqual(['oncall 1']);
    });

    it('that are closed are open no more, and what waits is still delivered', async () => {
      const { store } = theStore();
      await store.tellNotice(STARTED, ['oncall'], T0);
      await store.tellNotice(of('cache', STARTED), [], T0);
      await store.closeNotices('cache', 'another key');
      expect(await store.openNotices()).toHaveLength(2);
      await store.closeNotices('orders-primary');
      expect(await store.openNotices()).toEqual([of('cache', STARTED)]);
      expect(await waiting()).toEqual(['oncall 1']);
    });

    it('of an instance that is removed are not those of the next one with its id', async () => {
      const { store } = theStore();
      await store.addRegistered(anInstance('orders-primary'), anAuditedAct({ kind: 'registered' }));
      await store.tellNotice(STARTED, [], T0);
      await store.removeRegistered('orders-primary', anAuditedAct({ kind: 'removed' }));
      expect(await store.openNotices()).toEqual([]);
    });

    it('for receivers that are none any more are forgotten once they are old', async () => {
      const { store } = theStore();
      await store.tellNotice(STARTED, ['oncall', 'gone'], T0);
      await store.tellNotice(ENDED, ['gone'], T0 + 10);
      await store.forgetDeliveries(['oncall'], T0 + 10);
      expect(await waiting()).toEqual(['gone 1', 'oncall 1']);
      await store.forgetDeliveries([], T0 + 11);
      expect(await waiting()).toEqual([]);
    });

    it('are delivered to a receiver by one process at a time', async () => {
      const { store } = theStore();
      const other = await theStore().another();
      const claim = await store.claimReceiver('oncall');
      expect(claim.kind).toBe('held');
      expect(await other.claimReceiver('oncall')).toMatchObject({ kind: 'busy' });
      expect((await other.claimReceiver('chat')).kind).toBe('held');
      if (claim.kind === 'held') await claim.release();
      expect((await other.claimReceiver('oncall')).kind).toBe('held');
    });
  });
}
