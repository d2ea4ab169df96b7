import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstFree } from '../ports.mjs';
import { postgresPrograms } from '../postgres.mjs';
import { exitOf, runQuietly, spawnLeashed, works } from '../run.mjs';
import { Sentence } from '../steps.mjs';

/** @typedef {import('./row.mjs').Run} Run */

const FIRST_PORT = 25_900;
/** The user `nobody` of Debian: Postgres refuses to run as root. */
const NOBODY = 65_534;

/** A Postgres of its own on 127.0.0.1, as Debian sets it up but for its memory; the address of an empty database. @param {Run} run */
export async function startPostgres(run) {
  const bin = postgresPrograms() ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-bench-postgres-'));
  run.keep(() => rmSync(folder, { recursive: true, force: true }));
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in as) chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const form = ['--locale=C', '--encoding=UTF8', '-U', 'savepoint', '-A', 'trust'];
  await runQuietly(join(bin, 'initdb'), ['-D', data, ...form], { cwd: folder, ...as });
  const port = await firstFree(FIRST_PORT);
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'shared_buffers=1GB'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])];
  const child = spawnLeashed(join(bin, 'postgres'), args, { cwd: folder, detached: true, stdio: 'ignore', ...as });
  const exit = exitOf(child);
  let ended = false;
  void exit.then(() => (ended = true));
  run.keep(async () => {
    // Sessions that are still open end as well.
    child.kill('SIGINT');
    await exit;
  });
  while (!(await works(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]))) {
    if (ended) throw new Sentence('Postgres ended while it started.');
    await pause(100);
  }
  return `postgres://savepoint@127.0.0.1:${port}/postgres`;
}
