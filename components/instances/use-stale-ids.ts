import { useMemo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { freshnessOf } from '@/lib/swr/use-freshness';
import type { Glance } from '@/lib/swr/use-live';
import { useGlance } from '@/lib/swr/use-live';

/**
 * What was found at which moment. Title, tab and page look at the same fleet, and each of them again whenever it is rendered: it is
 * gone through once a second. Two moments are kept: while the first HTML is taken over, React asks for that of the server in turns
 * with that of now.
 */
const looked = new WeakMap<readonly Instance[], Map<string, string>>();
const KEPT_MOMENTS = 2;

function staleAt(instances: readonly Instance[], glance: Glance): string {
  const moment = `${glance.now} ${glance.heardAt} ${glance.isOnline}`;
  const known = looked.get(instances) ?? new Map<string, string>();
  looked.set(instances, known);
  const found = known.get(moment);
  if (found !== undefined) return found;
  const ids = instances.filter((instance) => freshnessOf(instance, glance) !== 'fresh').map(({ id }) => id);
  const stale = ids.join('\n');
  if (known.size === KEPT_MOMENTS) known.clear();
  known.set(moment, stale);
  return stale;
}

/** The instances whose facts may no longer be believed. */
export function useStaleIds(instances: readonly Instance[]): ReadonlySet<string> {
  const joined = useGlance((glance) => staleAt(instances, glance));
  return useMemo(() => new Set(joined === '' ? [] : joined.split('\n')), [joined]);
}
