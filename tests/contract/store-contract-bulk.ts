import { describe, expect, it } from 'vitest';
import { bulkMembers, type BulkSave } from '../../lib/domain/action/bulk';
import type { Actor } from '../../lib/domain/action/action';
import { OPERATOR, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const EVE: Actor = { kind: 'user', name: 'eve', role: 'operator' };

function aBulk(id: string, changed: Partial<BulkSave> = {}): BulkSave {
  const members = bulkMembers([{ id: 'orders', name: 'orders', host: '10.0.0.1', sameAs: null }]);
  const begun = { actor: OPERATOR, reason: null, hostsAtOnce: 4, begunAt: T0, endedAt: null, stoppedBy: null };
  return { id, ...begun, runner: 'host-1 4711', brokenOff: false, members, ...changed };
}

export function storeBulks(theStore: TheStore): void {
  describe('bulk saves', () => {
    it('are told as they were kept last, the one that was begun last first', async () => {
      const { store } = theStore();
      expect([await store.latestBulk(), await store.getBulk('b-1'), await store.openBulks()]).toEqual([null, null, []]);
      await store.keepBulk(aBulk('b-1'));
      await store.keepBulk(aBulk('b-2', { begunAt: T0 + 1 }));
      const over = aBulk('b-1', { endedAt: T0 + 2 });
      await store.keepBulk(over);
      expect(await store.getBulk('b-1')).toEqual(over);
      expect((await store.latestBulk())?.id).toBe('b-2');
      expect((await store.openBulks()).map(({ id }) => id)).toEqual(['b-2']);
    });

    it('are told by the one without an end first, whatever clock that has', async () => {
      const { store } = theStore();
      await store.keepBulk(aBulk('b-1', { begunAt: T0 + 9, endedAt: T0 + 10 }));
      await store.keepBulk(aBulk('b-2', { begunAt: T0 }));
      expect((await store.latestBulk())?.id).toBe('b-2');
      await store.keepBulk(aBulk('b-2', { begunAt: T0, endedAt: T0 + 1 }));
      expect((await store.latestBulk())?.id).toBe('b-1');
    });

    it('are stopped by who asked first, as who runs one learns with the next that it keeps, and not after its end', async () => {
      const { store } = theStore();
      expect(await store.keepBulk(aBulk('b-1'))).toBeNull();
      await store.askBulkStop('b-1', EVE);
      await store.askBulkStop('b-1', OPERATOR);
      expect(await store.keepBulk(aBulk('b-1'))).toEqual(EVE);
      expect(await store.keepBulk(aBulk('b-2', { endedAt: T0 }))).toBeNull();
      await store.askBulkStop('b-2', EVE);
      expect(await store.keepBulk(aBulk('b-2', { endedAt: T0 }))).toBeNull();
    });

    it('are forgotten but for the latest twenty, and for those that have no end', async () => {
      const { store } = theStore();
      await store.keepBulk(aBulk('open', { begunAt: T0 - 1 }));
      for (let at = 0; at < 22; at += 1) await store.keepBulk(aBulk(`b-${at}`, { begunAt: T0 + at, endedAt: T0 + at }));
      expect(await store.getBulk('b-1')).toBeNull();
      expect((await store.getBulk('b-2'))?.id).toBe('b-2');
      expect((await store.getBulk('open'))?.endedAt).toBeNull();
    });
  });
}
