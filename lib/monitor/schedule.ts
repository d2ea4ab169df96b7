import 'server-only';
import type { ProblemCode } from '../domain/observation/observation';

/** Polls are gathered into ticks this far apart: it halves the CPU of many evenly spread wake-ups (measured). */
export const TICK_MS = 50;

const LONGEST_BACK_OFF_MS = 60_000;

export interface Pace {
  readonly intervalMs: number;
  /** Polls in a row that Redis refused for the credentials. */
  readonly refusals: number;
  /** An action of ours is being confirmed. */
  readonly hurried: boolean;
}

/**
 * Milliseconds from the start of one poll to the start of the next. Refused credentials back off to a minute, so that a
 * wrong password does not become a storm of failed logins; a pending action of ours makes polls as quick as ticks allow.
 */
export function pollEvery({ intervalMs, refusals, hurried }: Pace): number {
  if (refusals > 0) return Math.min(LONGEST_BACK_OFF_MS, intervalMs * 2 ** Math.min(refusals, 16));
  return hurried ? Math.min(intervalMs, TICK_MS) : intervalMs;
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

/** When the poll after one that began at `now` is due: counted from its tick, or lateness would add up to a slower pace. */
export function dueAfter(now: number, everyMs: number): number {
  return Math.floor(now / TICK_MS) * TICK_MS + everyMs;
}

/** The first tick at or after `dueAt`; both on the same monotonic clock, in milliseconds. */
export function tickFor(dueAt: number): number {
  return Math.ceil(dueAt / TICK_MS) * TICK_MS;
}
