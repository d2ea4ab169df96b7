import type { IncidentEntry } from '@/lib/contracts/incident';

/** Happened a row in a second in which the one before or after it did as well? Then only milliseconds tell which came first. */
export function sharesSecond(entries: readonly Pick<IncidentEntry, 'from' | 'to'>[], index: number): boolean {
  const own = secondsOf(entries[index]);
  return [entries[index - 1], entries[index + 1]].some((other) => secondsOf(other).some((at) => own.includes(at)));
}

function secondsOf(entry: Pick<IncidentEntry, 'from' | 'to'> | undefined): string[] {
  return entry === undefined ? [] : [entry.from, entry.to].map((at) => at.slice(0, 19));
}
