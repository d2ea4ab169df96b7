import 'server-only';
import type { Credentials } from '../domain/instance';
import type { PingAnswer } from '../domain/observation';
import { refusalOf } from './errors';
import { errorOf, type Reply } from './reply';

const MAX_TEXT = 400;

/** What the answer to PING proves. MISCONF is told by its code: its wording differs by release. */
export function pingAnswer(reply: Reply | undefined, credentials: Credentials): PingAnswer {
  if (reply === 'PONG') return { kind: 'pong' };
  const error = errorOf(reply);
  if (error === null) return { kind: 'unknown', reason: 'PING gave an answer Savepoint does not know.' };
  if (error.code !== 'MISCONF') return { kind: 'unknown', reason: refusalOf(error, 'ping', credentials) };
  const cause = error.text.startsWith('Errors writing to the AOF file') ? 'aof' : 'rdb';
  return { kind: 'refused', cause, text: evidence(`MISCONF ${error.text}`.trim()) };
}

/** Text of the server for a person to read: cut, and without control characters. */
function evidence(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, ' ').slice(0, MAX_TEXT);
}
