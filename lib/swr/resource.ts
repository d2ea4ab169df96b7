import type { SWRConfiguration, SWRResponse } from 'swr';
import type { ApiError } from './fetcher';
import { asApiError } from './fetcher';
import type { StreamState } from './link';

/** What every hook of a resource returns. Data and error may both be there: old data stays, and the error is told. */
export interface Resource<T> {
  readonly data: T | undefined;
  readonly error: ApiError | null;
  readonly isLoading: boolean;
  /** ISO time of the facts in `data`, where the resource has one. */
  readonly observedAt: string | null;
}

const SAFETY_MS = 30_000;
const DEDUPE_MS = 1_000;

/**
 * SWR's own polling: fast while the stream is down, and rarely while it is live, should a message ever be lost.
 * Both intervals are set because SWR swallows a refreshInterval below its dedupingInterval.
 */
export function polling(stream: StreamState, whenDownMs: number): SWRConfiguration {
  return {
    refreshInterval: stream === 'down' ? whenDownMs : SAFETY_MS,
    dedupingInterval: DEDUPE_MS,
    errorRetryInterval: whenDownMs,
    keepPreviousData: false,
  };
}

/** Pictures move by columns and are read again when the stream tells of a save: polling only lets the axis go on. */
export function drawing(): SWRConfiguration {
  return { refreshInterval: 60_000, dedupingInterval: DEDUPE_MS, errorRetryInterval: 4_000, keepPreviousData: true };
}

/** What is read fresh once and never again by itself: a key of its own for each look. */
export const READ_ONCE: SWRConfiguration = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  shouldRetryOnError: false,
  refreshInterval: 0,
};

export function toResource<T>(response: SWRResponse<T, unknown>, observedAt: string | null): Resource<T> {
  return {
    data: response.data,
    error: response.error === undefined ? null : asApiError(response.error),
    isLoading: response.isLoading,
    observedAt,
  };
}
