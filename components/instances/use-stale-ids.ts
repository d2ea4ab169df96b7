import { useMemo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { freshnessOf } from '@/lib/swr/use-freshness';
import type { Glance } from '@/lib/swr/use-live';
import { useGlance } from '@/lib/swr/use-live';

interface Looked {
  readonly glance: string;
  readonly stale: string;
}

/** Title, tab and page look at the same fleet, and each of them again whenever it is rendered: it is gone through once a second. */
const looked = new WeakMap<readonly Instance[], Looked>();

function staleAt(instances: readonly Instance[], glance: Glance): string {
  const moment = `${glance.now} ${glance.heardAt} ${glance.isOnline}`;
  const known = looked.get(instances);
  if (known?.glance === moment) return known.stale;
  const ids = instances.filter((instance) => freshnessOf(instance, glance) !== 'fresh').map(({ id }) => id);
  const stale = ids.join('\n');
  looked.set(instances, { glance: moment, stale });
  return stale;
}

/** The instances whose facts may no longer be believed. */
export function useStaleIds(instances: readonly Instance[]): ReadonlySet<string> {
  const joined = useGlance((glance) => staleAt(instances, glance));
  return useMemo(() => new Set(joined === '' ? [] : joined.split('\n')), [joined]);
}
