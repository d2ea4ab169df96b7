/**
 * `npm run restore -- FILE`: puts a backup where no store is, into SAVEPOINT_DATA_DIR or the empty Postgres under DATABASE_URL, and says what is there then.
 * Ends with 0 when it is whole, with 1 and the reason when it is not.
 */
import { resolve } from 'node:path';
import { inProject, STARTED_IN } from './lib/paths.mjs';
import { main, say, Sentence } from './lib/steps.mjs';
import { keyTold, sayStore, storePlace, toldOf } from './lib/store-words.mjs';
import './lib/typescript-hooks.mjs';

/** @type {typeof import('../lib/store/restore-store')} */
const { restoreStore } = await import(inProject('lib/store/restore-store.ts'));

await main(async () => {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Sentence('Usage: npm run restore -- FILE');
  const file = resolve(STARTED_IN, name);
  const place = await storePlace();
  const { isSumKnown, ...summary } = await restoreStore({ ...place, file }).catch(toldOf);
  say(`Restored ${file} into ${place.databaseUrl === null ? place.dataDir : 'Postgres'}:`);
  sayStore(summary);
  say(
    isSumKnown
      ? `Its bytes are those that ${file}.sha256 noted.`
      : `There is no ${file}.sha256: that no byte of it changed is not known.`,
  );
  say(keyTold(place.dataDir, 'is in no backup'));
  return summary.audit.ok ? 0 : 1;
});
