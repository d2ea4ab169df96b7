import { useEffect } from 'react';
import useSWR from 'swr';
import type { InstanceList } from '../contracts/instance';
import { getJson } from './fetcher';
import { INSTANCES_KEY } from './keys';
import type { Resource } from './resource';
import { polling, toResource } from './resource';
import { noteStates } from './state-changes';
import { useStreamState } from './use-live';
import { useSeed } from './use-seed';

/** The fleet. `fallback` is what the server rendered. */
export function useInstances(fallback: InstanceList): Resource<InstanceList> {
  useSeed(INSTANCES_KEY, fallback);
  const response = useSWR(INSTANCES_KEY, getJson<InstanceList>, {
    ...polling(useStreamState(), 2_000),
    fallbackData: fallback,
  });
  const { data } = response;
  useEffect(() => {
    if (data !== undefined) noteStates(data.instances);
  }, [data]);
  return toResource(response, data?.observedAt ?? null);
}
