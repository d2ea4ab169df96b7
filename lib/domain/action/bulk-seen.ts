import { type Facts, valueOf } from '../observation/observation';
import type { BulkPlace } from './bulk';
import { takesMuchMemory } from './plan-bgsave';

/** What a bulk save looks at besides the plan of an instance. */
export interface BulkSeen {
  readonly runId: string | null;
  /** A child of it runs: a save, an AOF rewrite or a fork of a module. What INFO does not tell is not taken for one. */
  readonly forks: boolean;
  readonly memoryBytes: number | null;
  readonly takesMuchMemory: boolean | null;
  /** A replica without save points and without AOF: it was set up to write nothing. */
  readonly keepsNothing: boolean;
}

export function bulkSeenOf(facts: Facts): BulkSeen {
  const { server, rdb, aof, forks, memory, config } = facts;
  return {
    runId: server.runId,
    forks: [rdb.inProgress, aof.rewriteInProgress, forks.moduleForkInProgress].includes(true),
    memoryBytes: memory.rssBytes ?? memory.usedBytes,
    takesMuchMemory: takesMuchMemory(facts),
    keepsNothing: server.role === 'replica' && aof.enabled === false && valueOf(config.savePoints)?.length === 0,
  };
}

/**
 * For each of `ids` that another one of its host holds back now, that one's name. `forks` says of which a child runs; one process that has
 * two names does not hold back itself.
 */
export function heldByOthers(
  ids: readonly string[],
  places: readonly BulkPlace[],
  forks: (id: string) => boolean,
): ReadonlyMap<string, string> {
  const hostOf = new Map(places.map(({ id, host }) => [id, host]));
  const processOf = new Map(places.map(({ id, sameAs }) => [id, sameAs?.id ?? id]));
  const forking = places.filter(({ id }) => forks(id));
  return new Map(
    ids.flatMap((id) => {
      const by = forking.find((one) => one.host === hostOf.get(id) && processOf.get(one.id) !== processOf.get(id));
      return by === undefined ? [] : [[id, by.name] as const];
    }),
  );
}
