import { useEffect } from 'react';
import useSWR from 'swr';
import type { Instance } from '../contracts/instance';
import { getJson } from './fetcher';
import { instanceKey } from './keys';
import type { Resource } from './resource';
import { polling, toResource } from './resource';
import { noteStates } from './state-changes';
import { latestObservation, useStreamState } from './use-live';
import { useSeed } from './use-seed';

/** One instance. `fallback` is what the server rendered, or what the fleet already shows. */
export function useInstance(id: string, fallback?: Instance): Resource<Instance> {
  const key = instanceKey(id);
  useSeed(key, fallback);
  const response = useSWR(key, getJson<Instance>, { ...polling(useStreamState(), 2_000), fallbackData: fallback });
  const { data } = response;
  useEffect(() => {
    if (data !== undefined) noteStates([data]);
  }, [data]);
  return toResource(response, data === undefined ? null : latestObservation(id, data.observedAt));
}
