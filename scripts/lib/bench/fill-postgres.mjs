import pg from 'pg';
import { inProject } from '../paths.mjs';
import '../typescript-hooks.mjs';
import { ALL_SUMS, checkSums } from './fill-sums.mjs';
import { fillings } from './many-saves.mjs';

/** @typedef {import('./many-saves.mjs').Many} Many */

/** @type {typeof import('../../../lib/store/open-store')} */
const { openStore } = await import(inProject('lib/store/open-store.ts'));
/** @type {typeof import('../../../lib/store/postgres-visit')} */
const { visitPostgres } = await import(inProject('lib/store/postgres-visit.ts'));

/**
 * For the time in which nobody relies on the database: nothing is waited for, and what comes into a table that is emptied in the same
 * transaction is not written twice.
 */
export const WHILE_FILLED = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=8GB',
  'autovacuum=off',
  'maintenance_work_mem=1GB',
  'work_mem=512MB',
];

/**
 * Makes the tables in a database as Savepoint makes them, and fills them. The server should run with the settings above.
 * @param {string} databaseUrl @param {Buffer} secretKey @param {Many} many
 */
export async function fillPostgres(databaseUrl, secretKey, many) {
  await (await openStore({ dataDir: '/nowhere', databaseUrl, secretKey })).close();
  const session = new pg.Client({ connectionString: databaseUrl });
  await session.connect();
  try {
    await session.query('begin');
    const indexes = await takenIndexes(session);
    const { saves, others } = fillings(many);
    for (const statement of ['truncate saves', saves, ...indexes, 'analyze saves', ...others, ALL_SUMS])
      await session.query(statement);
    await session.query('commit');
    await session.query('vacuum analyze');
  } finally {
    await session.end();
  }
  await visitPostgres(databaseUrl, 'write', (db) => checkSums(db, many));
}

/** Takes the indexes of the saves away, for they are made in half the time at once; how to make them again. @param {pg.Client} session */
async function takenIndexes(session) {
  const { rows } = await session.query(`select indexname as name, indexdef as made from pg_indexes
    where tablename = 'saves' and indexname not in (select conname from pg_constraint)`);
  for (const { name } of rows) await session.query(`drop index ${name}`);
  return /** @type {string[]} */ (rows.map(({ made }) => made));
}
