/**
 * `npm run audit:verify [-- DATA_DIR]`: reads the whole audit and recomputes its chain; Savepoint may run meanwhile. Without DATA_DIR and with DATABASE_URL
 * that of the Postgres there. Ends with 0 when
 * every record is as it was written, with 1 and the first that is not otherwise, with 2 when it cannot be read.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { inProject, STARTED_IN } from './lib/paths.mjs';
import { main, say } from './lib/steps.mjs';
import './lib/typescript-hooks.mjs';

/** @type {typeof import('../lib/store/verify-audit')} */
const { verifyAudit } = await import(inProject('lib/store/verify-audit.ts'));
/** @type {typeof import('../lib/store/open-store')} */
const { storeFile } = await import(inProject('lib/store/open-store.ts'));
/** @type {typeof import('../lib/config/database')} */
const { databaseUrlOf } = await import(inProject('lib/config/database.ts'));

await main(async () => {
  const dataDir = resolve(STARTED_IN, process.argv[2] || process.env.SAVEPOINT_DATA_DIR || 'data');
  const databaseUrl = process.argv[2] ? null : databaseUrlOf(process.env, STARTED_IN);
  if (databaseUrl === null && !existsSync(storeFile(dataDir))) {
    say(`There is no store of Savepoint in ${dataDir}: name its data directory, or set SAVEPOINT_DATA_DIR.`);
    return 2;
  }
  try {
    const verdict = await verifyAudit({ dataDir, databaseUrl });
    if (!verdict.ok) {
      say(verdict.message);
      return 1;
    }
    say(`The audit is whole: ${verdict.records} records, the latest with the hash ${verdict.hash}.`);
    return 0;
  } catch (error) {
    say(
      `The audit ${databaseUrl === null ? `in ${dataDir}` : 'in Postgres'} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
    return 2;
  }
});
