import useSWR from 'swr';
import type { BulkPlan, BulkSave, LatestBulk } from '../contracts/bulk';
import { getJson } from './fetcher';
import { BULK_KEY, bulkKey } from './keys';
import { sendBulkPlan } from './mutations';
import type { Resource } from './resource';
import { READ_ONCE, toResource } from './resource';

const READ_AGAIN_MS = 1_000;
/** While none runs. Whoever shows this asks again when a save begins. */
const SELDOM_MS = 10_000;

// Not made anew at each render: SWR begins to wait again with each new function.
const untilNextBegins = (known: LatestBulk | undefined): number =>
  known?.latest?.endedAt === null ? READ_AGAIN_MS : SELDOM_MS;
const whileRunning = (known: BulkSave | undefined): number =>
  known === undefined || known.endedAt === null ? READ_AGAIN_MS : 0;

/** The bulk save that was begun last, in numbers; null where there was none. `read` asks again. */
export function useLatestBulk(): Resource<LatestBulk> & { readonly read: () => unknown } {
  const response = useSWR(BULK_KEY, getJson<LatestBulk>, {
    refreshInterval: untilNextBegins,
    dedupingInterval: READ_AGAIN_MS / 2,
  });
  return { ...toResource(response, null), read: response.mutate };
}

/** One bulk save, followed to its end. `keep` takes a newer one that another request was answered with. */
export function useBulkSave(
  id: string,
  first?: BulkSave,
): Resource<BulkSave> & { readonly keep: (newer: BulkSave) => void } {
  const response = useSWR(bulkKey(id), getJson<BulkSave>, {
    fallbackData: first,
    refreshInterval: whileRunning,
    dedupingInterval: READ_AGAIN_MS / 2,
    errorRetryInterval: READ_AGAIN_MS,
  });
  return { ...toResource(response, null), keep: (newer) => void response.mutate(newer, { revalidate: false }) };
}

/** What saving these would do, read once per `round`. */
export function useBulkPlan(ids: readonly string[], round: string): Resource<BulkPlan> {
  const response = useSWR([`${BULK_KEY}/plan`, round], () => sendBulkPlan(ids), READ_ONCE);
  return toResource(response, response.data?.readAt ?? null);
}
