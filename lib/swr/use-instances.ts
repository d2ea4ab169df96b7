import { useEffect } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import type { InstanceList } from '../contracts/instance';
import { calmly } from './calmly';
import { getJson } from './fetcher';
import { keepSame } from './keep-same';
import { INSTANCES_KEY } from './keys';
import { noteReadings } from './link';
import type { Resource } from './resource';
import { polling, toResource } from './resource';
import { noteStates } from './state-changes';
import { useStreamState } from './use-live';
import { useSeed } from './use-seed';

const REREAD_MS = 1_000;

/** That an instance was read again and is as it was, is no news of the list: it is noted as a pulse notes it. */
async function readInstances(known: InstanceList | undefined): Promise<InstanceList> {
  const list = await getJson<InstanceList>(INSTANCES_KEY);
  if (known === undefined) return list;
  noteReadings(list.instances);
  return { ...list, instances: [...keepSame(known.instances, list.instances, ({ id }) => id, { observedAt: null })] };
}

/** The fleet. `fallback` is what the server rendered; what has changed since then is read once the stream is open. */
export function useInstances(fallback: InstanceList): Resource<InstanceList> {
  const { cache, mutate } = useSWRConfig();
  useSeed(INSTANCES_KEY, fallback);
  const response = useSWR(
    INSTANCES_KEY,
    () => readInstances(cache.get(INSTANCES_KEY)?.data as InstanceList | undefined),
    {
      ...polling(useStreamState(), 2_000),
      fallbackData: fallback,
      revalidateOnMount: false,
      // An answer that was overtaken by a message is thrown away, and with it what no message tells: who is new, and who is gone.
      onDiscarded: () => calmly(INSTANCES_KEY, REREAD_MS, () => void mutate(INSTANCES_KEY)),
    },
  );
  const { data } = response;
  useEffect(() => {
    if (data !== undefined) noteStates(data.instances);
  }, [data]);
  return toResource(response, data?.observedAt ?? null);
}
