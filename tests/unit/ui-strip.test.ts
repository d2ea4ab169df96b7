import { expect, test } from 'vitest';
import { columnCount, stretchesOf, ticksOf } from '@/components/charts/axis';
import { barsOf } from '@/components/charts/bars';
import { changesPath } from '@/components/charts/changes-path';
import { columnText, pictureSentence } from '@/components/charts/picture-text';
import { stripPaths } from '@/components/charts/strip-paths';
import type { Picture, PictureColumn } from '@/lib/contracts/picture';
import { en as strings } from '@/components/strings/en';
import { QUIET_COLUMN } from '@/lib/swr/full-picture';

const FROM = Date.parse('2026-11-24T05:45:00.000Z');
const at = (index: number): string => new Date(FROM + index * 900_000).toISOString();

function column(index: number, facts: Partial<PictureColumn> = {}): PictureColumn {
  return { ...QUIET_COLUMN, at: at(index), ...facts };
}

function picture(columns: PictureColumn[], changes: Picture['changes'] = null): Picture {
  const axis = { from: at(0), to: at(96), columnSeconds: 900 };
  return { instanceId: 'orders', range: '24h', ...axis, columns, changes, incidents: null };
}

test('no save is no bar; a save of no second is one', () => {
  expect(barsOf(column(0), 6)).toEqual([]);
  const [bar] = barsOf(column(0, { saved: 1, longestSeconds: 0 }), 6);
  expect(bar?.to).toBeGreaterThan(0.1);
});

test('a longer save is a higher bar, and none reaches the top', () => {
  const heights = [1, 3, 6].map((s) => barsOf(column(0, { saved: 1, longestSeconds: s }), 6)[0]?.to ?? 0);
  expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  expect(new Set(heights).size).toBe(3);
  expect(Math.max(...heights)).toBeLessThan(0.8);
});

test('a failure reaches the top, also over a good save in the same column', () => {
  expect(barsOf(column(0, { failed: 1 }), 6)).toEqual([{ kind: 'failed', from: 0, to: 1 }]);
  const bars = barsOf(column(0, { saved: 1, failed: 2, longestSeconds: 6 }), 6);
  expect(bars.map(({ kind }) => kind)).toEqual(['saved', 'failed']);
  expect(bars.at(-1)?.to).toBe(1);
});

test('everything that happened in one column has a place in it', () => {
  const all = column(0, { saved: 1, cancelled: 1, unknown: 1, running: true, failed: 1, longestSeconds: 6 });
  const bars = barsOf(all, 6);
  expect(bars.map(({ kind }) => kind)).toEqual(['saved', 'cancelled', 'unknown', 'running', 'failed']);
  for (const { from, to } of bars) expect(to).toBeGreaterThan(from);
});

test('a failure with the guard off is drawn as not saving, with it on as refusing', () => {
  const paths = stripPaths(picture([column(1, { failed: 1 }), column(2, { failed: 1, guardOff: true })]));
  expect(paths.refusing).toMatch(/^M1\./);
  expect(paths.failed).toMatch(/^M2\./);
  expect(paths.guardOff).toEqual([[2, 3]]);
});

test('what was not watched is a dot, unless there is a bar to see', () => {
  const unwatched = column(3, { unwatched: 1 });
  expect(stripPaths(picture([unwatched])).unwatched).toMatch(/^M3\.5/);
  expect(stripPaths(picture([{ ...unwatched, unwatched: 0.2, saved: 1 }])).unwatched).toBe('');
});

test('the axis has round times, and as many columns as its time holds', () => {
  expect(columnCount(picture([]))).toBe(96);
  expect(ticksOf(picture([])).map((tick) => tick.at.slice(11, 16))).toEqual(['12:00', '18:00', '00:00']);
});

test('neighbours are one stretch', () => {
  expect(stretchesOf([true, true, false, true], Boolean)).toEqual([
    [0, 2],
    [3, 4],
  ]);
});

test('a picture is one sentence of its facts', () => {
  const columns = [
    column(0, { unwatched: 1 }),
    column(1, { saved: 95, longestSeconds: 6, unwatched: 1 / 3 }),
    column(2, { failed: 3, restarts: 1 }),
  ];
  expect(pictureSentence(picture(columns), strings)).toBe(
    'Last 24 hours: 95 saved, 3 failed, 1 restart, not watched for 20 min',
  );
  expect(pictureSentence(picture([]), strings)).toBe('Last 24 hours: no save seen');
});

test('each column is told with its time, and what was not watched is not called a time without a save', () => {
  const shown = picture([column(34, { saved: 2, longestSeconds: 6 }), column(36, { unwatched: 1, restarts: 1 })]);
  expect(columnText(shown, 34, strings)).toBe('14:15–14:30 UTC: 2 saved, longest 6 s');
  expect(columnText(shown, 35, strings)).toBe('14:30–14:45 UTC: no save');
  expect(columnText(shown, 36, strings)).toBe('14:45–15:00 UTC: 1 restart, not watched');
});

test('how long a save took is called unknown where Redis did not tell it', () => {
  expect(columnText(picture([column(34, { saved: 1 })]), 34, strings)).toContain(
    '1 saved, how long they took is not known',
  );
});

test('unsaved changes are never drawn across a time in which nobody saw them', () => {
  const seen = [0, 1, 2, 6, 7];
  const changes = seen.map((i) => ({ at: new Date(FROM + i * 300_000).toISOString(), most: 10 * (i + 1) }));
  const { line, area, most } = changesPath(picture([], changes));
  expect(most).toBe(80);
  // One run to the end of the third figure, another from the seventh: a column has three.
  expect(line.match(/M[^M]*/g)).toEqual([expect.stringMatching(/^M0 .*H1$/), expect.stringMatching(/^M2 .*H2\.67$/)]);
  expect(area.match(/Z/g)).toHaveLength(2);
});
