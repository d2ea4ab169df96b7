import 'server-only';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { backupError } from './backup-file';

const run = promisify(execFile);

const MISSING =
  'is not on this machine. It comes with the client programs of Postgres (Debian: postgresql-client), of the release of the server or a later one.';

/**
 * Runs a program that comes with Postgres on the database, and gives what it printed. The password goes by its environment: arguments can be seen by everybody on the
 * machine. Rejects with `StoreError`, with what the program said.
 */
export async function runOnDatabase(
  program: 'pg_dump' | 'pg_restore',
  databaseUrl: string,
  args: readonly string[],
): Promise<string> {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = '';
  const env = { ...process.env, ...(password !== '' && { PGPASSWORD: password }) };
  return runProgram(program, [`--dbname=${url.href}`, '--no-password', ...args], env);
}

/** The same of a file alone. */
export async function runProgram(
  program: 'pg_dump' | 'pg_restore',
  args: readonly string[],
  env = process.env,
): Promise<string> {
  try {
    const { stdout } = await run(program, args, { env, maxBuffer: 64 * 2 ** 20 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw backupError(`${program} ${MISSING}`);
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw backupError(`${program} did not do it: ${said}`);
  }
}
