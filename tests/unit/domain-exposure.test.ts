import { describe, expect, it } from 'vitest';
import { addExposure, type ExposureSample, type OpenExposure } from '../../lib/domain/picture/exposure';
import { AT, sighting } from '../support/a-sighting';

const MINUTE_START = Date.UTC(2026, 10, 14, 5, 41);
const QUARTER_START = Date.UTC(2026, 10, 14, 5, 30);

/** Looks one after the other: milliseconds after AT, and the unsaved changes that were seen. */
function watch(...looks: readonly (readonly [number, number | null])[]) {
  let open: OpenExposure = [];
  const ended: ExposureSample[] = [];
  for (const [ms, changesSinceLastSave] of looks) {
    const added = addExposure(open, sighting({ rdb: { changesSinceLastSave } }, AT + ms));
    open = added.open;
    ended.push(...added.ended);
  }
  return { open, ended };
}

describe('the most unsaved changes', () => {
  it('of the minute and of the quarter of an hour are raised and never lowered while these go on', () => {
    expect(watch([0, 5], [1000, 12], [2000, 3])).toEqual({
      open: [
        { stepSeconds: 60, at: MINUTE_START, most: 12 },
        { stepSeconds: 900, at: QUARTER_START, most: 12 },
      ],
      ended: [],
    });
  });

  it('of a minute are told when a look shows that it is over, and the next one begins anew', () => {
    const { open, ended } = watch([0, 12], [60_000, 4]);
    expect(ended).toEqual([{ stepSeconds: 60, at: MINUTE_START, most: 12 }]);
    expect(open.map(({ at, most }) => [at, most])).toEqual([
      [MINUTE_START + 60_000, 4],
      [QUARTER_START, 12],
    ]);
  });

  it('of a quarter of an hour are told with its last minute', () => {
    expect(watch([0, 12], [15 * 60_000, 4]).ended.map(({ stepSeconds }) => stepSeconds)).toEqual([60, 900]);
  });

  it('are unknown, not 0, where they were never read', () => {
    expect(watch([0, null], [60_000, null])).toEqual({ open: [], ended: [] });
    expect(watch([0, null], [1000, 7]).open).toHaveLength(2);
  });

  it('that were read once are not forgotten when they cannot be read any more', () => {
    const { open, ended } = watch([0, 9], [1000, null], [60_000, null]);
    expect(ended).toEqual([{ stepSeconds: 60, at: MINUTE_START, most: 9 }]);
    expect(open).toEqual([{ stepSeconds: 900, at: QUARTER_START, most: 9 }]);
  });

  it('are 0 where Redis counts below 0', () => {
    expect(watch([0, -3]).open.map(({ most }) => most)).toEqual([0, 0]);
  });

  it('of a minute are told as well when the clock went back', () => {
    expect(watch([0, 9], [-60_000, 2]).ended).toEqual([{ stepSeconds: 60, at: MINUTE_START, most: 9 }]);
  });
});
