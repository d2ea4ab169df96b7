import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { postgresPrograms } from '../../scripts/lib/postgres.mjs';

/* The programs of Postgres itself, which a test can call in the middle of a step: they are waited for. */

function program(name: string, args: readonly string[], input?: string | Buffer): Buffer {
  const bin = postgresPrograms();
  if (bin === null) throw new Error('There is no Postgres: sudo apt-get install -y --no-install-recommends postgresql');
  return execFileSync(join(bin, name), args, {
    input: input ?? '',
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function psql(url: string, text: string): Buffer {
  return program('psql', ['-d', url, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-f', '-'], text);
}

/** Runs SQL in a database; an error whose words match one of `fine` is none. */
export function run(url: string, text: string, fine: readonly RegExp[] = []): void {
  try {
    psql(url, text);
  } catch (error) {
    if (!fine.some((words) => words.test(String(error)))) throw error;
  }
}

/** The rows of a query, as JSON has them. */
export function query(url: string, text: string): readonly Record<string, unknown>[] {
  return JSON.parse(psql(url, `select coalesce(json_agg(row), '[]') from (${text}) as row`).toString()) as Record<
    string,
    unknown
  >[];
}

/** All that a database holds, as the text that would make it anew. */
export function dumped(url: string, ...options: readonly string[]): Buffer {
  return program('pg_dump', ['-d', url, ...options]);
}

/** Puts what one database holds at this moment into another one, in the place of what is there. */
export function copyDatabase(from: string, to: string): void {
  psql(to, dumped(from, '--clean', '--if-exists').toString());
}
