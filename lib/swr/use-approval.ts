import useSWR from 'swr';
import type { Approval } from '../contracts/approval';
import { getJson } from './fetcher';
import { approvalKey } from './keys';
import type { Resource } from './resource';
import { toResource } from './resource';

const READ_AGAIN_MS = 1_000;

// Not made anew at each render: SWR begins to wait again with each new function, and on a page that ticks it would never be done.
const whileWaiting = (latest: Approval | undefined): number =>
  latest !== undefined && latest.status !== 'waiting' ? 0 : READ_AGAIN_MS;

/** What was asked of a second person, followed until it is decided. */
export function useApproval(first: Approval): Resource<Approval> & { readonly data: Approval } {
  const response = useSWR(approvalKey(first.id), getJson<Approval>, {
    fallbackData: first,
    refreshInterval: whileWaiting,
    dedupingInterval: READ_AGAIN_MS / 2,
    errorRetryInterval: READ_AGAIN_MS,
  });
  return { ...toResource(response, response.data?.decidedAt ?? null), data: response.data ?? first };
}
