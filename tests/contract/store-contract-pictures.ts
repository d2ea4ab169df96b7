import { describe, expect, it } from 'vitest';
import type { EventDetail, InstanceEvent } from '../../lib/domain/event/event';
import type { ExposureSample } from '../../lib/domain/picture/exposure';
import type { PictureAxis } from '../../lib/domain/picture/picture-axis';
import { aSave, anEvent, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const NO_FIGURES = { durationSeconds: null, cowBytes: null, forkUsec: null };
const MINUTE = 60_000;
const QUARTER = 900_000;
const ID = 'orders-primary';

/** Four columns of a minute, the first at T0: a whole minute. */
const AXIS: PictureAxis = { from: T0, to: T0 + 4 * MINUTE, columnMs: MINUTE };
const MINUTES = { from: T0, to: T0 + 4 * MINUTE, stepSeconds: 60, pointMs: MINUTE } as const;

const sample = (at: number, most: number, stepSeconds: 60 | 900 = 60): ExposureSample => ({ stepSeconds, at, most });
const happened = (id: string, at: number, detail: EventDetail, changed: Partial<InstanceEvent> = {}): InstanceEvent =>
  anEvent(id, { from: at, to: at, detail, ...changed });
const GAP: EventDetail = { kind: 'gap', why: 'no-answer' };

export function storePictures(theStore: TheStore): void {
  const record = (changes: Parameters<typeof aTurn>[0], id = ID) => theStore().store.recordTurn(id, aTurn(changes));
  const records = async (axis = AXIS) => {
    const [found] = await theStore().store.pictureRecords([ID], axis);
    if (found === undefined) throw new Error('There is one for each instance.');
    return found;
  };

  describe('what shows in a picture', () => {
    it('is nothing for an instance of which nothing is kept, and one in the order asked for', async () => {
      const { store } = theStore();
      const nothing = { attempts: [], events: [], starts: [] };
      expect(await store.pictureRecords([], AXIS)).toEqual([]);
      expect(await store.pictureRecords(['b', 'a'], AXIS)).toEqual([
        { instanceId: 'b', ...nothing },
        { instanceId: 'a', ...nothing },
      ]);
    });

    it('is the sum of the attempts of a column by outcome, with the longest, the most copied and the longest fork', async () => {
      await record({
        saves: [
          aSave('s-1', { startedAt: T0 + 1, durationSeconds: 6, cowBytes: 2 ** 40, forkUsec: 300 }),
          aSave('s-2', { startedAt: T0 + MINUTE - 1, durationSeconds: 90.5, cowBytes: null, forkUsec: 1200 }),
          aSave('s-3', {
            startedAt: T0 + MINUTE,
            outcome: 'failed',
            snapshotWritten: false,
            attempts: 118,
            ...NO_FIGURES,
            durationSeconds: 6,
          }),
          aSave('s-4', { startedAt: T0 + 2, outcome: 'unknown', snapshotWritten: null, ...NO_FIGURES }),
          aSave('s-5', { startedAt: T0 + 3, outcome: 'unknown', snapshotWritten: false, ...NO_FIGURES }),
        ],
      });
      const { attempts } = await records();
      const row = { instanceId: ID, attempts: 1, longestSeconds: null, mostCopiedBytes: null, longestForkUsec: null };
      const figures = { longestSeconds: 90.5, mostCopiedBytes: 2 ** 40, longestForkUsec: 1200 };
      expect(attempts).toHaveLength(4);
      expect(attempts).toEqual(
        expect.arrayContaining([
          { ...row, at: T0, outcome: 'saved', snapshotWritten: true, attempts: 2, ...figures },
          { ...row, at: T0, outcome: 'unknown', snapshotWritten: null },
          { ...row, at: T0, outcome: 'unknown', snapshotWritten: false },
          { ...row, at: T0 + MINUTE, outcome: 'failed', snapshotWritten: false, attempts: 118, longestSeconds: 6 },
        ]),
      );
    });

    it('is a save without any time where it was first recorded', async () => {
      const untimed = aSave('s-1', { startedAt: null, endedAt: null });
      await record({ saves: [untimed], memory: { at: T0 + 2 * MINUTE + 7, json: '' } });
      expect((await records()).attempts).toMatchObject([{ at: T0 + 2 * MINUTE, attempts: 1 }]);
    });

    it('is nothing before the axis, after it, or of another instance', async () => {
      const saves = [T0 - 1, T0, AXIS.to - 1, AXIS.to].map((startedAt) => aSave(`s-${startedAt}`, { startedAt }));
      await record({ saves: [...saves, aSave('s-other', { instanceId: 'other' })] });
      expect((await records()).attempts.map(({ at }) => at).sort()).toEqual([T0, AXIS.to - MINUTE]);
    });

    it('is what happened to the watch, the process and the guard, oldest first, as far as it ended on the axis', async () => {
      const guard: EventDetail = { kind: 'guard-changed', from: 'yes', to: 'no', actionId: null };
      const shown = [
        happened('e-1', T0, GAP, { from: T0 - 5 * MINUTE }),
        happened('e-2', T0 + 1, { kind: 'restarted', fromRunId: null, toRunId: null }),
        happened('e-3', T0 + 2, guard),
      ];
      const others = [
        happened('e-4', T0 - 1, GAP),
        happened('e-5', T0 + 3, { kind: 'counters-reset' }),
        happened('e-6', T0 + 4, GAP, { instanceId: 'other' }),
      ];
      await record({ events: [...others, ...shown.toReversed()] });
      expect((await records()).events).toEqual(shown);
    });
  });

  describe('where the recorded history begins', () => {
    const starts = async () => (await records()).starts.map(({ at, seenBefore }) => [at - T0, seenBefore]);

    it('is the begin of the watch', async () => {
      await record({ events: [happened('e-1', T0 + 5, { kind: 'watch-started' })], exposure: [sample(T0, 1, 900)] });
      expect(new Set((await starts()).map(String))).toEqual(new Set([`5,`]));
    });

    it('is the first that is left where older history was deleted', async () => {
      await record({ events: [happened('e-1', T0 + 9, GAP, { from: T0 + 5 })] });
      expect(await starts()).toEqual([[5, null]]);
      await record({ exposure: [sample(T0 - QUARTER, 1, 900), sample(T0 - 2 * QUARTER, 1, 900)] });
      // The end of the quarter: when in it the first look was is not known.
      expect(await starts()).toEqual([[-QUARTER, null]]);
    });

    it('is once more the new begin of an instance that was registered again, with the last trace of the watch before', async () => {
      const again = T0 + 3 * MINUTE + 500;
      await record({ events: [happened('e-1', T0 - 9, { kind: 'watch-started' })] });
      await record({ events: [happened('e-2', again, { kind: 'watch-started' })] });
      const traces = async () => (await starts()).filter(([at]) => at === again - T0).map(([, seen]) => seen);
      expect(await traces()).toEqual([T0 - 9]);
      // The second one is of the minute in which the new watch began: its own.
      await record({ exposure: [sample(T0 + MINUTE, 1), sample(T0 + 3 * MINUTE, 1)] });
      expect(await traces()).toEqual([T0 + MINUTE]);
    });
  });

  describe('the exposure', () => {
    const most = async (request: Parameters<ReturnType<TheStore>['store']['listExposure']>[1] = MINUTES) =>
      (await theStore().store.listExposure(ID, request)).map(({ at, most: value }) => [(at - T0) / MINUTE, value]);

    it('is kept by step, and given back oldest first: 0 as 0, what is beyond 32 bits whole', async () => {
      await record({ exposure: [sample(T0 + MINUTE, 2 ** 40), sample(T0, 0), sample(T0, 7, 900)] });
      await record({ exposure: [sample(T0, 99)] }, 'other');
      expect(await most()).toEqual([
        [0, 0],
        [1, 2 ** 40],
      ]);
      expect(await most({ ...MINUTES, stepSeconds: 900 })).toEqual([[0, 7]]);
    });

    it('is given from the begin of what was asked for to before its end', async () => {
      await record({ exposure: [-1, 0, 3, 4].map((minute) => sample(T0 + minute * MINUTE, 1)) });
      expect((await most()).map(([minute]) => minute)).toEqual([0, 3]);
    });

    it('is given as the most of each point of the line', async () => {
      const start = Math.ceil(T0 / (2 * MINUTE)) * 2 * MINUTE;
      await record({ exposure: [3, 9, 0, 4].map((most, minute) => sample(start + minute * MINUTE, most)) });
      const points = await theStore().store.listExposure(ID, {
        from: start,
        to: start + 3 * MINUTE,
        stepSeconds: 60,
        pointMs: 2 * MINUTE,
      });
      expect(points.map(({ at, most: value }) => [(at - start) / MINUTE, value])).toEqual([
        [0, 9],
        [2, 0],
      ]);
    });

    it('of a step that is told twice is the most of both', async () => {
      await record({ exposure: [sample(T0, 5), sample(T0 + MINUTE, 5)] });
      await record({ exposure: [sample(T0, 3), sample(T0 + MINUTE, 8)] });
      expect(await most()).toEqual([
        [0, 5],
        [1, 8],
      ]);
    });

    it('is kept with its turn or not at all', async () => {
      const broken = { at: T0, json: Symbol('no text') as unknown as string };
      await expect(record({ exposure: [sample(T0, 5)], memory: broken })).rejects.toMatchObject({ name: 'StoreError' });
      expect(await most()).toEqual([]);
    });

    it('is deleted by age in batches: minutes apart from the quarters of an hour, which are history', async () => {
      const { store } = theStore();
      const minutes = Array.from({ length: 4 }, (_, i) => sample(T0 + i * MINUTE, i));
      await record({ exposure: [...minutes, sample(T0 - QUARTER, 1, 900), sample(T0, 1, 900)] });
      expect(await store.prune(T0 + MINUTE, 1)).toBe(1);
      expect(await store.prune(T0 + MINUTE, 5)).toBe(1);
      expect(await most()).toHaveLength(4);
      expect(await store.pruneMinutes(T0 + 3 * MINUTE, 2)).toBe(2);
      expect(await store.pruneMinutes(T0 + 3 * MINUTE, 2)).toBe(1);
      expect(await most()).toEqual([[3, 3]]);
    });
  });
}
