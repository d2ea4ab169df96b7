import useSWR from 'swr';
import type { RunbookAnswer, RunbookKind } from '../contracts/runbook';
import { getJson } from './fetcher';
import { runbookKey } from './keys';
import type { Resource } from './resource';
import { polling, toResource } from './resource';
import { useStreamState } from './use-live';

/**
 * What is to be done at an instance: by its cause as it is known now (null), or another runbook that was asked for. `fallback` is the first
 * one as the server rendered it.
 */
export function useRunbook(
  instanceId: string,
  kind: RunbookKind | null,
  fallback?: RunbookAnswer,
): Resource<RunbookAnswer> {
  const options = { ...polling(useStreamState(), 10_000), keepPreviousData: true };
  const fallbackData = kind === null ? fallback : undefined;
  return toResource(useSWR(runbookKey(instanceId, kind), getJson<RunbookAnswer>, { ...options, fallbackData }), null);
}
