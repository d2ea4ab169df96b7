import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { postgresPrograms } from '../postgres.mjs';
import { exitOf, spawnLeashed } from '../run.mjs';
import { fillFile, fillPostgres } from './fill-store.mjs';
import { startPostgres } from './postgres.mjs';
import pg from 'pg';

/** @typedef {import('./row.mjs').Run} Run */
/** @typedef {import('./many-saves.mjs').Many} Many */

/**
 * A store with a long history.
 * @typedef {object} LongStore
 * @property {string} name
 * @property {Record<string, string>} env with which Savepoint uses it
 * @property {() => Promise<boolean>} isSummedUp whether no older save is left to be summed up
 * @property {() => import('node:child_process').ChildProcess} backup begins a copy of it, which reads all of it
 */

/** @param {Run} run @param {Many} many @param {number} asked @returns {Promise<LongStore>} */
export async function longFile(run, many, asked) {
  const dataDir = join(run.folder, 'long');
  const file = await fillFile(dataDir, randomBytes(32), many, asked);
  const copy = join(run.folder, 'copy.db');
  const script = `const { DatabaseSync } = require('node:sqlite');
    new DatabaseSync(${JSON.stringify(file)}).exec("vacuum into '${copy}'")`;
  return {
    name: 'SQLite',
    env: { SAVEPOINT_DATA_DIR: dataDir },
    isSummedUp: async () => {
      const db = new DatabaseSync(file, { readOnly: true });
      try {
        return db.prepare('select 1 from save_sums_left').get() === undefined;
      } finally {
        db.close();
      }
    },
    backup: () => {
      rmSync(copy, { force: true });
      return spawnLeashed(process.execPath, ['-e', script], { stdio: 'ignore' }, 'KILL');
    },
  };
}

/** @param {Run} run @param {Many} many @param {number} asked @returns {Promise<LongStore>} */
export async function longPostgres(run, many, asked) {
  const url = await startPostgres(run);
  await fillPostgres(url, randomBytes(32), many, asked);
  return {
    name: 'Postgres',
    env: { DATABASE_URL: url },
    isSummedUp: async () => {
      const session = new pg.Client({ connectionString: url });
      await session.connect();
      try {
        return (await session.query('select 1 from save_sums_left')).rowCount === 0;
      } finally {
        await session.end();
      }
    },
    backup: () => {
      const args = ['-d', url, '-f', '/dev/null'];
      return spawnLeashed(join(postgresPrograms() ?? '', 'pg_dump'), args, { stdio: 'ignore' }, 'KILL');
    },
  };
}

/** Copies it again and again until the returned function is called. @param {Run} run @param {LongStore} store */
export function backUp(run, { backup }) {
  let stopped = false;
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  const all = (async () => {
    while (!stopped) {
      child = backup();
      await exitOf(child);
    }
  })();
  const stop = async () => {
    stopped = true;
    child?.kill('SIGKILL');
    await all;
  };
  run.keep(stop);
  return stop;
}
