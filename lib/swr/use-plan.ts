import useSWR from 'swr';
import type { Plan } from '../contracts/action';
import { getJson } from './fetcher';
import { planKey } from './keys';
import type { Resource } from './resource';
import { READ_ONCE, toResource } from './resource';

export interface PlanRequest {
  readonly instanceId: string;
  readonly action: 'bgsave' | 'set-stop-writes';
  readonly value: 'yes' | 'no' | null;
  /** A new one for each look: a plan is read fresh and never taken from a cache. */
  readonly round: string;
}

/** What an action would do, read once per `round`. */
export function usePlan(request: PlanRequest): Resource<Plan> {
  const { instanceId, action, value, round } = request;
  const response = useSWR([planKey(instanceId, action, value), round], ([url]) => getJson<Plan>(url), READ_ONCE);
  return toResource(response, response.data?.readAt ?? null);
}
