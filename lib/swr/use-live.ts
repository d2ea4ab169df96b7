import { createContext, useContext, useSyncExternalStore } from 'react';
import type { StreamState } from './link';
import { lastHeardAt, pulsedAt, streamState, subscribeToLink } from './link';
import { subscribeToTicks, tickedNow } from './ticker';

/** Savepoint's time when this page was rendered, epoch ms; null where a page did not say. */
export const RenderedAt = createContext<number | null>(null);

export function useStreamState(): StreamState {
  return useSyncExternalStore(subscribeToLink, streamState, () => 'connecting');
}

/**
 * A value computed from Savepoint's time now, once a second; the component renders again only when the value differs.
 * `select` gets null while the time is not known.
 */
export function useServerNow<T extends string | number | boolean | null>(select: (now: number | null) => T): T {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribeToTicks,
    () => select(tickedNow() ?? renderedAt),
    () => select(renderedAt),
  );
}

/** Milliseconds since `at` (ISO), never negative; null when either time is not known. */
export function ageMs(at: string | null, now: number | null): number | null {
  if (at === null || now === null) return null;
  return Math.max(0, now - Date.parse(at));
}

/** The time of an instance's latest observation: what its data says, or a later pulse. ISO; null if there never was one. */
export function latestObservation(instanceId: string, observedAt: string | null): string | null {
  const pulsed = pulsedAt(instanceId);
  if (pulsed === null) return observedAt;
  if (observedAt !== null && Date.parse(observedAt) >= pulsed) return observedAt;
  return new Date(pulsed).toISOString();
}

/** How long Savepoint has been silent, ms; null before it said anything to this page. */
export function silenceMs(now: number | null): number | null {
  const heard = lastHeardAt();
  return heard === null || now === null ? null : Math.max(0, now - heard);
}

/** No network, and nothing heard either: on the same machine Savepoint is reachable without any. */
export function isOffline(now: number | null): boolean {
  if (typeof navigator === 'undefined' || navigator.onLine) return false;
  return (silenceMs(now) ?? Infinity) > 2_000;
}
