import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../run.mjs';
import { say } from '../steps.mjs';
import { fillFile } from './fill-file.mjs';
import { fillPostgres, WHILE_FILLED } from './fill-postgres.mjs';
import { makePostgres, startPostgres } from './postgres.mjs';

/** @typedef {import('./row.mjs').Run} Run */
/** @typedef {import('./many-saves.mjs').Many} Many */

/**
 * A store with a long history, that may be used up.
 * @typedef {object} LongStore
 * @property {string} name
 * @property {Many} many what is in it
 * @property {Record<string, string>} env with which Savepoint uses it
 * @property {() => Promise<void>} remove ends what it runs in, and takes it off the disk
 */

/** @param {Run} run @param {Many} wanted @returns {Promise<LongStore>} */
export async function longFile(run, wanted) {
  const { folder, many } = await filled(run, 'sqlite', wanted, (to) => fillFile(to, randomBytes(32), wanted));
  return { name: 'SQLite', many, env: { SAVEPOINT_DATA_DIR: folder }, remove: async () => removed(folder) };
}

/** @param {Run} run @param {Many} wanted @returns {Promise<LongStore>} */
export async function longPostgres(run, wanted) {
  const { folder, many } = await filled(run, 'postgres', wanted, async (to) => {
    await makePostgres(to);
    const { url, end } = await startPostgres(run, to, WHILE_FILLED);
    await fillPostgres(url, randomBytes(32), wanted);
    await end();
  });
  const { url, end } = await startPostgres(run, folder);
  const remove = () => end().then(() => removed(folder));
  // What one start seals the next one has to read.
  const env = { DATABASE_URL: url, SAVEPOINT_SECRET_KEY: randomBytes(32).toString('base64') };
  return { name: 'Postgres', many, env, remove };
}

/** @param {string} folder */
function removed(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * A folder that `fill` filled, for this row alone: what is measured is changed by it. Where filled stores are kept it is a copy of one, which is
 * filled at the first time, and tells of what it was filled with.
 * @param {Run} run @param {string} name @param {Many} wanted @param {(to: string) => Promise<void>} fill
 */
async function filled(run, name, wanted, fill) {
  // The server of a database may have a user of its own.
  chmodSync(run.folder, 0o711);
  const folder = join(run.folder, name);
  if (run.kept === null) {
    await timed(`filling ${name}`, () => fill(folder));
    return { folder, many: wanted };
  }
  const kept = join(run.kept, `${name}-${wanted.saves}`);
  const note = `${kept}.json`;
  if (!existsSync(note)) {
    mkdirSync(run.kept, { recursive: true });
    // One that was cut off.
    removed(kept);
    await timed(`filling ${kept}`, () => fill(kept));
    writeFileSync(note, JSON.stringify(wanted));
  }
  await timed(`copying ${kept}`, () => runQuietly('cp', ['-a', '--reflink=auto', kept, folder]));
  return { folder, many: /** @type {Many} */ (JSON.parse(readFileSync(note, 'utf8'))) };
}

/** @param {string} what @param {() => Promise<unknown>} work */
async function timed(what, work) {
  const began = performance.now();
  await work();
  say(`  ${what}: ${Math.round((performance.now() - began) / 1000)} s`);
}
