import type { Facts, RdbFacts, ServerFacts } from './observation';

/**
 * Has nothing moved from one look to the next but the clock of the same process, and how many changes no snapshot has? Whoever looks gives
 * the very objects of before where nothing in them is otherwise. False where that is not so: it says nothing then.
 */
export function standsStill(before: Facts, after: Facts): boolean {
  return (
    before.counters === after.counters &&
    before.config === after.config &&
    before.ping === after.ping &&
    before.replication === after.replication &&
    before.loading === after.loading &&
    before.aof === after.aof &&
    before.forks === after.forks &&
    isSameButFor(TIMES, before.server, after.server) &&
    isSameButFor(CHANGES, before.rdb, after.rdb)
  );
}

const TIMES: readonly (keyof ServerFacts)[] = ['timeSeconds', 'timeMs', 'uptimeSeconds'];
const CHANGES: readonly (keyof RdbFacts)[] = ['changesSinceLastSave'];

function isSameButFor<T extends object>(passing: readonly (keyof T)[], before: T, after: T): boolean {
  if (before === after) return true;
  for (const name in after) if (after[name] !== before[name] && !passing.includes(name)) return false;
  return true;
}
