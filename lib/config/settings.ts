import 'server-only';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, type Config } from './config';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
};

export type Env = Readonly<Record<string, string | undefined>>;

/** PORT, 3000 unless given. Throws `ConfigError`. */
export function portOf(env: Env): number {
  const port = Number(env.PORT || '3000');
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new ConfigError('PORT must be a number from 1 to 65535.');
}

/** SAVEPOINT_PUBLIC_ORIGIN as a browser sends it; null when it is not given. Throws `ConfigError`. */
export function publicOriginOf(env: Env): string | null {
  const text = env.SAVEPOINT_PUBLIC_ORIGIN;
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (isOrigin) return url.origin;
  throw new ConfigError(
    'SAVEPOINT_PUBLIC_ORIGIN must be an address without a path, such as https://savepoint.example.org.',
  );
}

/** A variable that is `yes` or `no`. Throws `ConfigError`. */
export function switchOf(env: Env, name: string, otherwise: 'yes' | 'no'): boolean {
  const text = env[name] || otherwise;
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new ConfigError(`${name} must be yes or no.`);
}

/** The variables of the secret key, the file's path made absolute: the store reads them. */
export function secretKeyEnvOf(env: Env, cwd: string): Config['secretKeyEnv'] {
  const { SAVEPOINT_SECRET_KEY, SAVEPOINT_SECRET_KEY_FILE: path } = env;
  return { SAVEPOINT_SECRET_KEY, SAVEPOINT_SECRET_KEY_FILE: path && resolve(cwd, path) };
}

/**
 * A file's text; null where an optional one does not exist. Throws `ConfigError` that names the file, the variable that
 * asks for it, and why it cannot be read.
 */
export function readText(path: string, variable: string, { optional }: { readonly optional: boolean }): string | null {
  try {
    // Else the build would take every file of the project for one that may be read here.
    return readFileSync(/* turbopackIgnore: true */ path, 'utf8');
  } catch (error) {
    if (optional && codeOf(error) === 'ENOENT') return null;
    throw new ConfigError(`Cannot read ${path} (${variable}): ${REASONS[codeOf(error)] ?? codeOf(error)}.`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
