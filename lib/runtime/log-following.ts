import 'server-only';
import type { Config } from '../config/config';
import { skewMs } from '../domain/observation/clock';
import type { Sighting } from '../domain/observation/observation';
import { goodSaveAt } from '../domain/save/proven-save';
import type { Recount } from '../domain/redis-log/recount';
import type { Cause, Save } from '../domain/save/save';
import type { SaveKnowledge } from '../domain/save/save-knowledge';
import { Logs } from '../logs/logs';
import type { Monitor } from '../monitor/monitor';
import type { Store } from '../store/store';
import { newId } from './new-id';

const DAY_MS = 86_400_000;
const MOST_TOLD = 100;

export interface LogFollowingParts {
  readonly config: Pick<Config, 'instances' | 'pollIntervalMs' | 'retentionDays'>;
  readonly store: Store;
  readonly monitor: Monitor;
  readonly now: () => number;
  readonly onSave: (save: Save) => void;
  /** What the log told is kept: it may settle what was left open. */
  readonly onTold: (instanceId: string, rows: readonly Save[], recounts: readonly Recount[]) => void;
  /** The cause of what fails now is another one. */
  readonly onCause: (instanceId: string) => void;
}

/** The logs of the configured instances, wired to what watches them. */
export function logFollowing({ config, store, monitor, now, onSave, onTold, onCause }: LogFollowingParts): Logs {
  const parts = {
    store,
    now,
    newId,
    retentionMs: config.retentionDays * DAY_MS,
    // Three polls, and what an answer may take: from there on the history has a gap.
    slackMs: Math.max(3 * config.pollIntervalMs, 5000),
    offsetAt: (at: number) => -new Date(at).getTimezoneOffset(),
    look: async (id: string) => {
      // While it does not answer, or nothing can be kept, it is not asked once more for each look at its log.
      if (keptSighting(monitor, id) === null) return null;
      await monitor.oneMoreTurn(id);
      const watch = keptSighting(monitor, id);
      if (watch === null) return null;
      const { sighting, knowledge } = watch;
      return { lastGoodSaveAt: goodSaveAt(sighting, knowledge), aheadMs: skewMs(sighting) ?? 0 };
    },
    onRows: (id: string, rows: readonly Save[], recounts: readonly Recount[]) => {
      newest(rows).forEach(onSave);
      onTold(id, rows, recounts);
    },
    onCause: (id: string, cause: Cause, at: number) => {
      if (monitor.watchOf(id)?.nameCause(cause, at) === true) onCause(id);
    },
  };
  return new Logs(config.instances, parts, (id) => monitor.records(id));
}

/** The first look at a log may find thousands: open pages have no room for more than these. */
function newest(rows: readonly Save[]): readonly Save[] {
  return rows.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).slice(-MOST_TOLD);
}

/** What the latest poll saw, where it saw something and all of it is in the store. */
function keptSighting(monitor: Monitor, id: string): { sighting: Sighting; knowledge: SaveKnowledge } | null {
  const watch = monitor.watchOf(id);
  const isKept = monitor.running && monitor.records(id) && monitor.storeProblem === null && watch?.hasUnkept === false;
  if (!isKept || watch.latest?.kind !== 'facts') return null;
  return { sighting: watch.latest, knowledge: watch.memory.knowledge };
}
