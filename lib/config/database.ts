import 'server-only';
import { ConfigError } from './config';
import { secretOf } from './secret';
import type { Env } from './settings';

/** DATABASE_URL, or the text of the file that DATABASE_URL_FILE names; null where neither is set. Throws `ConfigError`, without the address. */
export function databaseUrlOf(env: Env, cwd: string): string | null {
  const url = secretOf(env, cwd, 'DATABASE_URL');
  if (url === null || /^postgres(ql)?:\/\/./.test(url)) return url;
  throw new ConfigError(
    'DATABASE_URL must be the address of a Postgres, such as postgres://savepoint:PASSWORD@db.example.org/savepoint; unset it to keep everything in a file under SAVEPOINT_DATA_DIR.',
  );
}
