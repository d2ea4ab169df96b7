import { escaped } from '../../text/format';
import type { GuardValue } from '../../observation/observation';

/** What a failover left behind: an override stays in the process that it was made in. */
export const failover = {
  heir: (former: string, by: string) =>
    `Before it became a primary this server replicated ${escaped(former)}, where ${escaped(by)} switched the guard off. That override stays there: the guard is on here, so writes are refused here if its saves fail.`,
  isReplica:
    'This server was a primary when its guard was switched off, and is a replica now: the override matters to writers only once it is promoted again.',
  tookOver: (heir: string) =>
    `${escaped(heir)} replicated this server and is a primary now; the override stays here and does not hold there.`,
  guard: (value: GuardValue | null): string => {
    if (value === null) return 'Whether the guard is on there is not known.';
    return value === 'yes'
      ? 'The guard is on there: it refuses writes if its saves fail.'
      : 'The guard is off there as well, for a reason of its own.';
  },
};
