import type { TimeSpan } from '../event/time-span';
import type { EpochMs } from '../observation/observation';
import type { SaveOutcome } from '../save/save';
import { DAY_MS } from '../text/calendar';

const MINUTE_MS = 60_000;
/** Every offset in use is a whole number of quarters of an hour between these, in minutes east of UTC. */
const FURTHEST_WEST = -12 * 60;
const FURTHEST_EAST = 14 * 60;
const STEP = 15;
/** Two clocks of one machine, and the whole seconds of INFO. */
const NEAR_MS = 3000;

/** Where the wall of a log hangs: by the rules of this machine, or at one offset that was found out at `since`. */
export type LogZone =
  { readonly kind: 'machine' } | { readonly kind: 'fixed'; readonly offsetMinutes: number; readonly since: EpochMs };

/** Minutes east of UTC by the rules of this machine at a moment. */
export type OffsetAt = (at: EpochMs) => number;

/** A save whose end is known by observation: some time from `from` to `to`. */
export interface Anchor extends TimeSpan {
  readonly outcome: SaveOutcome;
}

export interface ZoneEvidence {
  /** Ends of saves on the clock of the log's wall. */
  readonly ends: readonly { readonly wall: EpochMs; readonly outcome: SaveOutcome }[];
  readonly anchors: readonly Anchor[];
  /** What time the log covers, on its wall. */
  readonly span: TimeSpan;
  readonly now: EpochMs;
}

/**
 * The offset at which a log agrees with what was observed; null while none or more than one does. An offset agrees when every observed save
 * that falls into the time of the log is there, at least one does, and the log has no line that is still to come. So it takes two
 * mistakes at once to be wrong: a line that was lost, and another one a quarter of an hour off to the second.
 */
export function certainOffset(evidence: ZoneEvidence): { readonly minutes: number; readonly since: EpochMs } | null {
  const told = new Set(evidence.ends.map(({ outcome }) => outcome));
  // At the log level `warning` Redis writes no good saves: those that were observed say nothing against it.
  const anchors = evidence.anchors.filter(({ outcome }) => told.has(outcome));
  const agreeing: { minutes: number; since: EpochMs }[] = [];
  for (let minutes = FURTHEST_WEST; minutes <= FURTHEST_EAST; minutes += STEP) {
    const since = agreesSince({ ...evidence, anchors }, minutes * MINUTE_MS);
    if (since !== null) agreeing.push({ minutes, since });
  }
  const [only, another] = agreeing;
  return only === undefined || another !== undefined ? null : only;
}

function agreesSince({ ends, anchors, span, now }: ZoneEvidence, offsetMs: number): EpochMs | null {
  if (span.to - offsetMs > now + NEAR_MS) return null;
  const [from, to] = [span.from - offsetMs, span.to - offsetMs];
  let since: EpochMs | null = null;
  for (const anchor of anchors) {
    const isThere = ends.some(({ wall, outcome }) => outcome === anchor.outcome && within(wall - offsetMs, anchor));
    const isCovered = anchor.from >= from + NEAR_MS && anchor.to <= to - NEAR_MS;
    if (!isThere && isCovered) return null;
    if (isThere) since = Math.min(since ?? Infinity, anchor.from);
  }
  return since;
}

function within(at: EpochMs, { from, to }: Anchor): boolean {
  return at >= from - NEAR_MS && at <= to + NEAR_MS;
}

/** The zone of an offset: that of this machine where it has that offset then, because then it knows of summer time as well. */
export function zoneOf({ minutes, since }: { minutes: number; since: EpochMs }, offsetAt: OffsetAt): LogZone {
  if (offsetAt(since) === minutes) return { kind: 'machine' };
  // UTC has no summer time: what is older is as sure.
  return { kind: 'fixed', offsetMinutes: minutes, since: minutes === 0 ? 0 : since };
}

/**
 * When a wall showed that time. An hour that comes twice, at the end of summer time, is taken for the first one that is not before
 * `notBefore`: a log goes forward. One that never was is taken as the clock went before.
 */
export function whenShown(wall: EpochMs, zone: LogZone, offsetAt: OffsetAt, notBefore: EpochMs): EpochMs {
  if (zone.kind === 'fixed') return wall - zone.offsetMinutes * MINUTE_MS;
  const offsets = [...new Set([offsetAt(wall - DAY_MS), offsetAt(wall + DAY_MS)])];
  const shown = offsets.map((minutes) => ({ minutes, at: wall - minutes * MINUTE_MS })).sort((a, b) => a.at - b.at);
  const real = shown.filter(({ minutes, at }) => offsetAt(at) === minutes).map(({ at }) => at);
  return real.find((at) => at >= notBefore) ?? real.at(-1) ?? wall - offsetAt(wall - DAY_MS) * MINUTE_MS;
}
