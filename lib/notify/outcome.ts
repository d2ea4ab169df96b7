import 'server-only';
import type { Receiver } from '../domain/notice/receiver';
import type { EpochMs } from '../domain/observation/observation';
import type { Delivery } from '../store/notice-store';
import type { Answer } from './post';
import { hostOf, shownOf } from './redact';

/** What is tried again: first after about so long, then twice as long each time, and no longer than the last, in milliseconds. */
const FIRST_WAIT_MS = 1000;
export const LONGEST_WAIT_MS = 10 * 60_000;
/** Then it is given up. */
export const GIVEN_UP_AFTER_MS = 24 * 3_600_000;
/** A refusal will not become an acceptance by being asked again, but who mends an address or a proxy needs a moment. */
const REFUSALS = 6;

/** Request Timeout, Too Early, Too Many Requests: those ask to be asked again. */
const PASSING: readonly number[] = [408, 425, 429];

/** Why there was no answer, after “did not take it:”, by Node's word for it. */
const FAILURES: Readonly<Record<string, string>> = {
  timeout: 'it did not answer in time',
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'it closed the connection without an answer',
  EPIPE: 'it closed the connection without an answer',
  ENOTFOUND: 'its name is not known (DNS)',
  EAI_AGAIN: 'its name could not be looked up (DNS)',
  EHOSTUNREACH: 'there is no way to it (no route to host)',
  ENETUNREACH: 'there is no way to it (network unreachable)',
  ETIMEDOUT: 'the connection was not made in time',
  ERR_IP_BLOCKED: 'its address is one that Savepoint never connects to (link-local or metadata)',
};

export function isTaken(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

/** One sentence on what went wrong, without anything secret. */
export function problemOf(answer: Exclude<Answer, { kind: 'broken-off' }>, receiver: Receiver): string {
  const who = `${receiver.name} (${receiver.form} at ${hostOf(receiver)})`;
  if (answer.kind === 'failed') {
    const why = FAILURES[answer.code] ?? `the connection failed (${answer.code})`;
    return `${who} was not reached: ${why}.`;
  }
  const said = shownOf(answer, receiver);
  const redirect =
    answer.status >= 300 && answer.status < 400 ? ', a redirect, and Savepoint follows none: give its own address' : '';
  return `${who} answered ${answer.status}${redirect}${said === '' ? '.' : `: “${said}”`}`;
}

/** When to try again after this answer; null: not any more. `random` is 0 to 1. */
export function nextTryAt(
  answer: Exclude<Answer, { kind: 'broken-off' }>,
  { tries, keptAt }: Pick<Delivery, 'tries' | 'keptAt'>,
  now: EpochMs,
  random: number,
): EpochMs | null {
  const isPassing = answer.kind === 'failed' || answer.status >= 500 || PASSING.includes(answer.status);
  if (!isPassing && tries + 1 >= REFUSALS) return null;
  if (now - keptAt >= GIVEN_UP_AFTER_MS) return null;
  const most = Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 20), LONGEST_WAIT_MS);
  // Spread over its second half: what failed together is not tried together.
  const wait = most / 2 + (most / 2) * random;
  const asked = answer.kind === 'answered' ? retryAfterMs(answer.retryAfter, now) : 0;
  return now + Math.round(Math.max(wait, Math.min(asked, LONGEST_WAIT_MS)));
}

/** Retry-After is a number of seconds or a date. */
function retryAfterMs(text: string | null, now: EpochMs): number {
  if (text === null) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
