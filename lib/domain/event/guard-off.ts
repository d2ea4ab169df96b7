import type { InstanceEvent } from './event';
import type { EpochMs, GuardValue } from '../observation/observation';
import { common, outside, united, type TimeSpan } from './time-span';
import { seenUntil, unwatchedTime, type WatchFacts } from './watched-time';

/** A moment at which the value of the guard may be another than before; null: that side of it is not known. */
interface Mark extends TimeSpan {
  readonly before: GuardValue | null;
  readonly after: GuardValue | null;
}

/**
 * When the guard was off, as far as it was seen. A change that fell into an interval counts from its end on or up to its begin.
 * Between two changes the later one tells what it was before; after the last one the facts do. Not known is not off.
 */
export function guardOffTime(watch: WatchFacts, guard: GuardValue | null): readonly TimeSpan[] {
  const marks = [ALWAYS, ...watch.starts.map(startMark), ...watch.events.flatMap(changeMark), present(watch, guard)];
  const inOrder = marks.toSorted((a, b) => a.to - b.to);
  const off = inOrder.flatMap((mark, index) => {
    const next = inOrder[index + 1];
    if (next === undefined || (next.before ?? mark.after) !== 'no') return [];
    return [{ from: mark.to, to: next.from }];
  });
  return common(united(off), outside({ from: -Infinity, to: watch.now }, unwatchedTime(watch)));
}

const ALWAYS: Mark = { from: -Infinity, to: -Infinity, before: null, after: null };

function startMark({ at, seenBefore }: WatchFacts['starts'][number]): Mark {
  return { from: seenBefore ?? at, to: at, before: null, after: null };
}

function changeMark({ from, to, detail }: InstanceEvent): Mark[] {
  return detail.kind === 'guard-changed' ? [{ from, to, before: detail.from, after: detail.to }] : [];
}

function present(watch: WatchFacts, guard: GuardValue | null): Mark {
  const at: EpochMs = seenUntil(watch);
  return { from: at, to: at, before: guard, after: null };
}
