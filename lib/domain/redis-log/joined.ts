import type { EpochMs } from '../observation/observation';
import type { Cause, Save } from '../save/save';
import { canBeSame, contradicts, endsOf, pairsOf, type Watched } from './log-pairs';
import { isNamed, logCause, logRow, secondsBetween } from './log-row';
import { recountsOf, type Recount } from './recount';
import type { LogSave } from './log-save';
import { momentOf } from './told-save';

/** A row of the history; `key`: the save of the log that it was joined with, null where none was. */
export interface KnownRow {
  readonly save: Save;
  readonly key: string | null;
}

/** A row that the log made or changed; `key` is null for attempts that are counted on. */
export type JoinedRow = KnownRow;

/** A save of the log on our clock. */
export interface PlacedSave {
  readonly save: LogSave;
  readonly key: string;
}

export interface JoinInput extends Watched {
  readonly instanceId: string;
  /** Oldest first. */
  readonly told: readonly PlacedSave[];
  /** All that the history has of the time around them. */
  readonly rows: readonly KnownRow[];
  readonly newId: () => string;
}

export interface Joined {
  /** Rows to keep: new ones, and others by their ids. */
  readonly rows: readonly JoinedRow[];
  /** Saves of the log that contradict what was observed, and are left out. */
  readonly contradicted: number;
  /** Where the log tells of attempts that counters left open whether they failed. */
  readonly recounts: readonly Recount[];
}

/**
 * Joins what a log tells with what was observed. A row that tells of the same save is completed and keeps its id; attempts that were only
 * counted become the single saves of the log; what nobody observed becomes a row of its own. Where the two are sure and disagree
 * the observation stands: it is of the server itself, and a log may be of another one.
 */
export function joinLog(input: JoinInput): Joined {
  const known = new Set(input.rows.map(({ key }) => key));
  const told = input.told.filter(({ save, key }) => {
    if (momentOf(save) === null || known.has(key)) return false;
    known.add(key);
    return true;
  });
  const free = input.rows.filter(({ key }) => key === null).map(({ save }) => save);
  const singles = free.filter(({ attempts }) => attempts === 1);
  const pairs = pairsOf(singles, told, input, canBeSame);
  const paired = new Set<unknown>(pairs.flatMap((pair) => [pair.row, pair.told]));

  const counted = free.filter(({ attempts }) => attempts > 1);
  const split = splitCounted(counted, without(told, paired), input);
  const left = without(told, new Set<unknown>([...paired, ...split.taken]));

  const against = pairsOf(without(singles, paired), left, input, contradicts);
  const contradicted = new Set<unknown>(against.map((pair) => pair.told));
  const alone = without(left, contradicted);
  const completedRows = pairs.map(({ row, told: one }) => ({ save: completed(row, one.save), key: one.key }));
  return {
    rows: [
      ...completedRows,
      ...split.rows,
      ...alone.map(({ save, key }) => ({ save: logRow(save, input.newId(), input.instanceId), key })),
    ],
    contradicted: contradicted.size,
    recounts: [...recountsOf(pairs.map(({ row }, at) => [row, completedRows[at]?.save ?? row])), ...split.recounts],
  };
}

/** A row with what the log knows better: exact times, why it failed, who began it where that was open, how it ended where counters left it open. */
function completed(row: Save, told: LogSave): Save {
  const isSettled = row.outcome === 'unknown' && told.outcome !== 'unknown';
  const outcome = isSettled ? told.outcome : row.outcome;
  const endedAt = told.endedAt ?? row.endedAt;
  const startedAt = told.startedAt ?? notAfter(row.startedAt, endedAt);
  return {
    ...row,
    outcome,
    startedAt,
    endedAt,
    durationSeconds: secondsBetween(told.startedAt, told.endedAt) ?? row.durationSeconds,
    trigger: row.trigger === 'unknown' ? told.trigger : row.trigger,
    cowBytes: row.cowBytes ?? told.cowBytes,
    snapshotWritten: isSettled ? outcome === 'saved' : row.snapshotWritten,
    cause: outcome === 'failed' ? causeOf(row.cause, told) : isSettled ? null : row.cause,
    note: isSettled ? null : row.note,
  };
}

/** What the log names is certain; where it names nothing, what was concluded before stays. */
function causeOf(known: Cause | null, told: LogSave): Cause | null {
  if (told.outcome !== 'failed') return known;
  const named = logCause(told);
  return isNamed(named) || known === null ? named : { ...known, stage: named.stage ?? known.stage };
}

/** Attempts of which only the number was known become the single saves of the log; the last of them keeps the id, as do those still missing. */
function splitCounted(
  counted: readonly Save[],
  told: readonly PlacedSave[],
  input: JoinInput,
): {
  readonly rows: readonly JoinedRow[];
  readonly recounts: readonly Recount[];
  readonly taken: ReadonlySet<unknown>;
} {
  const taken = new Set<unknown>();
  const rows: JoinedRow[] = [];
  const recounts: Recount[] = [];
  for (const row of counted) {
    const ends = endsOf(row, input);
    const isIn = ({ save }: PlacedSave): boolean => ends !== null && isWithin(save.endedAt, ends.from, ends.to);
    const found = without(told, taken)
      .filter((one) => isIn(one) && canBeSame(row, one.save))
      .slice(0, row.attempts);
    for (const one of found) taken.add(one);
    if (found.length === 0) continue;
    const singles = singlesOf(row, found, input.newId);
    rows.push(...singles);
    recounts.push(...recountsOf(singles.slice(0, found.length).map(({ save }) => [row, save])));
  }
  return { rows, recounts, taken };
}

function singlesOf(row: Save, found: readonly PlacedSave[], newId: () => string): readonly JoinedRow[] {
  const missing = row.attempts - found.length;
  const single = (one: PlacedSave, id: string): JoinedRow => ({
    save: { ...completed({ ...row, attempts: 1, source: 'log', startedAt: null, note: null }, one.save), id },
    key: one.key,
  });
  const last = found.length - 1;
  const rows = found.map((one, place) => single(one, missing === 0 && place === last ? row.id : newId()));
  return missing === 0 ? rows : [...rows, { save: { ...row, attempts: missing }, key: null }];
}

function isWithin(at: EpochMs | null, from: EpochMs, to: EpochMs): boolean {
  return at !== null && at >= from && at <= to;
}

function notAfter(at: EpochMs | null, end: EpochMs | null): EpochMs | null {
  return at === null || end === null ? at : Math.min(at, end);
}

function without<T>(all: readonly T[], taken: ReadonlySet<unknown>): readonly T[] {
  return all.filter((one) => !taken.has(one));
}
