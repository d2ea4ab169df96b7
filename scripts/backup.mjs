/**
 * `npm run backup -- FILE`: saves the store, of SAVEPOINT_DATA_DIR or of the Postgres under DATABASE_URL, into a file, while Savepoint runs or not.
 * Ends with 0 when it is whole, with 1 and the reason when there is none.
 */
import { resolve } from 'node:path';
import { inProject, STARTED_IN } from './lib/paths.mjs';
import { main, say, Sentence } from './lib/steps.mjs';
import { keyTold, sayStore, storePlace, toldOf } from './lib/store-words.mjs';
import './lib/typescript-hooks.mjs';

/** @type {typeof import('../lib/store/backup-store')} */
const { backupStore } = await import(inProject('lib/store/backup-store.ts'));

await main(async () => {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Sentence('Usage: npm run backup -- FILE');
  const file = resolve(STARTED_IN, name);
  const place = await storePlace();
  const { sum, ...summary } = await backupStore({ ...place, file }).catch(toldOf);
  say(`Saved ${place.databaseUrl === null ? `the store in ${place.dataDir}` : 'the store in Postgres'} into ${file}:`);
  sayStore(summary);
  say(`Its SHA-256 is ${sum}, noted in ${file}.sha256: keep both together.`);
  say(keyTold(place.dataDir, 'is not in this file'));
  return summary.audit.ok ? 0 : 1;
});
