import type { TimeSpan } from '../event/time-span';
import type { EpochMs } from '../observation/observation';
import type { Save } from '../save/save';
import type { LogSave } from './log-save';
import { momentOf } from './told-save';

/** Redis tells whole seconds, and two clocks that differ by less than two seconds count as one. */
const NEAR_MS = 3000;

/** How closely the history was watched when a row was made. */
export interface Watched {
  readonly gaps: readonly TimeSpan[];
  /** From an attempt to the look that saw it, in milliseconds, unless a gap lies there. */
  readonly slackMs: number;
}

export interface Pair<Told> {
  readonly row: Save;
  readonly told: Told;
}

type Fits = (row: Save, save: LogSave) => boolean;

/**
 * Which row tells of which save of the log: those that lie closest to each other first, each of them once. Of equally close ones the
 * row that is sure of the same outcome comes before one that is sure of none.
 */
export function pairsOf<Told extends { readonly save: LogSave }>(
  rows: readonly Save[],
  told: readonly Told[],
  watched: Watched,
  fits: Fits,
): readonly Pair<Told>[] {
  const near = rows.flatMap((row) =>
    told.flatMap((one) => {
      const distance = fits(row, one.save) ? distanceOf(row, one.save, watched) : null;
      return distance === null ? [] : [{ row, told: one, distance, isSure: row.outcome === one.save.outcome }];
    }),
  );
  near.sort((a, b) => a.distance - b.distance || Number(b.isSure) - Number(a.isSure));
  const taken = new Set<unknown>();
  return near.filter(({ row, told: one }) => {
    if (taken.has(row) || taken.has(one)) return false;
    taken.add(row).add(one);
    return true;
  });
}

/** The same save, by what both say of its end. A log that has no end of it says nothing against any. */
export function canBeSame({ outcome }: Save, save: LogSave): boolean {
  return save.endedAt === null || outcome === 'unknown' || outcome === save.outcome;
}

/** Both are sure of how it ended, and not of the same. */
export function contradicts({ outcome }: Save, save: LogSave): boolean {
  return save.endedAt !== null && save.outcome !== 'unknown' && outcome !== 'unknown' && outcome !== save.outcome;
}

/** The time in which a row says that its attempts ended; null while it runs. */
export function endsOf(row: Save, { gaps, slackMs }: Watched): TimeSpan | null {
  const { endedAt: end, startedAt } = row;
  if (end === null || row.outcome === 'running') return null;
  const to = end + NEAR_MS;
  if (row.outcome === 'saved' && row.attempts === 1) return { from: end - NEAR_MS, to };
  const start = Math.min(startedAt ?? end, end);
  return { from: (row.attempts > 1 ? start : reachedBack(start - slackMs, end, gaps)) - NEAR_MS, to };
}

function reachedBack(from: EpochMs, end: EpochMs, gaps: readonly TimeSpan[]): EpochMs {
  const unseen = gaps.filter((gap) => gap.to >= from && gap.from < end);
  return Math.min(from, ...unseen.map((gap) => gap.from));
}

function distanceOf(row: Save, save: LogSave, watched: Watched): number | null {
  const at = momentOf(save);
  if (at === null) return null;
  if (save.endedAt === null) return beginDistance(row, at, watched);
  const ends = endsOf(row, watched);
  if (ends === null || row.endedAt === null || at < ends.from || at > ends.to) return null;
  // A look sees what was before it: what comes after is only near where the two clocks differ.
  const isAfter = at > row.endedAt && row.outcome !== 'saved';
  return Math.abs(row.endedAt - at) + (isAfter ? NEAR_MS : 0);
}

function beginDistance({ startedAt, attempts, outcome }: Save, at: EpochMs, { slackMs }: Watched): number | null {
  if (startedAt === null || attempts > 1 || outcome === 'running') return null;
  const isNear = at >= startedAt - slackMs - NEAR_MS && at <= startedAt + NEAR_MS;
  return isNear ? Math.abs(startedAt - at) : null;
}
