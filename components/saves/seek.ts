import type { FoldedRow } from './fold';

/** Pure: where in the history something stands. */

export type Target =
  | { readonly kind: 'save'; readonly id: string }
  | { readonly kind: 'span'; readonly from: string; readonly to: string; readonly text: string };

/** When a row began and ended. */
function spanOfRow(row: FoldedRow): readonly [string, string] {
  if (row.kind === 'event') return [row.event.from, row.event.to];
  const first = row.kind === 'save' ? row.save : row.saves.at(-1);
  const last = row.kind === 'save' ? row.save : row.saves[0];
  const from = first?.startedAt ?? first?.endedAt ?? '';
  return [from, last?.endedAt ?? last?.startedAt ?? from];
}

/** The id that a row has in the page. */
export function rowId(row: FoldedRow): string {
  if (row.kind === 'event') return row.event.id;
  return row.kind === 'save' ? row.save.id : `repeated-${row.id}`;
}

function hasSave(row: FoldedRow, id: string): boolean {
  if (row.kind === 'save') return row.save.id === id;
  return row.kind === 'repeated' && row.saves.some((save) => save.id === id);
}

/** A save belongs to the time in which it began; what stands for more than that, to all of its time. */
function isIn(row: FoldedRow, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const [began, ended] = spanOfRow(row);
  if (row.kind === 'save' && row.save.attempts === 1) return began >= from && began < to;
  return began < to && ended >= from;
}

/** The rows that are meant, by their ids in the page, newest first; a single save is named itself, also where it is folded. */
export function findRows(rows: readonly FoldedRow[], target: Target): string[] {
  if (target.kind === 'save') return rows.some((row) => hasSave(row, target.id)) ? [target.id] : [];
  return rows.filter((row) => isIn(row, target)).map(rowId);
}

/** Have older rows than those that are sought been read already? */
export function isPassed(rows: readonly FoldedRow[], target: Target): boolean {
  const oldest = rows.at(-1);
  return target.kind === 'span' && oldest !== undefined && spanOfRow(oldest)[0] < target.from;
}
