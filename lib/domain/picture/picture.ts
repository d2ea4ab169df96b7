import type { InstanceEvent } from '../event/event';
import { mostByStep, type Exposure } from './exposure';
import { groupedBy } from './grouped';
import { guardOffTime } from '../event/guard-off';
import type { EpochMs, GuardValue } from '../observation/observation';
import { axisOf, columnStarts, pointMsOf, type PictureAxis, type PictureRange } from './picture-axis';
import type { SaveOutcome } from '../save/save';
import type { TimeSpan } from '../event/time-span';
import { seenUntil, unwatchedTime, type WatchFacts } from '../event/watched-time';

/** One save, or several of one column and one outcome that were added up. `at` is what lists are ordered by: mostly the start. */
export interface AttemptCount {
  readonly at: EpochMs;
  readonly outcome: SaveOutcome;
  readonly snapshotWritten: boolean | null;
  readonly attempts: number;
  /** The longest of them in seconds; null when none is known. */
  readonly longestSeconds: number | null;
  /** The most that one of them copied on write, in bytes, and the longest fork, in microseconds; null when none is known. */
  readonly mostCopiedBytes: number | null;
  readonly longestForkUsec: number | null;
}

export interface PictureColumn {
  readonly at: EpochMs;
  readonly saved: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly unknown: number;
  readonly running: boolean;
  readonly longestSeconds: number | null;
  readonly mostCopiedBytes: number | null;
  readonly longestForkUsec: number | null;
  readonly unwatched: number;
  readonly restarts: number;
  readonly guardOff: boolean;
}

/** An incident on the time axis. `to` is null while it is open. */
export interface PictureIncident {
  readonly number: number;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

export interface PictureInput extends WatchFacts {
  readonly instanceId: string;
  readonly range: PictureRange;
  readonly attempts: readonly AttemptCount[];
  /** The guard as it was last seen; null when it is not known. */
  readonly guard: GuardValue | null;
  /** When the save began that runs now; null when none does. */
  readonly runningSince: EpochMs | null;
  /** Null where no changes are drawn. */
  readonly changes: readonly Exposure[] | null;
  /** Newest first, whenever they were; null where none are drawn. */
  readonly incidents: readonly PictureIncident[] | null;
}

/** See contracts/picture.ts; times are EpochMs. */
export interface Picture extends PictureAxis {
  readonly instanceId: string;
  readonly range: PictureRange;
  readonly columns: readonly PictureColumn[];
  readonly changes: readonly Exposure[] | null;
  readonly incidents: readonly PictureIncident[] | null;
}

/** The history of one instance as one picture that ends with the column of `now`. */
export function pictureOf(input: PictureInput): Picture {
  const axis = axisOf(input.range, input.now);
  const spans = {
    unwatched: unwatchedTime(input),
    guardOff: guardOffTime(input, input.guard),
    running: runningTime(input),
  };
  const attempts = byColumn(input.attempts, axis, ({ at }) => at);
  const restarts = byColumn(input.events.filter(isRestart), axis, ({ to }) => to);
  const columns = columnStarts(axis).map((at) =>
    columnOf({ from: at, to: at + axis.columnMs }, spans, attempts.get(at) ?? [], restarts.get(at) ?? []),
  );
  const { instanceId, range } = input;
  return {
    instanceId,
    range,
    ...axis,
    columns: columns.filter(tellsSomething),
    changes: changesOf(input, axis),
    incidents: incidentsOf(input, axis),
  };
}

function columnOf(
  column: TimeSpan,
  spans: Readonly<Record<'unwatched' | 'guardOff' | 'running', readonly TimeSpan[]>>,
  attempts: readonly AttemptCount[],
  restarts: readonly InstanceEvent[],
): PictureColumn {
  const count = (outcome: SaveOutcome): number =>
    attempts.reduce((sum, row) => sum + (outcomeIn(row) === outcome ? row.attempts : 0), 0);
  const written = attempts.filter(({ snapshotWritten }) => snapshotWritten === true);
  return {
    at: column.from,
    saved: count('saved'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    unknown: count('unknown'),
    running: attempts.some(({ outcome }) => outcome === 'running') || touches(spans.running, column),
    longestSeconds: most(written, 'longestSeconds'),
    mostCopiedBytes: most(written, 'mostCopiedBytes'),
    longestForkUsec: most(attempts, 'longestForkUsec'),
    unwatched: shareOf(column, spans.unwatched),
    restarts: restarts.length,
    guardOff: touches(spans.guardOff, column),
  };
}

/** While the last status is err, failed and cancelled look alike: what left no snapshot has failed in the picture. */
function outcomeIn({ outcome, snapshotWritten }: AttemptCount): SaveOutcome {
  return outcome === 'unknown' && snapshotWritten === false ? 'failed' : outcome;
}

function most(
  attempts: readonly AttemptCount[],
  figure: 'longestSeconds' | 'mostCopiedBytes' | 'longestForkUsec',
): number | null {
  const known = attempts.flatMap((row) => row[figure] ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

/** As far as it was seen: what became of it since is not known. */
function runningTime(input: PictureInput): readonly TimeSpan[] {
  return input.runningSince === null ? [] : [{ from: input.runningSince, to: seenUntil(input) }];
}

function shareOf({ from, to }: TimeSpan, spans: readonly TimeSpan[]): number {
  const covered = spans.reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0);
  return covered / (to - from);
}

/** The end of a column belongs to the next one. */
function touches(spans: readonly TimeSpan[], column: TimeSpan): boolean {
  return spans.some(({ from, to }) => from < column.to && to >= column.from);
}

function tellsSomething(column: PictureColumn): boolean {
  const { saved, failed, cancelled, unknown, running, unwatched, restarts, guardOff } = column;
  return running || guardOff || saved + failed + cancelled + unknown + unwatched + restarts > 0;
}

function isRestart({ detail }: InstanceEvent): boolean {
  return detail.kind === 'restarted';
}

/** What lies in the range, by the beginning of its column. */
function byColumn<T>(rows: readonly T[], { from, to, columnMs }: PictureAxis, timeOf: (row: T) => EpochMs) {
  const inRange = rows.filter((row) => timeOf(row) >= from && timeOf(row) < to);
  return groupedBy(inRange, (row) => Math.floor(timeOf(row) / columnMs) * columnMs);
}

function changesOf({ changes, range }: PictureInput, { from, to }: PictureAxis): readonly Exposure[] | null {
  if (changes === null) return null;
  const inRange = changes.filter(({ at }) => at >= from && at < to);
  return mostByStep(inRange, pointMsOf(range));
}

/** Those of which some part lies in the picture. */
function incidentsOf({ incidents }: PictureInput, axis: PictureAxis): readonly PictureIncident[] | null {
  return incidents?.filter(({ from, to }) => from < axis.to && (to === null || to >= axis.from)) ?? null;
}
