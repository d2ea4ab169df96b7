import type { BulkMember } from './bulk';

/** How far a bulk save has come, in instances; together they are all of them. */
export interface BulkCounts {
  readonly waiting: number;
  readonly running: number;
  readonly saved: number;
  /** Not started, or ended without a snapshot. */
  readonly failed: number;
  /** It is not known how they ended. */
  readonly unknown: number;
  /** Never begun: another one's process, a host that was stopped, or all of it was. */
  readonly left: number;
}

export function bulkCounts(members: readonly BulkMember[]): BulkCounts {
  const counts = { waiting: 0, running: 0, saved: 0, failed: 0, unknown: 0, left: 0 };
  for (const member of members) counts[countOf(member)] += 1;
  return counts;
}

function countOf({ standing, outcome }: BulkMember): keyof BulkCounts {
  switch (standing) {
    case 'waiting':
    case 'running':
      return standing;
    case 'refused':
      return 'failed';
    case 'ended':
      if (outcome === 'applied') return 'saved';
      return outcome === 'not-applied' || outcome === 'conflict' ? 'failed' : 'unknown';
    default:
      return 'left';
  }
}
