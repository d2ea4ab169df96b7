import { useState } from 'react';
import useSWR, { useSWRConfig, type SWRConfiguration } from 'swr';
import type { ApiError } from './fetcher';
import { asApiError, getJson } from './fetcher';
import { olderKey } from './keys';
import type { ListShape } from './list-shape';
import type { Resource } from './resource';
import { polling, toResource } from './resource';
import { joinRows, refreshRows } from './rows';
import { useStreamState } from './use-live';
import { useSeed } from './use-seed';

/** A list that is newest first, and the way to what is older. */
export interface Rows<T> extends Resource<readonly T[]> {
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  readonly olderError: ApiError | null;
  readonly loadOlder: () => Promise<void>;
}

/** One paged list of the contract, kept whole while new rows arrive at its top. `config`: what is otherwise here than in every list. */
export function useRows<L, T extends { readonly id: string }>(
  key: string,
  shape: ListShape<L, T>,
  fallback: L | undefined,
  config: SWRConfiguration = {},
): Rows<T> {
  const { cache, mutate } = useSWRConfig();
  const [older, setOlder] = useState<{ loading: boolean; error: ApiError | null }>({ loading: false, error: null });
  useSeed(key, fallback);

  const fetchNewest = async (url: string): Promise<L> => {
    const fresh = await getJson<L>(url);
    const before = cache.get(url)?.data as L | undefined;
    const { rows, kept } = refreshRows(before && shape.rows(before), shape.rows(fresh));
    return shape.make(rows, kept && before !== undefined ? shape.next(before) : shape.next(fresh));
  };
  const response = useSWR(key, fetchNewest, {
    ...polling(useStreamState(), 4_000),
    fallbackData: fallback,
    ...config,
  });
  const { data } = response;
  const next = data === undefined ? null : shape.next(data);

  const loadOlder = async (): Promise<void> => {
    if (next === null || older.loading) return;
    setOlder({ loading: true, error: null });
    try {
      const page = await getJson<L>(olderKey(key, next));
      await mutate<L>(
        key,
        (now) => shape.make(joinRows(now === undefined ? [] : shape.rows(now), shape.rows(page)), shape.next(page)),
        { revalidate: false },
      );
      setOlder({ loading: false, error: null });
    } catch (thrown) {
      setOlder({ loading: false, error: asApiError(thrown) });
    }
  };

  return {
    ...toResource(response, null),
    data: data === undefined ? undefined : shape.rows(data),
    hasOlder: next !== null,
    isLoadingOlder: older.loading,
    olderError: older.error,
    loadOlder,
  };
}
