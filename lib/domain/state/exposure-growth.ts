import type { Observation } from '../observation/observation';
import { steady } from './steady';

/** So far apart two looks have to be to tell how fast changes come, milliseconds: those of one second say little of a minute. */
const APART_MS = 10_000;
/** What came longer ago says nothing of now, milliseconds. */
const WINDOW_MS = 60_000;

/** What was not in a snapshot at one look. `at`: milliseconds on a clock that nobody sets. */
interface Mark {
  readonly at: number;
  readonly changes: number;
}

/** How fast changes come that no snapshot has, as looks at one run since one good save tell. */
export interface Growth {
  readonly runId: string | null;
  readonly lastSaveTime: number | null;
  /** Oldest first; empty: nothing is known. */
  readonly marks: readonly Mark[];
  /** Changes a minute, about; 0: none come, null: not known. */
  readonly told: number | null;
}

export const GROWTH_UNKNOWN: Growth = { runId: null, lastSaveTime: null, marks: [], told: null };

/** What is known after one more look, at `at`. One without an answer, a save and a new process begin it anew. */
export function growthAfter(before: Growth, look: Observation, at: number): Growth {
  if (look.kind !== 'facts') return GROWTH_UNKNOWN;
  const { server, rdb } = look.facts;
  if (rdb.changesSinceLastSave === null) return GROWTH_UNKNOWN;
  const mark = { at, changes: Math.max(0, rdb.changesSinceLastSave) };
  const last = before.marks.at(-1);
  const goesOn = before.runId === server.runId && before.lastSaveTime === rdb.lastSaveTime;
  if (!goesOn || last === undefined || mark.changes < last.changes) {
    return { runId: server.runId, lastSaveTime: rdb.lastSaveTime, marks: [mark], told: null };
  }
  const recent = before.marks.filter((one) => at - one.at <= WINDOW_MS);
  const marks = recent.length === 0 ? [last] : recent;
  const next = at - last.at >= APART_MS ? [...marks, mark] : marks;
  return { ...before, marks: next, told: perMinute(marks[0] ?? last, mark, before.told) };
}

/** With two figures, and never 0 while changes come. */
function perMinute(from: Mark, to: Mark, told: number | null): number | null {
  const ms = to.at - from.at;
  if (ms < APART_MS) return told;
  const rate = ((to.changes - from.changes) / ms) * 60_000;
  if (rate <= 0) return 0;
  const step = Math.max(1, 10 ** (Math.floor(Math.log10(rate)) - 1));
  return Math.max(1, steady(told, rate, step));
}
