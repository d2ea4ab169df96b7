import { describe, expect, it } from 'vitest';
import type { Save } from '../../lib/domain/save/save';
import type { Page, PageRequest } from '../../lib/store/page';
import { aSave, anAuditedAct, anEvent, anInstance, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

type Lists = 'listSaves' | 'listEvents' | 'listAudit';
const LISTS: readonly Lists[] = ['listSaves', 'listEvents', 'listAudit'];

const ORDER: readonly (readonly [string, Partial<Save>])[] = [
  ['s-by-start', { startedAt: T0 + 30, endedAt: T0 + 31 }],
  ['s-by-end', { startedAt: null, endedAt: T0 + 20 }],
  ['s-by-turn', { startedAt: null, endedAt: null }], // recorded by a turn at T0 + 10
  ['s-oldest', { startedAt: T0, endedAt: T0 + 99 }],
];

export function storePages(theStore: TheStore): void {
  describe('pages', () => {
    it('orders saves by their start, else their end, else when they were recorded; newest first', async () => {
      const { store } = theStore();
      const saves = ORDER.map(([id, changes]) => aSave(id, changes));
      await store.recordTurn('orders-primary', aTurn({ saves: saves.toReversed(), memory: { at: T0 + 10, json: '' } }));
      expect((await store.listSaves({ limit: 10 })).rows).toEqual(saves);
    });

    it('leaves a save of unknown time where it was first put, until its time is known', async () => {
      const { store } = theStore();
      const untimed = aSave('s-untimed', { startedAt: null, endedAt: null });
      const record = (saves: readonly Save[], at: number) =>
        store.recordTurn('orders-primary', aTurn({ saves, memory: { at, json: '' } }));
      const order = async () => (await store.listSaves({ limit: 10 })).rows.map((save) => save.id);

      await record([untimed, aSave('s-timed', { startedAt: T0 + 50 })], T0);
      await record([untimed], T0 + 100);
      expect(await order()).toEqual(['s-timed', 's-untimed']);
      await record([{ ...untimed, endedAt: T0 + 60 }], T0 + 100);
      expect(await order()).toEqual(['s-untimed', 's-timed']);
    });

    it.each([1, 2, 3, 7, 500])('loses and doubles no save of equal time over pages of %i', async (limit) => {
      const { store } = theStore();
      const saves = Array.from({ length: 21 }, (_, i) => aSave(`s-${shuffled(i)}`, { startedAt: T0 + (i % 3) }));
      await store.recordTurn('orders-primary', aTurn({ saves }));
      const seen = await everyRow((request) => store.listSaves(request), { limit });
      expect(seen.map((save) => save.id)).toEqual(saves.toSorted(newestFirst).map((save) => save.id));
    });

    it('neither loses nor doubles a row when newer ones arrive between two pages', async () => {
      const { store } = theStore();
      const old = Array.from({ length: 6 }, (_, i) => aSave(`s-${i}`, { startedAt: T0 + i }));
      await store.recordTurn('orders-primary', aTurn({ saves: old }));
      const first = await store.listSaves({ limit: 3 });
      await store.recordTurn('orders-primary', aTurn({ saves: [aSave('s-new', { startedAt: T0 + 99 })] }));
      const second = await store.listSaves({ limit: 3, before: first.next ?? '' });
      expect([...first.rows, ...second.rows].map((save) => save.id)).toEqual(old.toReversed().map((save) => save.id));
      expect(second.next).toBeNull();
    });

    it.each(LISTS)('gives one instance alone in %s, page by page', async (list) => {
      const { store } = theStore();
      for (let i = 0; i < 5; i += 1) {
        for (const instanceId of ['a', 'b']) {
          const row = { instanceId, to: T0, from: T0 };
          const turn = aTurn({
            saves: [aSave(`s-${instanceId}-${i}`, row)],
            events: [anEvent(`e-${instanceId}-${i}`, row)],
          });
          await store.recordTurn(instanceId, turn);
          await store.addRegistered(anInstance(`${instanceId}-${i}`), anAuditedAct({ instanceId }));
        }
      }
      const read = (request: PageRequest): Promise<Page<{ instanceId: string | null; id: string }>> =>
        store[list](request);
      const rows = await everyRow(read, { limit: 2, instanceId: 'b' });
      expect(rows.map((row) => row.instanceId)).toEqual(['b', 'b', 'b', 'b', 'b']);
      expect(new Set(rows.map((row) => row.id)).size).toBe(5);
      expect(await everyRow(read, { limit: 2 })).toHaveLength(10);
    });

    it.each(LISTS)('says in %s that there is no next page when the last one is exactly full', async (list) => {
      const { store } = theStore();
      await store.recordTurn(
        'x',
        aTurn({ saves: [aSave('s-1'), aSave('s-2')], events: [anEvent('e-1'), anEvent('e-2')] }),
      );
      for (const id of ['a', 'b']) await store.addRegistered(anInstance(id), anAuditedAct());
      expect((await store[list]({ limit: 2 })).next).toBeNull();
      expect((await store[list]({ limit: 1 })).next).not.toBeNull();
    });

    it.each([
      ['empty', ''],
      ['no base64', '§§§'],
      ['no JSON', Buffer.from('hello').toString('base64url')],
      ['another shape', Buffer.from('{"at":1}').toString('base64url')],
      ['a time that is no number', Buffer.from('["saves","1","x"]').toString('base64url')],
      ['a fraction', Buffer.from('["saves",1.5,"x"]').toString('base64url')],
      ['more than a cursor', Buffer.from('["saves",1,"x",2]').toString('base64url')],
      ['SQL', "1' or '1'='1"],
      ['padded', `${Buffer.from('["saves",1,"x"]').toString('base64url')}=`],
    ])('refuses a cursor that is %s', async (_name, before) => {
      const { store } = theStore();
      for (const list of LISTS) {
        await expect(store[list]({ limit: 2, before })).rejects.toMatchObject({ name: 'InvalidCursorError' });
      }
    });

    it('refuses the cursor of another list', async () => {
      const { store } = theStore();
      await store.recordTurn('x', aTurn({ saves: [aSave('s-1'), aSave('s-2')] }));
      const { next } = await store.listSaves({ limit: 1 });
      await expect(store.listEvents({ limit: 1, before: next ?? '' })).rejects.toMatchObject({
        name: 'InvalidCursorError',
      });
    });
  });
}

async function everyRow<T>(read: (request: PageRequest) => Promise<Page<T>>, request: PageRequest): Promise<T[]> {
  const rows: T[] = [];
  let page = await read(request);
  rows.push(...page.rows);
  while (page.next !== null) {
    if (rows.length > 100) throw new Error('The pages have no end.');
    page = await read({ ...request, before: page.next });
    rows.push(...page.rows);
  }
  return rows;
}

function newestFirst(a: Save, b: Save): number {
  return (b.startedAt ?? 0) - (a.startedAt ?? 0) || (a.id < b.id ? 1 : -1);
}

/** 0..20 in an order that is neither that of time nor that of insertion. */
function shuffled(i: number): string {
  return String((i * 8) % 21).padStart(2, '0');
}
