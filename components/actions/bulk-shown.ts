import type { BulkCounts, BulkMember } from '@/lib/contracts/bulk';
import type { Strings } from '../strings/en';

export type BulkShown = keyof Strings['bulk']['shown'];

/** The word that a member of a bulk save is shown with: saving only once Redis took the command, saved only once that was read back. */
export function bulkShown({ standing, outcome, actionId }: BulkMember): BulkShown {
  switch (standing) {
    case 'waiting':
    case 'refused':
      return standing;
    case 'running':
      if (outcome === 'unknown') return 'unknown';
      return actionId === null ? 'asking' : 'running';
    case 'ended':
      if (outcome === 'applied') return 'saved';
      return outcome === 'not-applied' || outcome === 'conflict' ? 'failed' : 'unknown';
    default:
      return 'left';
  }
}

export function allOf({ waiting, running, saved, failed, unknown, left }: BulkCounts): number {
  return waiting + running + saved + failed + unknown + left;
}

/** How many have come to an end, or never will begin. */
export function endedOf(counts: BulkCounts): number {
  return allOf(counts) - counts.waiting - counts.running;
}

export interface OnHost<T> {
  readonly host: string;
  readonly here: readonly T[];
}

/** Host by host, each where its first instance stands. */
export function byHost<T extends { readonly host: string }>(all: readonly T[]): OnHost<T>[] {
  const hosts = new Map<string, T[]>();
  for (const one of all) hosts.set(one.host, [...(hosts.get(one.host) ?? []), one]);
  return [...hosts].map(([host, here]) => ({ host, here }));
}
