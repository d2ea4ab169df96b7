import type { EpochMs } from '../observation/observation';

/** A part of time, both ends included: one of no length is an instant. */
export interface TimeSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The same time in spans that lie apart, oldest first; what ends before it begins is left out. */
export function united(spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const apart: TimeSpan[] = [];
  for (const span of spans.filter(({ from, to }) => from <= to).toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last === undefined || span.from > last.to) apart.push(span);
    else apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return apart;
}

/** What of `whole` lies in none of `spans`. */
export function outside(whole: TimeSpan, spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const left: TimeSpan[] = [];
  let { from } = whole;
  for (const span of united(spans)) {
    if (span.from > from) left.push({ from, to: Math.min(span.from, whole.to) });
    from = Math.max(from, span.to);
  }
  return united([...left, { from, to: whole.to }]);
}

/** The time that both have, each of spans that lie apart and are in order; those that meet in an instant have that. */
export function common(some: readonly TimeSpan[], others: readonly TimeSpan[]): readonly TimeSpan[] {
  const shared: TimeSpan[] = [];
  let [next, nextOther] = [0, 0];
  for (;;) {
    const [a, b] = [some[next], others[nextOther]];
    if (a === undefined || b === undefined) return united(shared);
    shared.push({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) });
    if (a.to < b.to) next += 1;
    else nextOther += 1;
  }
}
