/** Pure: how lists that are newest first take in new rows and new pages without a hole and without a double row. */

interface Row {
  readonly id: string;
}

/** Puts a row in the place of the one with its id, or on top. */
export function upsertRow<T extends Row>(rows: readonly T[], row: T): T[] {
  const known = rows.some((other) => other.id === row.id);
  return known ? rows.map((other) => (other.id === row.id ? row : other)) : [row, ...rows];
}

/** All rows of both, the newer page first; a row in both is taken from the newer page. */
export function joinRows<T extends Row>(newer: readonly T[], older: readonly T[]): T[] {
  const seen = new Set(newer.map((row) => row.id));
  return [...newer, ...older.filter((row) => !seen.has(row.id))];
}

/**
 * The newest page, read again, before the rows that it pushed off its end. Where nothing overlaps there may be a hole
 * between them: then the old rows go, and `older` reads them again.
 */
export function refreshRows<T extends Row>(
  before: readonly T[] | undefined,
  fresh: readonly T[],
): { rows: T[]; kept: boolean } {
  if (before === undefined) return { rows: [...fresh], kept: false };
  const ids = new Set(before.map((row) => row.id));
  const last = fresh.at(-1);
  if (last === undefined || !ids.has(last.id)) return { rows: [...fresh], kept: false };
  const rest = before.slice(before.findIndex((row) => row.id === last.id) + 1);
  return { rows: joinRows(fresh, rest), kept: true };
}
