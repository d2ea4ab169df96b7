import 'server-only';
import type { ProblemCode } from '../domain/observation/observation';

/** Polls are gathered into ticks this far apart: it halves the CPU of many evenly spread wake-ups (measured). */
export const TICK_MS = 50;

const LONGEST_BACK_OFF_MS = 60_000;

export interface Pace {
  readonly intervalMs: number;
  /** Polls in a row that Redis refused for the credentials. */
  readonly refusals: number;
}

/**
 * Milliseconds from the start of one poll to the start of the next. Refused credentials back off to a minute, so that a
 * wrong password does not become a storm of failed logins.
 */
export function pollEvery({ intervalMs, refusals }: Pace): number {
  if (refusals > 0) return Math.min(LONGEST_BACK_OFF_MS, intervalMs * 2 ** Math.min(refusals, 16));
  return intervalMs;
}

/** How soon a save of ours is looked at again, and the share of its time so far that it may be seen too late by. */
const FOLLOW_MS = 5;
const FOLLOW_SHARE = 1 / 25;

/**
 * Milliseconds until a save of ours is looked at again that has been followed for `forMs`: every 5 ms at first, then ever less often,
 * so that one of ten minutes takes some hundred looks and not 24,000.
 */
export function followEvery(forMs: number): number {
  return Math.max(FOLLOW_MS, forMs * FOLLOW_SHARE);
}

/** True for an answer that a second try a moment later cannot change. */
export function isRefusal(code: ProblemCode): boolean {
  return code === 'auth' || code === 'noperm';
}

/** From this age on facts are stale: three intervals, 5 s at least; in back-off its own interval and 5 s. */
export function staleAfter(pace: Pace): number {
  if (pace.refusals > 0) return pollEvery(pace) + 5000;
  return Math.max(3 * pace.intervalMs, 5000);
}

/** The moments at which an instance is polled, in milliseconds of the monotonic clock: `offset`, and every `everyMs` from there. */
export interface Beat {
  readonly offset: number;
  readonly everyMs: number;
}

/** So many instances share a tick before the next one is taken: waking up costs as much as some of their polls, and these take few ms. */
const TOGETHER = 25;

/**
 * The beat of the instance that was added after `before` others. Groups of them take turns with the ticks of an interval: a fleet that
 * answers in one moment would keep the last answers waiting here, and they would pass for slow.
 */
export function beatOf(before: number, intervalMs: number): Beat {
  const ticks = Math.max(1, Math.floor(intervalMs / TICK_MS));
  return { offset: (Math.floor(before / TOGETHER) % ticks) * TICK_MS, everyMs: intervalMs };
}

/** A timer may fire so much before its time, in milliseconds. */
export const EARLY_MS = 1;

/**
 * When the poll after one that began at `now` is due: the last moment of its beat within `everyMs`. Counted from the beat, or lateness
 * would add up to a slower pace.
 */
export function dueAfter(now: number, everyMs: number, beat: Beat): number {
  const beats = Math.floor((now + EARLY_MS + everyMs - beat.offset) / beat.everyMs);
  return beats * beat.everyMs + beat.offset;
}

/** The first tick at or after `dueAt`; both on the same monotonic clock, in milliseconds. */
export function tickFor(dueAt: number): number {
  return Math.ceil(dueAt / TICK_MS) * TICK_MS;
}
