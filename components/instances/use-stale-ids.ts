import { useMemo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { freshnessOf } from '@/lib/swr/use-freshness';
import { useGlance } from '@/lib/swr/use-live';

/** The instances whose facts may no longer be believed. */
export function useStaleIds(instances: readonly Instance[]): ReadonlySet<string> {
  const joined = useGlance((glance) =>
    instances
      .filter((instance) => freshnessOf(instance, glance) !== 'fresh')
      .map(({ id }) => id)
      .join('\n'),
  );
  return useMemo(() => new Set(joined === '' ? [] : joined.split('\n')), [joined]);
}
