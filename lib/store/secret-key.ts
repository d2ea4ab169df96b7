import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES } from './sealed-box';

/** The environment variables that give a key. */
export interface SecretKeyEnv {
  readonly SAVEPOINT_SECRET_KEY?: string | undefined;
  readonly SAVEPOINT_SECRET_KEY_FILE?: string | undefined;
}

/** The secret key cannot be had; `message` is a sentence that says which and what to do. It never holds the key. */
export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
}

const HOW = `Make one with: head -c ${KEY_BYTES} /dev/urandom | base64`;

/**
 * The key of 32 bytes that encrypts stored credentials: from SAVEPOINT_SECRET_KEY, else from the file that
 * SAVEPOINT_SECRET_KEY_FILE names, else from `secret.key` in the data folder, which is made when it is missing.
 * Throws `SecretKeyError`.
 */
export function loadSecretKey(options: { readonly dataDir: string; readonly env: SecretKeyEnv }): Buffer {
  const { SAVEPOINT_SECRET_KEY: given, SAVEPOINT_SECRET_KEY_FILE: path } = options.env;
  if (given && path) {
    throw new SecretKeyError(
      'SAVEPOINT_SECRET_KEY and SAVEPOINT_SECRET_KEY_FILE are both set, and only one can be the key. Unset one of them.',
    );
  }
  if (given) return decoded(given, 'SAVEPOINT_SECRET_KEY');
  if (path) return decoded(readKey(path, 'SAVEPOINT_SECRET_KEY_FILE names'), `SAVEPOINT_SECRET_KEY_FILE ("${path}")`);
  return ownKey(options.dataDir);
}

function ownKey(dataDir: string): Buffer {
  const path = join(dataDir, 'secret.key');
  if (!existsSync(path)) makeKey(dataDir, path);
  return decoded(readKey(path, 'The key that Savepoint made is'), `The key file "${path}"`);
}

function decoded(text: string, source: string): Buffer {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, 'base64');
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(trimmed);
  if (isBase64 && bytes.length === KEY_BYTES) return bytes;
  const found = isBase64 ? `it holds ${bytes.length} bytes` : 'it is no base64';
  throw new SecretKeyError(`${source} must be ${KEY_BYTES} bytes in base64, but ${found}. ${HOW}`);
}

function readKey(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SecretKeyError(
      `${what} "${path}", which cannot be read (${reasonOf(error)}). Give the user that runs Savepoint the right to read it, or set SAVEPOINT_SECRET_KEY.`,
      { cause: error },
    );
  }
}

function makeKey(dataDir: string, path: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    placeKey(path);
    syncFolder(dataDir);
  } catch (error) {
    if (reasonOf(error) === 'EEXIST' && existsSync(path)) return;
    throw new SecretKeyError(
      `No secret key is set, and none can be made as "${path}" (${reasonOf(error)}). Give the user that runs Savepoint the right to write there, or set SAVEPOINT_SECRET_KEY. ${HOW}`,
      { cause: error },
    );
  }
}

/** Written aside and linked into place: never half a key, and of two processes that make one, both use the first. */
function placeKey(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Else a power cut could take the key and leave what was encrypted with it. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
