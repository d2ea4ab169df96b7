import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { inProject } from '../paths.mjs';
import '../typescript-hooks.mjs';
import { ALL_SUMS, checkSums } from './fill-sums.mjs';
import { fillings } from './many-saves.mjs';

/** @typedef {import('../../../lib/store/schema').Db} Db */
/** @typedef {import('./many-saves.mjs').Many} Many */

/** @type {typeof import('../../../lib/store/open-store')} */
const { openStore, storeFile } = await import(inProject('lib/store/open-store.ts'));
/** @type {typeof import('../../../lib/store/sqlite')} */
const { openSqlite, sqliteDialect } = await import(inProject('lib/store/sqlite.ts'));

/** Nobody relies on this file while it is filled: nothing is written twice, nothing is waited for. Node does not let a file be without any journal. */
const WHILE_FILLED =
  'pragma locking_mode = exclusive; pragma journal_mode = memory; pragma synchronous = off; pragma cache_size = -500000';

/**
 * Makes a store in a folder as Savepoint makes it, and fills it.
 * @param {string} dataDir @param {Buffer} secretKey @param {Many} many
 */
export async function fillFile(dataDir, secretKey, many) {
  await (await openStore({ dataDir, secretKey })).close();
  const db = new DatabaseSync(storeFile(dataDir));
  try {
    db.exec(WHILE_FILLED);
    db.exec('begin');
    const indexes = takenIndexes(db);
    const { saves, others } = fillings(many);
    for (const statement of [saves, ...indexes, ...others, ALL_SUMS]) db.exec(statement);
    db.exec('commit; pragma journal_mode = wal');
  } finally {
    db.close();
  }
  /** @type {Db} */
  const filled = new Kysely({ dialect: sqliteDialect(openSqlite(storeFile(dataDir))) });
  try {
    await filled.transaction().execute((tx) => checkSums(tx, many));
  } finally {
    await filled.destroy();
  }
}

/** Takes the indexes of the saves away, for they are made in half the time at once; how to make them again. @param {DatabaseSync} db */
function takenIndexes(db) {
  const wanted = "select name, sql from sqlite_master where type = 'index' and tbl_name = 'saves' and sql is not null";
  const indexes = db.prepare(wanted).all();
  for (const { name } of indexes) db.exec(`drop index ${name}`);
  return indexes.map(({ sql }) => String(sql));
}
