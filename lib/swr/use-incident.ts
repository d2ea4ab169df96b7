import useSWR from 'swr';
import type { IncidentDetail } from '../contracts/incident';
import { getJson } from './fetcher';
import { incidentKey } from './keys';
import type { Resource } from './resource';
import { polling, toResource } from './resource';
import { useStreamState } from './use-live';
import { useSeed } from './use-seed';

/** One incident with its notes and ticked steps. `fallback` is what the server rendered. */
export function useIncident(number: number, fallback?: IncidentDetail): Resource<IncidentDetail> {
  const key = incidentKey(number);
  useSeed(key, fallback);
  return toResource(
    useSWR(key, getJson<IncidentDetail>, { ...polling(useStreamState(), 2_000), fallbackData: fallback }),
    null,
  );
}
