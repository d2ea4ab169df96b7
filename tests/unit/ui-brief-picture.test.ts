import { expect, it } from 'vitest';
import { briefPictureSchema } from '@/lib/contracts/picture';
import type { Picture, PictureColumn } from '@/lib/domain/picture/picture';
import { presentPicture, presentPictures } from '@/lib/http/present-picture';
import { fullPicture, QUIET_COLUMN } from '@/lib/swr/full-picture';
import { seeded } from '../support/rng';

const FROM = Date.parse('2026-11-24T05:45:00.000Z');
const COLUMN_MS = 900_000;

/** Only charts show them, and no fleet has room for charts. */
const NOT_TOLD = { mostCopiedBytes: null, longestForkUsec: null };
const QUIET = Object.fromEntries(
  Object.entries(QUIET_COLUMN).filter(([name]) => name !== 'longestForkMilliseconds'),
) as Omit<PictureColumn, 'at' | keyof typeof NOT_TOLD>;
const BLIND: Omit<PictureColumn, 'at'> = { ...QUIET, ...NOT_TOLD, unwatched: 1 };

/** Some columns of a day: nobody watched, or several things happened, or nothing. */
function columnsOf(random: () => number): PictureColumn[] {
  const few = (): number => (random() < 0.6 ? 0 : Math.floor(random() * 4));
  return Array.from({ length: 96 }, (_, index) => FROM + index * COLUMN_MS)
    .filter(() => random() < 0.8)
    .map((at): PictureColumn => {
      if (random() < 0.5) return { ...BLIND, at };
      const saved = few();
      return {
        at,
        saved,
        failed: few(),
        cancelled: few(),
        unknown: few(),
        running: random() < 0.2,
        ...NOT_TOLD,
        longestSeconds: saved > 0 && random() < 0.8 ? few() : null,
        unwatched: random() < 0.7 ? 0 : random() < 0.3 ? 1 : random(),
        restarts: few(),
        guardOff: random() < 0.3,
      };
    });
}

it('a picture that is told briefly is the same picture', () => {
  const random = seeded(20_261_125);
  for (let round = 0; round < 300; round += 1) {
    const picture: Picture = {
      instanceId: 'orders',
      range: '24h',
      from: FROM,
      to: FROM + 96 * COLUMN_MS,
      columnMs: COLUMN_MS,
      columns: columnsOf(random).filter(({ at: _at, ...facts }) => Object.values(facts).some(Boolean)),
      changes: null,
      incidents: null,
    };
    const [brief] = presentPictures([picture]).pictures;
    expect(fullPicture(briefPictureSchema.parse(brief))).toEqual(presentPicture(picture));
  }
});

it('a day that nobody watched is one stretch', () => {
  const columns = Array.from({ length: 96 }, (_, index) => ({ ...BLIND, at: FROM + index * COLUMN_MS }));
  const axis = { from: FROM, to: FROM + 96 * COLUMN_MS, columnMs: COLUMN_MS };
  const { pictures } = presentPictures([
    { instanceId: 'orders', range: '24h', ...axis, columns, changes: null, incidents: null },
  ]);
  expect(pictures).toMatchObject([{ columns: [], unwatched: [[0, 96]] }]);
});

it('the same picture is filled once', () => {
  const brief = briefPictureSchema.parse({
    instanceId: 'orders',
    range: '1h',
    from: '2026-11-24T05:45:00.000Z',
    to: '2026-11-24T06:45:00.000Z',
    columnSeconds: 60,
    columns: [{ index: 3, saved: 1 }],
    unwatched: [],
  });
  expect(fullPicture(brief)).toBe(fullPicture(brief));
  expect(fullPicture(brief).columns).toMatchObject([{ at: '2026-11-24T05:48:00.000Z', saved: 1, failed: 0 }]);
});
