import { createContext, useContext, useSyncExternalStore } from 'react';
import type { StreamState } from './link';
import { lastHeardAt, pulsedAt, SILENT_MS, streamState, subscribeToLink } from './link';
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

/** What this page knows of the time and of its connection, at one moment. */
export interface Glance {
  readonly now: number | null;
  /** When Savepoint last said anything to this page; null before it did. */
  readonly heardAt: number | null;
  readonly isOnline: boolean;
  readonly pulsedAt: (instanceId: string) => number | null;
}

/** What this page knows at the last tick; `renderedAt` stands in until there was one. */
export function glanceNow(renderedAt: number | null = null): Glance {
  return { now: tickedNow() ?? renderedAt, heardAt: lastHeardAt(), isOnline: navigator.onLine, pulsedAt };
}

/** As useServerNow, for what depends on the connection as well. While the first HTML is taken over it is as it was rendered. */
export function useGlance<T extends string | number | boolean | null>(select: (glance: Glance) => T): T {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribeToTicks,
    () => select(glanceNow(renderedAt)),
    () => select({ now: renderedAt, heardAt: null, isOnline: true, pulsedAt: () => null }),
  );
}

/** The time of an instance's latest observation: what its data says, or a later pulse. Epoch ms; null if there never was one. */
export function latestObservationMs(
  instanceId: string,
  observedAt: string | null,
  pulseOf: Glance['pulsedAt'] = pulsedAt,
): number | null {
  const pulsed = pulseOf(instanceId);
  if (observedAt === null) return pulsed;
  return Math.max(pulsed ?? -Infinity, Date.parse(observedAt));
}

/** The same as ISO. */
export function latestObservation(
  instanceId: string,
  observedAt: string | null,
  pulseOf: Glance['pulsedAt'] = pulsedAt,
): string | null {
  const at = latestObservationMs(instanceId, observedAt, pulseOf);
  return at === null ? null : new Date(at).toISOString();
}

/** How long Savepoint has been silent, ms; null before it said anything to this page. */
export function silenceMs({ now, heardAt }: Glance): number | null {
  return heardAt === null || now === null ? null : Math.max(0, now - heardAt);
}

/** Nothing was heard for longer than Savepoint is ever silent. */
export function isSilent(glance: Glance): boolean {
  return (silenceMs(glance) ?? 0) > SILENT_MS;
}

/** No network, and nothing heard either: on the same machine Savepoint is reachable without any. */
export function isOffline(glance: Glance): boolean {
  return !glance.isOnline && (silenceMs(glance) ?? Infinity) > 2_000;
}
