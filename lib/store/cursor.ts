import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import { InvalidCursorError } from './store-error';

export type ListName = 'saves' | 'events' | 'audit' | 'incidents' | 'timeline';

/** The last row of a page: what it is ordered by (a time, a seq in the audit, the number of an incident), and its id. */
export interface Position {
  readonly at: EpochMs;
  readonly id: string;
}

/** The cursor of the page after this row: opaque to everyone else. */
export function cursorOf(list: ListName, at: number, id: string): string {
  return Buffer.from(JSON.stringify([list, at, id])).toString('base64url');
}

/** Reads a cursor back. Throws `InvalidCursorError` when this list never gave it. */
export function positionOf(list: ListName, cursor: string): Position {
  const [, at, id] = parts(cursor);
  if (typeof at !== 'number' || typeof id !== 'string' || !Number.isSafeInteger(at)) throw new InvalidCursorError();
  // Only what we would write ourselves: the list's own name, in its own form, and nothing besides.
  if (cursorOf(list, at, id) !== cursor) throw new InvalidCursorError();
  return { at, id };
}

function parts(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
