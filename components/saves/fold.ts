import type { Save } from '@/lib/contracts/save';
import { shownOutcome } from './save-outcome';
import type { TimelineRow } from './timeline';

/** Pure: failures that repeat, in one row. */

/** Attempts of one instance that ended alike, newest first, with nothing else between them. */
export interface Repeated {
  readonly kind: 'repeated';
  /** Of the oldest of them: it stays while new ones come in at the top. */
  readonly id: string;
  readonly saves: readonly Save[];
}

export type FoldedRow = TimelineRow | Repeated;

/** Fewer are no burden, and are read one by one. */
const FOLD_FROM = 3;
/** Intervals that differ more than this have no "about every". */
const STEADY = 2.5;

function isFailure(save: Save): boolean {
  const shown = shownOutcome(save);
  return shown === 'failed' || shown === 'not-saved';
}

function isSameFailure(one: Save, other: Save): boolean {
  return (
    isFailure(one) &&
    isFailure(other) &&
    one.instanceId === other.instanceId &&
    one.outcome === other.outcome &&
    one.trigger === other.trigger &&
    one.actor === other.actor &&
    one.cause?.kind === other.cause?.kind &&
    one.cause?.stage === other.cause?.stage
  );
}

/** Rows that are newest first, with what repeats folded. */
export function foldFailures(rows: readonly TimelineRow[]): FoldedRow[] {
  const folded: FoldedRow[] = [];
  let run: TimelineRow[] = [];
  const close = (): void => {
    const saves = run.flatMap((row) => (row.kind === 'save' ? [row.save] : []));
    const oldest = saves.at(-1);
    if (oldest === undefined || saves.length < FOLD_FROM) folded.push(...run);
    else folded.push({ kind: 'repeated', id: oldest.id, saves });
    run = [];
  };
  for (const row of rows) {
    const last = run.at(-1);
    const goesOn = row.kind === 'save' && last?.kind === 'save' && isSameFailure(last.save, row.save);
    if (!goesOn) close();
    run.push(row);
  }
  close();
  return folded;
}

export function attemptsOf(saves: readonly Save[]): number {
  return saves.reduce((sum, save) => sum + save.attempts, 0);
}

/** About how far apart the attempts were, in seconds; null where it is not known or differs too much to say so. */
export function everySeconds(saves: readonly Save[]): number | null {
  const starts = saves.map((save) => Date.parse(save.startedAt ?? save.endedAt ?? ''));
  const gaps = starts.slice(1).map((start, i) => ((starts[i] ?? NaN) - start) / 1000 / (saves[i + 1]?.attempts ?? 1));
  const sorted = gaps.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const longest = sorted.at(-1);
  if (middle === undefined || longest === undefined || gaps.some(Number.isNaN)) return null;
  return longest > STEADY * Math.max(1, middle) ? null : middle;
}
