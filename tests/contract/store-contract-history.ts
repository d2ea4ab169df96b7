import { describe, expect, it } from 'vitest';
import type { EventDetail } from '../../lib/domain/event/event';
import type { Save } from '../../lib/domain/save/save';
import { aSave, anEvent, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const FAILED: Save = aSave('s-failed', {
  runId: null,
  outcome: 'failed',
  endedAt: null,
  durationSeconds: null,
  trigger: 'operator',
  actor: 'oncall-1',
  cowBytes: null,
  cause: { kind: 'disk-full', confidence: 'likely', stage: 'child', evidence: ['No space left'], against: [] },
  source: 'counted',
  attempts: 3,
  note: 'Three attempts fell between two polls; "quotes"\nand a line.',
});

const DETAILS: readonly EventDetail[] = [
  { kind: 'watch-started' },
  { kind: 'restarted', fromRunId: null, toRunId: 'a'.repeat(40) },
  { kind: 'save-points-changed', from: [{ seconds: 3600, changes: 1 }], to: [] },
  { kind: 'guard-changed', from: 'yes', to: 'no', actionId: 'a-1' },
  { kind: 'refusals-started', cause: 'aof' },
];

export function storeHistory(theStore: TheStore): void {
  describe('history', () => {
    it.each([
      ['a save with every fact', aSave('s-full')],
      ['a save with most facts unknown', FAILED],
      ['a save that lasted less than a second', aSave('s-short', { durationSeconds: 0.25 })],
      ['a save with a copy-on-write size beyond 32 bits', aSave('s-cow', { cowBytes: 2 ** 40 })],
    ])('gives back %s as it was kept', async (_name, save) => {
      const { store } = theStore();
      await store.recordTurn('orders-primary', aTurn({ saves: [save] }));
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([save]);
    });

    it('replaces a save by its id', async () => {
      const { store } = theStore();
      const running = aSave('s-1', { outcome: 'running', endedAt: null, durationSeconds: null });
      await store.recordTurn('orders-primary', aTurn({ saves: [running] }));
      await store.recordTurn('orders-primary', aTurn({ saves: [aSave('s-1')] }));
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([aSave('s-1')]);
    });

    it.each(DETAILS.map((detail) => [detail.kind, detail] as const))(
      'gives back the event %s',
      async (_kind, detail) => {
        const { store } = theStore();
        const event = anEvent('e-1', { from: T0 - 500, to: T0, detail });
        await store.recordTurn('orders-primary', aTurn({ events: [event] }));
        expect((await store.listEvents({ limit: 10 })).rows).toEqual([event]);
      },
    );

    it('remembers what the monitor knew last, for each instance', async () => {
      const { store } = theStore();
      expect(await store.loadMemory('orders-primary')).toBeNull();
      await store.recordTurn('orders-primary', aTurn({ memory: { at: T0, json: '{"a":1}' } }));
      await store.recordTurn('orders-primary', aTurn({ memory: { at: T0 + 1, json: '{"a":2}' } }));
      await store.recordTurn('other', aTurn({ memory: { at: T0, json: '[]' } }));
      expect(await store.loadMemory('orders-primary')).toEqual({ at: T0 + 1, json: '{"a":2}' });
      expect(await store.loadMemory('other')).toEqual({ at: T0, json: '[]' });
    });

    it('keeps a turn whole or not at all', async () => {
      const { store } = theStore();
      // The memory is written last: everything else was kept by then.
      const broken = { at: T0, json: Symbol('no text') as unknown as string };
      const turn = aTurn({
        saves: [aSave('s-1')],
        events: [anEvent('e-1')],
        outsideChanges: [{ at: T0, message: 'The guard was changed.' }],
        memory: broken,
      });
      await expect(store.recordTurn('orders-primary', turn)).rejects.toMatchObject({ name: 'StoreError' });
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([]);
      expect((await store.listEvents({ limit: 10 })).rows).toEqual([]);
      expect((await store.listAudit({ limit: 10 })).rows).toEqual([]);
      await store.recordTurn('orders-primary', aTurn({ saves: [aSave('s-2')] }));
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([aSave('s-2')]);
    });

    it('keeps everything when it is closed and opened again', async () => {
      const { store, reopen } = theStore();
      await store.recordTurn('orders-primary', aTurn({ saves: [FAILED], events: [anEvent('e-1')] }));
      const again = await reopen();
      expect((await again.listSaves({ limit: 10 })).rows).toEqual([FAILED]);
      expect((await again.listEvents({ limit: 10 })).rows).toEqual([anEvent('e-1')]);
      expect(await again.loadMemory('orders-primary')).toEqual(aTurn().memory);
    });
  });

  describe('pruning', () => {
    it('takes the oldest first, no more than a batch at a time, and leaves what is young enough', async () => {
      const { store } = theStore();
      const saves = Array.from({ length: 10 }, (_, i) => aSave(`s-${i}`, { startedAt: T0 + i }));
      const events = Array.from({ length: 5 }, (_, i) => anEvent(`e-${i}`, { to: T0 + i }));
      await store.recordTurn('orders-primary', aTurn({ saves, events }));

      expect(await store.prune(T0 + 6, 4)).toBe(4);
      expect((await store.listSaves({ limit: 50 })).rows.map((save) => save.id)).toEqual(ids('s', 9, 4));
      expect(await store.prune(T0 + 6, 4)).toBe(4); // the other two saves, two events
      expect(await store.prune(T0 + 6, 4)).toBe(3);
      expect(await store.prune(T0 + 6, 4)).toBe(0);
      expect((await store.listSaves({ limit: 50 })).rows.map((save) => save.id)).toEqual(ids('s', 9, 6));
      expect((await store.listEvents({ limit: 50 })).rows).toEqual([]);
    });

    it('never takes anything from the audit or the actions', async () => {
      const { store } = theStore();
      await store.recordTurn('orders-primary', aTurn({ outsideChanges: [{ at: T0, message: 'changed' }] }));
      expect(await store.prune(T0 * 2, 100)).toBe(0);
      expect((await store.listAudit({ limit: 10 })).rows).toHaveLength(1);
    });
  });
}

/** `s-9`, `s-8` … down to the last. */
function ids(letter: string, first: number, last: number): string[] {
  return Array.from({ length: first - last + 1 }, (_, i) => `${letter}-${first - i}`);
}
