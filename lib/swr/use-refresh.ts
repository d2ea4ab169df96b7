import { useCallback } from 'react';
import { useSWRConfig } from 'swr';
import { refreshAll } from './apply-message';

/** Reads again everything that is on the page. What is there stays until the answer comes. */
export function useRefresh(): () => void {
  const { cache, mutate } = useSWRConfig();
  return useCallback(() => refreshAll({ cache, mutate }), [cache, mutate]);
}
