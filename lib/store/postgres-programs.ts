import 'server-only';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { backupError } from './backup-file';

const run = promisify(execFile);

const MISSING =
  'is not on this machine. It comes with the client programs of Postgres (Debian: postgresql-client), of the release of the server or a later one.';

/** There is no variable for it: https://www.postgresql.org/docs/current/libpq-envars.html */
const PASSPHRASE =
  'DATABASE_URL has the passphrase of a key in it (sslpassword), which the programs of Postgres take as an argument alone, and everybody on this machine could see that. Use a key without a passphrase that only the user of Savepoint can read.';

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
  if (url.searchParams.has('sslpassword')) throw backupError(PASSPHRASE);
  // As the driver has it: a parameter counts for more than what stands before the host.
  const password = url.searchParams.getAll('password').at(-1) || decodeURIComponent(url.password);
  url.password = '';
  // By hand: written anew as parameters of a form, a space would be a plus, which libpq takes for one.
  url.search = url.search.slice(1).split('&').filter(isNoPassword).join('&');
  const env = { ...process.env, ...(password !== '' && { PGPASSWORD: password }) };
  return runProgram(program, [`--dbname=${url.href}`, '--no-password', ...args], env);
}

function isNoPassword(parameter: string): boolean {
  return !new URLSearchParams(parameter).has('password');
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
