import type { Instance } from '@/lib/contracts/instance';
import { orderInstances } from '@/lib/domain/instance/order-instances';
import { freshnessOf } from '@/lib/swr/use-freshness';
import { glanceNow } from '@/lib/swr/use-live';
import { matching } from '../instances/fleet-filter';
import { isFiltered, readQuery } from '../instances/fleet-query';
import type { FirstStrings } from '../strings/en';

/** Which instances to save, in this order. */
export interface BulkWanted {
  readonly ids: readonly string[];
  readonly isFiltered: boolean;
}

/** Those that the fleet page shows at this address, worst first; on another page the whole fleet. */
export function bulkWanted(
  instances: readonly Instance[],
  address: Pick<Location, 'pathname' | 'search'>,
  strings: FirstStrings,
): BulkWanted {
  const glance = glanceNow();
  const fleet = instances.map((instance) => ({
    instance,
    state: freshnessOf(instance, glance) === 'fresh' ? instance.state : ('unknown' as const),
  }));
  const query = readQuery(new URLSearchParams(address.pathname === '/' ? address.search : ''));
  const shown = matching(fleet, query, strings).map(({ instance, state }) => ({ ...instance, state }));
  return { ids: orderInstances(shown).map(({ id }) => id), isFiltered: isFiltered(query) };
}
