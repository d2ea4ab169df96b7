import type { Save } from '../save/save';
import type { TimelineRecord } from './timeline-record';

/** Records that are told as one row: one record, or failures that followed each other with nothing in between. */
export interface TimelineGroup {
  readonly newest: TimelineRecord;
  readonly oldest: TimelineRecord;
  /** Attempts of all of them; null: it is no save. */
  readonly attempts: number | null;
  readonly records: number;
}

export function groupOf(record: TimelineRecord): TimelineGroup {
  return { newest: record, oldest: record, attempts: record.kind === 'save' ? record.save.attempts : null, records: 1 };
}

/** The groups with more records, older than all of them, added at the end: failures are folded into those before. */
export function folded(groups: readonly TimelineGroup[], older: readonly TimelineRecord[]): readonly TimelineGroup[] {
  const all = [...groups];
  for (const record of older) {
    const last = all.at(-1);
    if (last !== undefined && foldsWith(last.oldest, record)) all[all.length - 1] = joined(last, record);
    else all.push(groupOf(record));
  }
  return all;
}

function joined(group: TimelineGroup, older: TimelineRecord): TimelineGroup {
  const more = older.kind === 'save' ? older.save.attempts : 0;
  return { ...group, oldest: older, attempts: (group.attempts ?? 0) + more, records: group.records + 1 };
}

function foldsWith(newer: TimelineRecord, older: TimelineRecord): boolean {
  if (newer.kind !== 'save' || older.kind !== 'save') return false;
  const [a, b] = [newer.save, older.save];
  return isFailure(a) && isFailure(b) && a.actionId === null && b.actionId === null && isAlike(a, b);
}

/** Also one of which Redis tells no more than that it left no snapshot: while the last status is "err" every failure looks so. */
export function isFailure({ snapshotWritten, outcome }: Save): boolean {
  return snapshotWritten === false && outcome !== 'cancelled';
}

function isAlike(a: Save, b: Save): boolean {
  return a.trigger === b.trigger && a.cause?.kind === b.cause?.kind && a.cause?.stage === b.cause?.stage;
}
