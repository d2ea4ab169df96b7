import { useEffect } from 'react';
import { useSWRConfig } from 'swr';

/**
 * Puts what the server rendered into SWR's cache when nothing is there yet: fallbackData alone stays outside it, and the
 * stream could not change what is not in the cache.
 */
export function useSeed<T>(key: string, fallback: T | undefined): void {
  const { cache, mutate } = useSWRConfig();
  useEffect(() => {
    if (fallback === undefined || cache.get(key)?.data !== undefined) return;
    void mutate(key, fallback, { revalidate: false });
  }, [cache, mutate, key, fallback]);
}
