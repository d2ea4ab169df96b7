import type { Instance } from '@/lib/contracts/instance';
import { orderInstances } from '@/lib/domain/instance/order-instances';
import type { Sort } from './fleet-query';

type Compare = (a: Instance, b: Instance) => number;

/** Made once: `localeCompare` would make one for each pair, some ten thousand for a large fleet. */
const NAMES = new Intl.Collator('en', { numeric: true });

const byName: Compare = (a, b) => NAMES.compare(a.name, b.name);

/** Most changes first; where they are not known one cannot say, so those stand last. */
const byChanges: Compare = ({ rdb: a }, { rdb: b }) => (b.changesSinceLastSave ?? -1) - (a.changesSinceLastSave ?? -1);

/** Those without any good save first, then the oldest save: what has waited longest. */
const bySave: Compare = ({ rdb: a }, { rdb: b }) => {
  const [one, other] = [a.lastGoodSaveAt ?? '', b.lastGoodSaveAt ?? ''];
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const COMPARE: Record<Exclude<Sort, 'worst'>, Compare> = { name: byName, changes: byChanges, saved: bySave };

/** A sorted copy. Whatever it is sorted by, the worst stands first among equals. */
export function sortInstances(instances: readonly Instance[], sort: Sort): Instance[] {
  const worst = orderInstances(instances);
  return sort === 'worst' ? worst : worst.sort(COMPARE[sort]);
}
