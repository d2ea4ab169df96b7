import useSWR from 'swr';
import type { Raw } from '../contracts/raw';
import { getJson } from './fetcher';
import { rawKey } from './keys';
import type { Resource } from './resource';
import { READ_ONCE, toResource } from './resource';

/** What Redis says to INFO, read once per `round` and never taken from a cache: a new round for each look. */
export function useRaw(instanceId: string, round: string): Resource<Raw> {
  const response = useSWR([rawKey(instanceId), round], ([url]) => getJson<Raw>(url), READ_ONCE);
  return toResource(response, response.data?.readAt ?? null);
}
