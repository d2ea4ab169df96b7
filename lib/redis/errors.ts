import 'server-only';
import type { Problem, ProblemCode } from '../domain/observation/observation';
import { timeOfRefusal, type CertificateTimes } from './certificate';
import { MISNAMED } from './command-names';
import { problem, tlsProblem } from './problem';
import type { RedisTarget } from './redis';
import { isUnknownCommand, isWithheld } from './refusal';
import type { ErrorReply } from './reply';
import type { ReplyFault } from './reply-guard';
import { TlsFileError } from './tls';

const BY_ERROR_CODE = new Map<string, ProblemCode>([
  ['ECONNREFUSED', 'refused'],
  ['ENOENT', 'refused'],
  ['EACCES', 'refused'],
  ['ENOTSOCK', 'refused'],
  ['ENOTDIR', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EAI_FAIL', 'dns'],
  ['EAI_NODATA', 'dns'],
  ['EHOSTUNREACH', 'unreachable-host'],
  ['EHOSTDOWN', 'unreachable-host'],
  ['ENETUNREACH', 'unreachable-host'],
  ['ENETDOWN', 'unreachable-host'],
  ['EADDRNOTAVAIL', 'unreachable-host'],
  ['ERR_IP_BLOCKED', 'not-allowed'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['EPROTO', 'tls'],
  ['HOSTNAME_MISMATCH', 'tls'],
]);

const TLS_ERROR = /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z0-9_/]{1,60}$/.test(code) ? code : '';
}

/**
 * Why there is no connection, or why it was lost, from the error of Node or of the client library.
 * `asked`: commands were sent, so an end without an error means the server hung up on them. `certificate`: of the peer, where it
 * showed one.
 */
export function problemOfError(
  error: unknown,
  target: RedisTarget,
  asked: boolean,
  certificate: CertificateTimes | null = null,
): Problem {
  if (error instanceof TlsFileError) return tlsProblem(target, error.fault, { file: error.file });
  const errorCode = codeOf(error);
  const code = BY_ERROR_CODE.get(errorCode);
  const inTls = target.endpoint.kind === 'tcp' && target.endpoint.tls && !asked;
  if (TLS_ERROR.test(errorCode) || (code === 'reset' && inTls))
    return tlsProblem(target, errorCode, { when: timeOfRefusal(errorCode, certificate, Date.now()) });
  if (code === 'timeout' && asked) return problem('unresponsive', target, errorCode);
  if (code !== undefined) return problem(code, target, errorCode);
  const message = error instanceof Error ? error.message : '';
  if (/^(Command timed out|Socket timeout)/.test(message)) return problem('unresponsive', target, '');
  return problem('reset', target, '');
}

/** The port is open, and nobody answered the greeting of TLS. */
export function silentInTls(target: RedisTarget): Problem {
  return problem('unresponsive', target, 'TLS');
}

/** The connection that was looked over is gone, and a change is not sent over another. */
export function lostSinceLook(target: RedisTarget): Problem {
  return problem('reset', target, 'LOST');
}

/** Why the peer was hung up on. */
export function problemOfFault(fault: ReplyFault, target: RedisTarget): Problem {
  switch (fault.kind) {
    case 'not-redis':
      return problem('not-redis', target, '');
    case 'unasked':
      return problemOfGreeting(fault.error, target);
    case 'too-large':
    case 'malformed':
      return problem('unreadable', target, '');
  }
}

/** Redis refuses a whole connection with an error nobody asked for, and then hangs up. */
function problemOfGreeting(text: string | null, target: RedisTarget): Problem {
  if (text?.startsWith('DENIED')) return problem('protected-mode', target, '');
  if (text !== null && /^ERR max number of clients/.test(text)) return problem('max-clients', target, '');
  return problem(text === null ? 'not-redis' : 'unreadable', target, '');
}

/** The problem an error reply means for the whole connection; null when it concerns only its own command. */
export function connectionProblemOf(error: ErrorReply, target: RedisTarget): Problem | null {
  if (error.code === 'NOAUTH') return problem('auth', target, 'NOAUTH');
  if (error.code === 'WRONGPASS') return problem('auth', target, 'WRONGPASS');
  if (error.code === 'DENIED') return problem('protected-mode', target, '');
  if (error.code === 'ERR' && error.text.startsWith('max number of clients')) return problem('max-clients', target, '');
  return null;
}

/** What the answer to AUTH means; null when we may go on. */
export function problemOfAuth(error: ErrorReply, target: RedisTarget): Problem | null {
  const given = connectionProblemOf(error, target);
  if (given !== null) return given;
  // A password where none is asked for: whoever connects may do everything, so may we.
  if (target.credentials.username === null && /no password is set|without any password/.test(error.text)) return null;
  if (error.text.startsWith('wrong number of arguments')) return problem('auth', target, 'OLD');
  if (isUnknownCommand(error)) return problem('auth', target, 'NO-AUTH');
  return problem('auth', target, 'WRONGPASS');
}

/** INFO was refused: without it nothing is known. */
export function problemOfInfo(error: ErrorReply, target: RedisTarget): Problem {
  if (error.code === 'NOPERM') return problem('noperm', target, '');
  if (error.code === 'BUSY') return problem('unresponsive', target, 'BUSY');
  if (isUnknownCommand(error)) return problem('unreadable', target, error === MISNAMED ? 'INFO-NAME' : 'NO-INFO');
  if (isWithheld(error)) return problem('unreadable', target, 'INFO-WITHHELD');
  return connectionProblemOf(error, target) ?? problem('unreadable', target, 'INFO');
}

/** INFO answered something that is none. */
export function unreadableInfo(target: RedisTarget): Problem {
  return problem('unreadable', target, 'INFO');
}

/** A command was answered with something that is no answer to it. */
export function unreadableAnswer(target: RedisTarget): Problem {
  return problem('unreadable', target, '');
}
