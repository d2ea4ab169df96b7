import 'server-only';
import type { Credentials } from '../domain/instance/instance';
import type { PingAnswer } from '../domain/observation/observation';
import type { Unreadable } from '../domain/observation/unreadable';
import { EN } from '../domain/words/en';
import { refusalOf } from './refusal';
import { errorOf, type Reply } from './reply';

const MAX_TEXT = 400;

/** What the answer to PING proves. MISCONF is told by its code: its wording differs by release. */
export function pingAnswer(reply: Reply | undefined, credentials: Credentials): PingAnswer {
  if (reply === 'PONG') return { kind: 'pong' };
  const error = errorOf(reply);
  if (error === null) return unknown({ kind: 'odd-ping' });
  if (error.code !== 'MISCONF') return unknown(refusalOf(error, 'ping', credentials));
  const cause = error.text.startsWith('Errors writing to the AOF file') ? 'aof' : 'rdb';
  return { kind: 'refused', cause, text: evidence(`MISCONF ${error.text}`.trim()) };
}

function unknown(why: Unreadable): PingAnswer {
  return { kind: 'unknown', reason: EN.unreadable(why), why };
}

/** Text of the server for a person to read: cut, and without control characters. */
function evidence(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, ' ').slice(0, MAX_TEXT);
}
