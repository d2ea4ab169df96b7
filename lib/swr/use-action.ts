import useSWR from 'swr';
import type { Action } from '../contracts/action';
import { getJson } from './fetcher';
import { actionKey } from './keys';
import type { Resource } from './resource';
import { toResource } from './resource';

const READ_AGAIN_MS = 1_000;

/** Has this action come to its end? `unknown` has not: reading back may still tell. */
export function isOpen(action: Action): boolean {
  return action.outcome === 'pending' || (action.outcome === 'unknown' && action.resolvedAt === null);
}

// Not made anew at each render: SWR begins to wait again with each new function, and on a page that ticks it would never be done.
const whileOpen = (latest: Action | undefined): number => (latest !== undefined && !isOpen(latest) ? 0 : READ_AGAIN_MS);

/**
 * An action, followed until its outcome is known. Null: none is followed. What the request was answered with is fresh, and the stream
 * tells the rest: it is read again only where that is late.
 */
export function useAction(id: string | null, fallback?: Action): Resource<Action> {
  const response = useSWR(id === null ? null : actionKey(id), getJson<Action>, {
    fallbackData: fallback,
    revalidateOnMount: fallback === undefined,
    refreshInterval: whileOpen,
    dedupingInterval: READ_AGAIN_MS / 2,
    errorRetryInterval: READ_AGAIN_MS,
  });
  return toResource(response, response.data?.resolvedAt ?? null);
}
