import 'server-only';
import { StoreError } from './store-error';
import type { StoreErrorCode } from './store-error';

/** How long Postgres may take for one statement: it ends it by itself then. */
export const STATEMENT_MS = 10_000;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; of a code that is not here its class counts, the first two characters. */
const CODES: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'away',
  '28': 'refused',
  '3D000': 'refused',
  '25006': 'readonly',
  '25P03': 'away',
  '42501': 'readonly',
  '40': 'locked',
  '55P03': 'locked',
  '53': 'away',
  '53100': 'full',
  '57P': 'away',
  '57014': 'locked',
  '58': 'io',
  XX001: 'corrupt',
  XX002: 'corrupt',
};

const SENTENCES: Partial<Record<StoreErrorCode, string>> = {
  full: 'The disk of Postgres is full, so history and audit cannot be written and actions are refused. Free some space there.',
  readonly:
    'Postgres takes no writes from Savepoint: it is a standby, or the user of DATABASE_URL does not own the tables. History and audit cannot be written and actions are refused. Set DATABASE_URL to the primary, with the owner of the database.',
  locked:
    'Another session keeps what Savepoint writes in Postgres locked, so history and audit cannot be written and actions are refused. End that session.',
  corrupt:
    'Postgres says that its data are damaged, so history and audit cannot be written and actions are refused. The log of Postgres tells more; restore the database from a backup.',
  io: 'The disk of Postgres does not read or write as it should, so history and audit cannot be written and actions are refused. The log of Postgres tells more.',
};

const SLOW = `Postgres took more than ${STATEMENT_MS / 1000} seconds, so history and audit cannot be written and actions are refused. Look there for what keeps it busy, or for a session that holds a lock.`;

/** Unknown to Postgres: the connection, its end, or its silence. */
const BY_ITS_WORDS =
  /Connection terminated|timeout|Query read timeout|not queryable|Client was closed|connection error/i;

const UNTRUSTED =
  'The encryption or the certificate of Postgres is not what DATABASE_URL asks for, so history and audit cannot be written and actions are refused. Renew the certificate there, or change sslmode and sslrootcert in DATABASE_URL.';

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and what `pg` says of a server without TLS. */
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;
const NO_TLS = /does not support SSL/i;

/** What `pg` rejected with as a `StoreError`. Of the error only its words and code go along: rows may stand in the rest. */
export function postgresError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const told = codeIn(error);
  const code = storeCodeOf(error, told);
  const isUntrusted = isOfTls(error, told);
  const message = told === '57014' ? SLOW : isUntrusted ? UNTRUSTED : SENTENCES[code];
  return new StoreError(code, { ...(message !== undefined && { message }), cause: wordsOf(error, told) });
}

function isOfTls(error: unknown, code: string): boolean {
  return TLS_CODE.test(code) || (error instanceof Error && NO_TLS.test(error.message));
}

function storeCodeOf(error: unknown, code: string): StoreErrorCode {
  if (isOfTls(error, code)) return 'refused';
  if (isNetworkCode(code)) return 'away';
  const known = CODES[code] ?? CODES[code.slice(0, 3)] ?? CODES[code.slice(0, 2)];
  if (known !== undefined) return known;
  return error instanceof Error && BY_ITS_WORDS.test(error.message) ? 'away' : 'failed';
}

/** ECONNREFUSED, ENOTFOUND and their like; ENOENT of a socket that is not there. */
function isNetworkCode(code: string): boolean {
  return /^E[A-Z_]{4,}$/.test(code);
}

function codeIn(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function wordsOf(error: unknown, code: string): Error {
  // Of several addresses that were tried, each has its own error, and the whole no words.
  const all = error instanceof AggregateError ? error.errors : [error];
  const words = all.map((each: unknown) => (each instanceof Error ? each.message : 'unknown error')).join('; ');
  return new Error(code === '' ? words : `${words} (${code})`);
}
