import { chownSync, chmodSync, mkdirSync } from 'node:fs';
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
const OTHER_USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null;

/** Makes an empty Postgres in a folder, as Debian sets it up. @param {string} folder */
export async function makePostgres(folder) {
  mkdirSync(folder, { recursive: true });
  if (OTHER_USER !== null) chownSync(folder, OTHER_USER.uid, OTHER_USER.gid);
  chmodSync(folder, 0o700);
  const form = ['--locale=C', '--encoding=UTF8', '-U', 'savepoint', '-A', 'trust', '--no-sync'];
  await runQuietly(program('initdb'), ['-D', folder, ...form], { cwd: folder, ...OTHER_USER });
}

/**
 * Starts the Postgres of a folder on 127.0.0.1, as Debian sets it up but for its memory and these settings; the address of its database, and how
 * to end it.
 * @param {Run} run @param {string} folder @param {readonly string[]} [settings]
 */
export async function startPostgres(run, folder, settings = []) {
  const port = await firstFree(FIRST_PORT);
  const all = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'shared_buffers=1GB', ...settings];
  const args = ['-D', folder, '-p', String(port), ...all.flatMap((each) => ['-c', each])];
  const child = spawnLeashed(program('postgres'), args, {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
    ...OTHER_USER,
  });
  const exit = exitOf(child);
  let ended = false;
  void exit.then(() => (ended = true));
  const end = async () => {
    // Sessions that are still open end as well.
    if (!ended) child.kill('SIGINT');
    await exit;
  };
  run.keep(end);
  while (!(await works(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]))) {
    if (ended) throw new Sentence('Postgres ended while it started.');
    await pause(100);
  }
  return { url: `postgres://savepoint@127.0.0.1:${port}/postgres`, end };
}

/** @param {string} name */
function program(name) {
  return join(postgresPrograms() ?? '', name);
}
