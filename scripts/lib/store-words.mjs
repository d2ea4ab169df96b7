import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inProject, STARTED_IN } from './paths.mjs';
import { say, Sentence } from './steps.mjs';
import './typescript-hooks.mjs';

/**
 * Where the store of this environment is, as for `npm start`.
 * @returns {Promise<{ dataDir: string, databaseUrl: string | null }>}
 */
export async function storePlace() {
  /** @type {typeof import('../../lib/config/database')} */
  const { databaseUrlOf } = await import(inProject('lib/config/database.ts'));
  try {
    return {
      dataDir: resolve(STARTED_IN, process.env.SAVEPOINT_DATA_DIR || 'data'),
      databaseUrl: databaseUrlOf(process.env, STARTED_IN),
    };
  } catch (error) {
    return toldOf(error);
  }
}

/** What is in a store. @param {import('../../lib/store/store-summary').StoreSummary} summary */
export function sayStore({ tables, newestSave, audit }) {
  const width = Math.max(...tables.map(({ name }) => name.length));
  for (const { name, rows } of tables) say(`  ${name.padEnd(width)}  ${rows} rows`);
  say(newestSave === null ? 'No save is in it.' : `The newest save in it is of ${new Date(newestSave).toISOString()}.`);
  say(
    audit.ok
      ? `The audit is whole: ${audit.records} records, the latest with the hash ${audit.hash}.`
      : `The audit is not as it was written: ${audit.message}`,
  );
}

/** What a person has to keep besides. @param {string} dataDir @param {string} where it is not */
export function keyTold(dataDir, where) {
  const file = join(dataDir, 'secret.key');
  const which = existsSync(file)
    ? `It is ${file}: keep a copy of it apart, and start with it in the data folder`
    : 'Keep SAVEPOINT_SECRET_KEY, or the file that SAVEPOINT_SECRET_KEY_FILE names, apart, and start with the same';
  return `The secret key ${where}. ${which}. Without it the passwords of registered servers cannot be read.`;
}

/**
 * For `catch`: an error as what a person reads of it, with what the engine said.
 * @param {unknown} error
 * @returns {never}
 */
export function toldOf(error) {
  if (!(error instanceof Error)) throw error;
  const why = error.name === 'StoreError' && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  throw new Sentence(`${error.message}${why}`);
}
