import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { firstFree } from '../ports.mjs';
import { postgresPrograms } from '../postgres.mjs';
import { exitOf, runQuietly, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';

/** `nobody` on Debian: Postgres refuses to run as root. */
const NOBODY = 65_534;

/**
 * A Postgres with the settings that it comes with, every commit on the disk, in a folder of its own.
 * @param {string} folder
 * @param {import('../bench/keeper.mjs').Keeper} keeper
 */
export async function ownPostgres(folder, keeper) {
  const bin = postgresPrograms();
  if (bin === null) throw new Sentence('There is no Postgres on this machine.');
  const home = join(folder, 'postgres');
  mkdirSync(home);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const each of [folder, home]) chownSync(each, NOBODY, NOBODY);
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const data = join(home, 'data');
  await runQuietly(join(bin, 'initdb'), ['-D', data, '-U', 'savepoint', '-A', 'trust', '--locale=C'], {
    cwd: home,
    ...as,
  });
  const port = await firstFree(15_432);
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${home}`];
  const args = ['-D', data, '-p', `${port}`, ...settings];
  const child = spawnLeashed(join(bin, 'postgres'), args, { cwd: home, stdio: 'ignore', ...as });
  const exit = exitOf(child);
  keeper.keep(async () => {
    child.kill('SIGQUIT');
    await exit;
  });
  const url = (/** @type {string} */ name) => `postgres://savepoint@127.0.0.1:${port}/${name}`;
  await answers(url('postgres'));
  return url;
}

/** @param {string} url */
async function answers(url) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    const client = new pg.Client({ connectionString: url });
    const good = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (good) return;
  }
  throw new Sentence('Postgres did not start within a minute.');
}

/**
 * Runs SQL in a database, over one session, and gives the rows of the last.
 * @param {string} url
 * @param {readonly string[]} texts
 * @returns {Promise<readonly any[]>}
 */
export async function sqlOn(url, ...texts) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    /** @type {readonly any[]} */
    let rows = [];
    for (const text of texts) ({ rows } = await client.query(text));
    return rows;
  } finally {
    await client.end();
  }
}
