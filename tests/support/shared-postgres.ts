import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ON_POSTGRES, SERVER, TEMPLATE } from '../../scripts/lib/on-postgres.mjs';
import { startPostgres } from './postgres';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const TABLES = fileURLToPath(new URL('tables-process.ts', import.meta.url));

/**
 * For Vitest and Playwright alike: before the first test of a run on Postgres, the server that all of them share, with a database that has the
 * tables already. Returns what ends it.
 */
export default async function startShared(): Promise<() => Promise<void>> {
  if (!ON_POSTGRES) return () => Promise.resolve();
  const postgres = await startPostgres();
  await promisify(execFile)(process.execPath, ['--import', HOOKS, TABLES, await postgres.database(TEMPLATE)]);
  // Inherited by the processes of the tests, and by all that those start.
  process.env[SERVER] = postgres.bySocket('postgres');
  return () => postgres.stop();
}
