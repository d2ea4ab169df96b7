import 'server-only';
import type { Config } from '../config/config';
import { isLoopback } from '../config/loopback';
import { EN } from '../domain/words/en';
import { Groups } from '../groups/groups';
import type { Monitor } from '../monitor/monitor';
import { announcingBy } from '../redis/announcing';
import type { Timeouts } from '../redis/redis';
import type { Store } from '../store/store';

const LEAST_MS = 500;
const MOST_MS = 5000;

interface GroupFollowingParts {
  readonly config: Pick<Config, 'groups' | 'outbound' | 'pollIntervalMs' | 'port'>;
  readonly store: Store;
  readonly monitor: Monitor;
  readonly timeouts: Timeouts;
  readonly now: () => number;
  readonly isReserved: (id: string) => boolean;
  /** It is watched from now on. */
  readonly onFound: (id: string) => Promise<void>;
  readonly onDropped: (id: string) => Promise<void>;
  readonly onStanding: (id: string) => void;
  readonly onChange: () => void;
}

/** The groups of the configuration, wired to what watches their nodes. Asked every five polls, within half a second and five. */
export function groupFollowing(parts: GroupFollowingParts): Groups {
  const { config, store, monitor, timeouts, now, isReserved } = parts;
  const announcing = announcingBy(config.outbound);
  const everyMs = Math.min(MOST_MS, Math.max(LEAST_MS, 5 * config.pollIntervalMs));
  return new Groups(config.groups, everyMs, {
    announcing,
    timeouts,
    store,
    now,
    refused: async (host, port) => {
      if (port === config.port && isLoopback(host)) return 'it is Savepoint itself.';
      if (await announcing.mayReach(host, port)) return null;
      return config.outbound === null
        ? 'no Redis is at a link-local or metadata address, or at one that is no host’s.'
        : 'SAVEPOINT_OUTBOUND does not name it.';
    },
    isTaken: (id) => monitor.has(id) || isReserved(id),
    add: async (instance) => {
      await monitor.add(instance);
      await parts.onFound(instance.id);
    },
    // Held: else a poll in flight would write down again what the store has just forgotten.
    drop: (id, forget) =>
      monitor.whileHeld(id, async () => {
        await forget();
        await monitor.remove(id);
        await parts.onDropped(id);
      }),
    tell: (id, standing) => {
      monitor.watchOf(id)?.tellGroup(standing);
      parts.onStanding(id);
    },
    known: (id) => ({
      answers: monitor.view(id, EN)?.state !== 'unreachable',
      hasOverride: (monitor.watchOf(id)?.override ?? null) !== null,
    }),
    onChange: parts.onChange,
  });
}
