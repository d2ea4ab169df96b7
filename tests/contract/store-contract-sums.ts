import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../scripts/lib/seeded.mjs';
import type { AttemptCount } from '../../lib/domain/picture/picture';
import type { PictureAxis } from '../../lib/domain/picture/picture-axis';
import type { Save } from '../../lib/domain/save/save';
import type { Db } from '../../lib/store/schema';
import type { Store } from '../../lib/store/store';
import { aSave, aTurn } from '../support/store-samples';
import type { TheStore } from './store-contract';

const HOUR = 3_600_000;
const STEP = 8 * HOUR;
const DAY = 24 * HOUR;
const DAYS = 12;
/** The beginning of a day in UTC. */
const FROM = Date.UTC(2026, 8, 1);
const TO = FROM + DAYS * DAY;
const INSTANCES = ['orders', 'carts', 'mail'];
const MANY = Array.from({ length: 110 }, (_, index) => `many-${String(index).padStart(3, '0')}`);

const axisOf = (columnMs: number): PictureAxis => ({ from: FROM, to: TO, columnMs });

/** A save somewhere in the days, of any instance and outcome; some of no known time, and some of several attempts. */
function anySave(id: string, random: () => number): Save {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const startedAt = random() < 0.05 ? null : Math.floor(FROM + random() * (TO - FROM));
  const outcome = pick(['saved', 'saved', 'failed', 'unknown', 'cancelled', 'running'] as const);
  return aSave(id, {
    instanceId: pick(INSTANCES),
    outcome,
    startedAt,
    endedAt: startedAt,
    attempts: pick([1, 1, 1, 7]),
    snapshotWritten: outcome === 'saved' ? true : pick([false, null]),
    durationSeconds: pick([null, Math.floor(random() * 90)]),
    cowBytes: pick([null, Math.floor(random() * 2 ** 40)]),
    forkUsec: pick([null, Math.floor(random() * 9000)]),
  });
}

/** Saves as they come, are changed when more is known of them, and are told by a log. */
async function aHistory(store: Store, saves: number): Promise<void> {
  const random = seeded(20_261_128);
  const kept: Save[] = [];
  for (let index = 0; index < saves; index += 1) {
    const save = anySave(`s-${String(index).padStart(3, '0')}`, random);
    const earlier = kept[Math.floor(random() * kept.length)];
    const changed = earlier === undefined ? [] : [{ ...anySave(earlier.id, random), instanceId: earlier.instanceId }];
    kept.push(save);
    const memory = { at: Math.floor(FROM + random() * (TO - FROM)), json: '' };
    if (random() < 0.8) await store.recordTurn(save.instanceId, aTurn({ saves: [save, ...changed], memory }));
    else await store.recordLog(save.instanceId, { rows: [{ save, key: save.id }], place: '' });
  }
}

interface Facts extends Omit<AttemptCount, 'at'> {
  readonly where: string;
}

/** What the store tells of columns of that width, in wider ones: columns of hours are always added up from the rows. */
async function told(store: Store, columnMs: number, wider = columnMs): Promise<readonly Facts[]> {
  const all = new Map<string, Facts>();
  for (const { instanceId, attempts } of await store.pictureRecords(
    [...INSTANCES, ...MANY.slice(-2)],
    axisOf(columnMs),
  )) {
    for (const { at, ...each } of attempts) {
      const where = [instanceId, Math.floor(at / wider) * wider, each.outcome, each.snapshotWritten].join(' ');
      all.set(where, together(all.get(where), { ...facts(each), where }));
    }
  }
  return [...all.values()].toSorted((a, b) => (a.where < b.where ? -1 : 1));
}

function facts(count: Omit<AttemptCount, 'at'>): Omit<AttemptCount, 'at'> {
  const { outcome, snapshotWritten, attempts, longestSeconds, mostCopiedBytes, longestForkUsec } = count;
  return { outcome, snapshotWritten, attempts, longestSeconds, mostCopiedBytes, longestForkUsec };
}

function together(one: Facts | undefined, other: Facts): Facts {
  if (one === undefined) return other;
  const most = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b));
  return {
    ...other,
    attempts: one.attempts + other.attempts,
    longestSeconds: most(one.longestSeconds, other.longestSeconds),
    mostCopiedBytes: most(one.mostCopiedBytes, other.mostCopiedBytes),
    longestForkUsec: most(one.longestForkUsec, other.longestForkUsec),
  };
}

/** The store as it was before there were sums, and what came after them; opened again, it is brought up to date. */
async function withoutSums(store: Store): Promise<void> {
  const db = store.database.db as Db;
  for (const index of ['saves_failed_by_time', 'saves_failed_of_instance']) await db.schema.dropIndex(index).execute();
  const since = ['save_sums', 'save_sums_left', 'watch_changes', 'bulk_saves'];
  for (const table of since) await db.schema.dropTable(table).execute();
  await sql`delete from kysely_migration where name >= '0016'`.execute(db);
}

export function storeSums(theStore: TheStore): void {
  const same = async (store: Store, columnMs: number) => {
    const fromRows = await told(store, HOUR, columnMs);
    expect(await told(store, columnMs)).toEqual(fromRows);
    return fromRows;
  };

  describe('the sums that pictures of long ranges are read from', () => {
    it('tell of thirds of a day and of days what the rows tell, however those came and changed', async () => {
      const { store } = theStore();
      await aHistory(store, 50);
      const facts = await same(store, STEP);
      expect(facts.length).toBeGreaterThan(20);
      expect(new Set(facts.map(({ outcome }) => outcome)).size).toBe(5);
      await same(store, DAY);
    });

    it('are kept with their turn or not at all', async () => {
      const { store } = theStore();
      const memory = { at: FROM, json: Symbol('no text') as unknown as string };
      const turn = aTurn({ saves: [aSave('s-1', { instanceId: 'orders', startedAt: FROM })], memory });
      await expect(store.recordTurn('orders', turn)).rejects.toMatchObject({ name: 'StoreError' });
      expect(await told(store, DAY)).toEqual([]);
    });

    it('stay as they are, with the exposure, when an update writes both anew into their keys', async () => {
      const { store: before, reopen } = theStore();
      await aHistory(before, 20);
      const exposure = [3, 0, 8].map((most, index) => ({ stepSeconds: 900 as const, at: FROM + index * HOUR, most }));
      await before.recordTurn('orders', aTurn({ exposure }));
      const all = { from: FROM, to: FROM + DAY, stepSeconds: 900 as const, pointMs: HOUR };
      const lines = (store: Store) => store.listExposure('orders', all);
      const kept = [await told(before, STEP), await lines(before)];
      await sql`delete from kysely_migration where name >= '0019'`.execute(before.database.db as Db);
      const store = await reopen();
      expect([await told(store, STEP), await lines(store)]).toEqual(kept);
      expect(await lines(store)).toMatchObject([{ most: 3 }, { most: 0 }, { most: 8 }]);
      await same(store, DAY);
    });

    it('of what was kept before there were any are made step by step, and the picture is the same meanwhile', async () => {
      const { store: before, reopen } = theStore();
      await aHistory(before, 30);
      // More instances than are summed up at once.
      const saves = MANY.map((instanceId) => aSave(`s-of-${instanceId}`, { instanceId, startedAt: FROM + DAY }));
      await before.recordTurn('orders', aTurn({ saves }));
      await withoutSums(before);
      const store = await reopen();
      const facts = await same(store, STEP);
      // A save of a time that is not summed up yet.
      await store.recordTurn('orders', aTurn({ saves: [aSave('s-late', { instanceId: 'orders', startedAt: FROM })] }));
      let steps = 0;
      while (await store.sumOlder()) {
        steps += 1;
        if (steps % 20 === 1) await same(store, DAY);
      }
      expect(steps).toBeGreaterThan(10);
      expect((await same(store, STEP)).length).toBeGreaterThanOrEqual(facts.length);
      expect(await store.sumOlder()).toBe(false);
    });

    it('go with the last of their rows: the oldest step that is left is told whole', async () => {
      const { store } = theStore();
      const at = [FROM, FROM + STEP, FROM + STEP + HOUR, FROM + 2 * STEP];
      const saves = at.map((startedAt, index) => aSave(`s-${index}`, { instanceId: 'orders', startedAt }));
      await store.recordTurn('orders', aTurn({ saves }));
      // Two rows and one sum are older; the step of the second row is not over.
      expect(await store.prune(FROM + STEP + 1, 10)).toBe(3);
      const left = async () => (await told(store, STEP)).map(({ where, attempts }) => [where.split(' ')[1], attempts]);
      const whole = [
        [String(FROM + STEP), 2],
        [String(FROM + 2 * STEP), 1],
      ];
      expect(await left()).toEqual(whole);
      expect(await store.prune(FROM + 2 * STEP, 1)).toBe(1);
      expect(await store.prune(FROM + 2 * STEP, 1)).toBe(1);
      expect(await left()).toEqual(whole.slice(1));
      expect(await store.prune(FROM + 2 * STEP, 1)).toBe(0);
    });
  });

  describe('saves by what they are', () => {
    const failed = aSave('s-1', { outcome: 'failed', snapshotWritten: false, startedAt: FROM + 1 });
    const eitherOf = aSave('s-2', { outcome: 'unknown', snapshotWritten: false, startedAt: FROM + 2 });
    const unknown = aSave('s-3', { outcome: 'unknown', snapshotWritten: null, startedAt: FROM + 3 });
    const other = aSave('s-4', { outcome: 'failed', snapshotWritten: false, startedAt: FROM + 4, instanceId: 'other' });
    const good = aSave('s-5', { startedAt: FROM + 5 });
    const ids = async (asked: Parameters<Store['listSaves']>[0]) => {
      const { rows, next } = await theStore().store.listSaves(asked);
      return [rows.map(({ id }) => id), next] as const;
    };

    it('are those that wrote no snapshot, of all and of one, page after page', async () => {
      await theStore().store.recordTurn('orders', aTurn({ saves: [failed, eitherOf, unknown, other, good] }));
      const [first, next] = await ids({ outcome: 'failed', limit: 2 });
      expect(first).toEqual(['s-4', 's-2']);
      expect(await ids({ outcome: 'failed', limit: 2, before: next ?? '' })).toEqual([['s-1'], null]);
      expect(await ids({ outcome: 'failed', limit: 9, instanceId: 'orders-primary' })).toEqual([['s-2', 's-1'], null]);
    });

    it('are those of a time, its end not included', async () => {
      await theStore().store.recordTurn('orders', aTurn({ saves: [failed, eitherOf, unknown, other, good] }));
      expect(await ids({ from: FROM + 2, to: FROM + 4, limit: 9 })).toEqual([['s-3', 's-2'], null]);
      expect(await ids({ from: FROM + 2, outcome: 'failed', limit: 9 })).toEqual([['s-4', 's-2'], null]);
    });
  });
}
