import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../domain/action/action';
import { log } from '../log/log';
import type { Savepoint } from '../runtime/facade';
import type { Answer } from './answer';
import { ApiError } from './api-error';

type Keys = Pick<Savepoint, 'fingerprint' | 'reserveKey' | 'keepAnswer' | 'releaseKey'>;

/** How long a second request waits for the first one's answer, and how often it looks. */
const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 50;
const MAX_KEY_LENGTH = 255;

/** Nothing was done: wrong input, or a store that could not take the intent down. The key stays free for a better try. */
const NOT_KEPT = new Set([401, 413, 415, 422, 428, 429, 503]);

function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedJson);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, item]) => [key, sortedJson(item)]);
}

/** The Idempotency-Key of a request; null without one, 422 when it is empty or over 255 characters. */
export function idempotencyKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (key.trim().length > 0 && key.length <= MAX_KEY_LENGTH) return key;
  const message = 'An Idempotency-Key has 1 to 255 characters.';
  throw new ApiError('invalid', message, { fields: { 'Idempotency-Key': message } });
}

/** What a key stands for: method, path and body, however the JSON was spelled. Keyed: the body may hold a password. */
export function requestHashOf(keys: Pick<Keys, 'fingerprint'>, request: Request, body: unknown): string {
  return keys.fingerprint(JSON.stringify([request.method, new URL(request.url).pathname, sortedJson(body)]));
}

/** A kept answer, or null when the key is now ours. Waits while the first request is still in flight. */
async function firstAnswer(keys: Keys, key: string, hash: string): Promise<Answer | null> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const kept = await keys.reserveKey(key, hash);
    if (kept === null) return null;
    if (kept.requestHash !== hash) {
      const message = 'This Idempotency-Key was used for another request. Take a new one for a new request.';
      throw new ApiError('invalid', message, { fields: { 'Idempotency-Key': message } });
    }
    if (kept.answer !== null) return { ...kept.answer, headers: { 'Idempotency-Replayed': 'true' } };
    if (performance.now() > deadline) {
      throw new ApiError(
        'outcome_unknown',
        'The first request with this Idempotency-Key has given no answer. Look at the audit before you ask again with a new key.',
      );
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function keep(keys: Keys, key: string, { status, body }: Answer): Promise<void> {
  try {
    await (NOT_KEPT.has(status) ? keys.releaseKey(key) : keys.keepAnswer(key, { status, body }));
  } catch (error) {
    // What was done is done: the caller must learn of it though a repetition will not be told the same.
    log.error({ error }, 'the answer to an Idempotency-Key could not be kept');
  }
}

/** Runs `work` once per key and actor: the first answer is kept for seven days and given to every repetition. */
export async function once(
  keys: Keys,
  actor: Actor,
  key: string,
  hash: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  // Another actor's key is another key: nobody reads an answer that was given to someone else.
  const ownKey = `${actor.kind}:${actor.name}:${key}`;
  const kept = await firstAnswer(keys, ownKey, hash);
  if (kept !== null) return kept;
  const answer = await work();
  await keep(keys, ownKey, answer);
  return answer;
}
