import { describe, expect, it } from 'vitest';
import type { JoinedRow } from '../../lib/domain/redis-log/joined';
import { aSave, anEvent, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const row = (id: string, key: string | null, at = T0): JoinedRow => ({
  save: aSave(id, { source: 'log', startedAt: at, endedAt: at + 6000 }),
  key,
});

export function storeLogs(theStore: TheStore): void {
  describe('what logs tell', () => {
    it('remembers how far each log was read', async () => {
      const { store, reopen } = theStore();
      expect(await store.loadLogPlace('orders-primary')).toBeNull();
      await store.recordLog('orders-primary', { rows: [], place: '{"offset":1}' });
      await store.recordLog('orders-primary', { rows: [], place: '{"offset":2}' });
      await store.recordLog('other', { rows: [], place: '{}' });
      expect(await (await reopen()).loadLogPlace('orders-primary')).toBe('{"offset":2}');
    });

    it('completes a row that was observed, by its id', async () => {
      const { store } = theStore();
      await store.recordTurn('orders-primary', aTurn({ saves: [aSave('s-1'), aSave('s-2')] }));
      const told = aSave('s-1', { startedAt: T0 - 500, durationSeconds: 6.5 });
      await store.recordLog('orders-primary', { rows: [{ save: told, key: 'a' }], place: '{}' });
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([aSave('s-2'), told]);
      expect((await store.watchedBetween('orders-primary', T0, T0)).rows).toEqual([
        { save: told, key: 'a' },
        { save: aSave('s-2'), key: null },
      ]);
    });

    it('keeps no save of a log twice, however often it is told', async () => {
      const { store, another } = theStore();
      await store.recordLog('orders-primary', { rows: [row('s-1', 'a')], place: '{}' });
      await (await another()).recordLog('orders-primary', { rows: [row('s-2', 'a'), row('s-3', 'b')], place: '{}' });
      const other: JoinedRow = { ...row('s-4', 'a'), save: aSave('s-4', { instanceId: 'other' }) };
      await store.recordLog('other', { rows: [other], place: '{}' });
      const ids = (await store.listSaves({ limit: 10 })).rows.map(({ id }) => id);
      expect(ids).toEqual(['s-4', 's-3', 's-1']);
    });

    it('a turn that is kept again leaves a row joined with the log', async () => {
      const { store } = theStore();
      await store.recordLog('orders-primary', { rows: [row('s-1', 'a')], place: '{}' });
      await store.recordTurn('orders-primary', aTurn({ saves: [aSave('s-1')] }));
      expect((await store.watchedBetween('orders-primary', T0, T0)).rows).toMatchObject([{ key: 'a' }]);
    });

    it('gives what is known around a time, and what was not watched then', async () => {
      const { store } = theStore();
      const HOUR = 3_600_000;
      const saves = [
        aSave('s-before', { startedAt: T0 - 2 * HOUR, endedAt: T0 - HOUR }),
        aSave('s-into', { startedAt: T0 - 2 * HOUR, endedAt: T0 + 1 }),
        aSave('s-in', { startedAt: T0 + 5 }),
        aSave('s-after', { startedAt: T0 + HOUR }),
        aSave('s-other', { instanceId: 'other' }),
      ];
      const gap = { kind: 'gap', why: 'no-answer' } as const;
      const events = [
        anEvent('e-1', { from: T0 - HOUR, to: T0 + 1, detail: gap }),
        anEvent('e-2', { from: T0 + HOUR, to: T0 + 2 * HOUR, detail: gap }),
        anEvent('e-3', { from: T0, to: T0 }),
      ];
      await store.recordTurn('orders-primary', aTurn({ saves, events }));
      const { rows, gaps } = await store.watchedBetween('orders-primary', T0, T0 + 10);
      expect(rows.map(({ save }) => save.id)).toEqual(['s-into', 's-in']);
      expect(gaps).toEqual([{ from: T0 - HOUR, to: T0 + 1 }]);
    });

    it('keeps rows and place together or not at all', async () => {
      const { store } = theStore();
      const place = Symbol('no text') as unknown as string;
      const broken = store.recordLog('orders-primary', { rows: [row('s-1', 'a')], place });
      await expect(broken).rejects.toMatchObject({ name: 'StoreError' });
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([]);
    });
  });
}
