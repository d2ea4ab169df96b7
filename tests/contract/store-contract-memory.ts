import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../lib/store/schema';
import type { MemoryChanges, Store, WatchMemory } from '../../lib/store/store';
import { anAuditedAct, anInstance, aSave, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const ID = 'orders-primary';
const WHOLE: WatchMemory = { at: T0, json: '{"a":1}', mark: 7 };

/** Changes beside the whole memory of a mark, that note how often all of it was asked for. */
function changesSince(since: number, changes: string, at = T0 + 5, mark = 99): MemoryChanges & { asked: number } {
  const offered = {
    at,
    since,
    changes,
    asked: 0,
    whole: () => {
      offered.asked += 1;
      return { at, json: `{"all":${at}}`, mark };
    },
  };
  return offered;
}

export function storeMemory(theStore: TheStore): void {
  const record = (store: Store, memory: WatchMemory | MemoryChanges, id = ID) =>
    store.recordTurn(id, aTurn({ memory }));

  describe('what is remembered', () => {
    it('is told as it was kept whole, with what is otherwise since', async () => {
      const { store, reopen } = theStore();
      await record(store, WHOLE);
      expect(await store.loadMemory(ID)).toEqual({ at: T0, json: '{"a":1}' });
      const changes = changesSince(7, '{"a":2}');
      await record(store, changes);
      await record(store, changesSince(7, '{"a":3}', T0 + 10));
      expect(changes.asked).toBe(0);
      const kept = { at: T0 + 10, json: '{"a":1}', changes: '{"a":3}' };
      expect(await store.loadMemory(ID)).toEqual(kept);
      expect(await (await reopen()).loadMemory(ID)).toEqual(kept);
    });

    it('has nothing otherwise once it was kept whole again, with a mark or without', async () => {
      const { store } = theStore();
      for (const whole of [
        { ...WHOLE, at: T0 + 6, mark: 8 },
        { at: T0 + 6, json: '[]' },
      ]) {
        await record(store, WHOLE);
        await record(store, changesSince(7, '{"a":2}'));
        await record(store, whole);
        expect(await store.loadMemory(ID)).toEqual({ at: T0 + 6, json: whole.json });
      }
    });

    it.each([
      ['nothing', async () => undefined],
      ['what another process kept whole', (store: Store) => record(store, { ...WHOLE, json: '[]', mark: 8 })],
      ['what was kept without a mark', (store: Store) => record(store, { at: T0, json: '[]' })],
      [
        'what a release wrote that knows of no changes',
        async (store: Store) => {
          await record(store, WHOLE);
          await record(store, changesSince(7, '{"a":2}'));
          await sql`update watch_memory set at = ${T0 + 8}, memory = '{"old":1}'`.execute(store.database.db as Db);
          expect(await store.loadMemory(ID)).toEqual({ at: T0 + 8, json: '{"old":1}' });
        },
      ],
      [
        'what was removed and registered again',
        async (store: Store) => {
          await store.addRegistered(anInstance(ID), anAuditedAct());
          await record(store, WHOLE);
          await store.removeRegistered(ID, anAuditedAct());
          expect(await store.loadMemory(ID)).toBeNull();
        },
      ],
    ])('is asked for and kept whole where the changes are not of what is there: %s', async (_what, prepare) => {
      const { store } = theStore();
      await prepare(store);
      const changes = changesSince(7, '{"a":2}', T0 + 9, 12);
      await record(store, changes);
      expect(changes.asked).toBe(1);
      expect(await store.loadMemory(ID)).toEqual({ at: T0 + 9, json: `{"all":${T0 + 9}}` });
      await record(store, changesSince(12, '{"b":1}', T0 + 10));
      expect(await store.loadMemory(ID)).toEqual({ at: T0 + 10, json: `{"all":${T0 + 9}}`, changes: '{"b":1}' });
    });

    it('stays as it was where a turn is not kept', async () => {
      const { store } = theStore();
      await record(store, WHOLE);
      const broken = changesSince(7, Symbol('no text') as unknown as string);
      const turn = aTurn({ saves: [aSave('s-1')], memory: broken });
      const refused = store.recordTurns([
        ['other', aTurn({ memory: { ...WHOLE, mark: 9 } })],
        [ID, turn],
      ]);
      await expect(refused).rejects.toMatchObject({ name: 'StoreError' });
      expect((await store.listSaves({ limit: 10 })).rows).toEqual([]);
      expect([await store.loadMemory('other'), await store.loadMemory(ID)]).toEqual([
        null,
        { at: T0, json: '{"a":1}' },
      ]);
    });

    it('of more instances than go into one statement is each one’s own, and so are their steps of the exposure', async () => {
      const { store } = theStore();
      const ids = Array.from({ length: 1203 }, (_, n) => `i-${n}`);
      const exposure = [5, 9, 7].map((most) => ({ stepSeconds: 60 as const, at: T0 - (T0 % 60_000), most }));
      await store.recordTurns(
        ids.map((id, n) => [id, aTurn({ exposure, memory: { at: T0, json: `[${n}]`, mark: n + 1 } })]),
      );
      await store.recordTurns(
        ids.map((id, n) => [id, aTurn({ memory: changesSince(n % 2 === 0 ? n + 1 : 5000, `{"n":${n}}`) })]),
      );
      for (const [n, id] of ids.entries()) {
        const kept = await store.loadMemory(id);
        const at = T0 + 5;
        expect(kept, id).toEqual(
          n % 2 === 0 ? { at, json: `[${n}]`, changes: `{"n":${n}}` } : { at, json: `{"all":${at}}` },
        );
      }
      const request = { stepSeconds: 60 as const, pointMs: 60_000, from: T0 - 60_000, to: T0 + 60_000 };
      expect(await store.listExposure('i-1202', request)).toMatchObject([{ most: 9 }]);
    });
  });
}
