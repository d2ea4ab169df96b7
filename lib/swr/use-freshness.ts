import type { Instance } from '../contracts/instance';
import type { Glance } from './use-live';
import { isOffline, latestObservationMs, silenceMs, useGlance } from './use-live';

export type Freshness = 'fresh' | 'stale' | 'offline';

/**
 * May the facts of this instance still be believed? Facts are judged by their own age. Where the instance does not answer
 * there are no new facts to age: then what counts is that Savepoint still speaks to this page.
 */
export function freshnessOf(instance: Instance, glance: Glance): Freshness {
  if (isOffline(glance)) return 'offline';
  const readAt = latestObservationMs(instance.id, instance.observedAt, glance.pulsedAt);
  const silence = silenceMs(glance);
  if (silence !== null && silence > instance.staleAfterMs) return 'stale';
  if (instance.problem !== null || readAt === null || glance.now === null) return 'fresh';
  return glance.now - readAt > instance.staleAfterMs ? 'stale' : 'fresh';
}

export function useFreshness(instance: Instance): Freshness {
  return useGlance((glance) => freshnessOf(instance, glance));
}
