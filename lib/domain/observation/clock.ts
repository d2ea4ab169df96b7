import type { EpochMs, Sighting } from './observation';

/** Clocks this close are taken as equal: the seconds of INFO and the way of the answer explain the rest. */
const SAME_CLOCK_MS = 2000;
/** 2100-01-01. A time beyond it comes from a broken or hostile answer. */
const END_OF_TIME_MS = 4_102_444_800_000;

/** Milliseconds that our clock is ahead of Redis's; 0 when they agree, null when Redis's clock is not known. */
export function skewMs({ at, facts }: Sighting): number | null {
  const { timeSeconds } = facts.server;
  if (timeSeconds === null) return null;
  const ahead = at - (timeSeconds * 1000 + 500);
  return Math.abs(ahead) < SAME_CLOCK_MS ? 0 : Math.round(ahead / 1000) * 1000;
}

/** A time of Redis (unix seconds on its clock) on our clock; null when it cannot be told or lies outside 1970–2100. */
export function toOurClock(redisSeconds: number | null, sighting: Sighting): EpochMs | null {
  const skew = skewMs(sighting);
  if (redisSeconds === null || skew === null) return null;
  return plausibleTime(redisSeconds * 1000 + skew);
}

/** When the process started, on our clock. */
export function processStart(sighting: Sighting): EpochMs | null {
  const { timeSeconds, uptimeSeconds } = sighting.facts.server;
  return timeSeconds === null || uptimeSeconds === null ? null : toOurClock(timeSeconds - uptimeSeconds, sighting);
}

/** The time, or null when it is none. */
export function plausibleTime(ms: number | null): EpochMs | null {
  return ms !== null && Number.isFinite(ms) && ms >= 0 && ms <= END_OF_TIME_MS ? ms : null;
}
