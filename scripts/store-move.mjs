/**
 * `npm run store:move [-- DATA_DIR]`: copies the embedded store into the empty Postgres under DATABASE_URL, all or nothing, and shows that it is the same there.
 * Ends with 0 when it is, with 1 and the reason when nothing was moved.
 */
import { resolve } from 'node:path';
import { inProject, STARTED_IN } from './lib/paths.mjs';
import { main, say, Sentence } from './lib/steps.mjs';
import { keyTold, storePlace, toldOf } from './lib/store-words.mjs';
import './lib/typescript-hooks.mjs';

/** @type {typeof import('../lib/store/move-store')} */
const { moveStore } = await import(inProject('lib/store/move-store.ts'));

await main(async () => {
  const place = await storePlace();
  const dataDir = process.argv[2] ? resolve(STARTED_IN, process.argv[2]) : place.dataDir;
  const { databaseUrl } = place;
  if (databaseUrl === null)
    throw new Sentence('DATABASE_URL is not set: it names the empty Postgres database that the store goes into.');
  say(`Moving the store in ${dataDir} into Postgres …`);
  const moved = await moveStore({ dataDir, databaseUrl }).catch(toldOf);
  const width = Math.max(...moved.tables.map(({ name }) => name.length));
  for (const { name, from, to } of moved.tables) {
    say(`  ${name.padEnd(width)}  file      ${from.rows} rows  ${from.digest}`);
    say(`  ${''.padEnd(width)}  Postgres  ${to.rows} rows  ${to.digest}`);
  }
  say(
    `All ${moved.tables.length} tables were counted and compared: they are the same. The audit is whole on both sides: ${moved.audit.records} records, the latest with the hash ${moved.audit.hash}.`,
  );
  if (moved.withoutNul > 0)
    say(`${moved.withoutNul} texts had a character that Postgres cannot keep (U+0000): U+FFFD stands there instead.`);
  say(keyTold(dataDir, 'is not in Postgres'));
  say('The file was left as it is. From now on start Savepoint with this DATABASE_URL, and not on the file again.');
});
