import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inProject } from '../paths.mjs';
import { postgresPrograms } from '../postgres.mjs';
import { exitOf, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';
import '../typescript-hooks.mjs';
import {
  EVENT_COLUMNS,
  EXPOSURE_COLUMNS,
  manyEvents,
  manyMemories,
  manyQuarters,
  manySaves,
  MEMORY_COLUMNS,
  SAVE_COLUMNS,
} from './many-saves.mjs';

/** @typedef {import('./many-saves.mjs').Many} Many */
/** @typedef {Iterable<readonly (string | number | null)[]>} Rows */

/** @type {typeof import('../../../lib/store/open-store')} */
const { openStore, storeFile } = await import(inProject('lib/store/open-store.ts'));

/** Rows of one transaction, and of one write to `psql`. */
const BATCH = 20_000;

/** Sums of what is put in below are still to be counted, as after the update of a store that had them already. */
const SUMS_LEFT = `insert into save_sums_left (id, whole_from, done_to)
  select 1, (max(sort_at) / 28800000 + 1) * 28800000, '' from saves`;

/**
 * What goes into each table, with its columns.
 * @param {Many} many @param {number} asked
 * @returns {readonly (readonly [table: string, columns: readonly string[], rows: Rows])[]}
 */
function tablesOf(many, asked) {
  return [
    ['saves', SAVE_COLUMNS, manySaves(many)],
    ['events', EVENT_COLUMNS, manyEvents(many)],
    ['exposure', EXPOSURE_COLUMNS, manyQuarters(many, asked)],
    ['watch_memory', MEMORY_COLUMNS, manyMemories(many)],
  ];
}

/**
 * Makes a store in a folder as Savepoint makes it, and fills it through prepared statements.
 * @param {string} dataDir @param {Buffer} secretKey @param {Many} many @param {number} asked
 */
export async function fillFile(dataDir, secretKey, many, asked) {
  await (await openStore({ dataDir, secretKey })).close();
  const db = new DatabaseSync(storeFile(dataDir));
  try {
    // Nobody relies on this file while it is filled.
    db.exec('pragma synchronous = off; pragma cache_size = -500000');
    const indexes = takenIndexes(db);
    for (const [table, columns, rows] of tablesOf(many, asked)) insertAll(db, table, columns, rows);
    for (const index of indexes) db.exec(index);
    db.exec(SUMS_LEFT);
    db.exec('pragma wal_checkpoint(truncate)');
  } finally {
    db.close();
  }
  return storeFile(dataDir);
}

/** Takes the indexes of the saves away, for they are made in half the time at once; how to make them again. @param {DatabaseSync} db */
function takenIndexes(db) {
  const wanted = "select name, sql from sqlite_master where type = 'index' and tbl_name = 'saves' and sql is not null";
  const indexes = db.prepare(wanted).all();
  for (const { name } of indexes) db.exec(`drop index ${name}`);
  return indexes.map(({ sql }) => String(sql));
}

/** @param {DatabaseSync} db @param {string} table @param {readonly string[]} columns @param {Rows} rows */
function insertAll(db, table, columns, rows) {
  const places = columns.map(() => '?').join(', ');
  const statement = db.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`);
  let count = 0;
  db.exec('begin');
  for (const row of rows) {
    statement.run(...row);
    count += 1;
    if (count % BATCH === 0) db.exec('commit; begin');
  }
  db.exec('commit');
}

/**
 * Makes the tables in a database as Savepoint makes them, and fills them with COPY.
 * @param {string} databaseUrl @param {Buffer} secretKey @param {Many} many @param {number} asked
 */
export async function fillPostgres(databaseUrl, secretKey, many, asked) {
  await (await openStore({ dataDir: '/nowhere', databaseUrl, secretKey })).close();
  for (const [table, columns, rows] of tablesOf(many, asked)) {
    await psql(databaseUrl, `copy ${table} (${columns.join(', ')}) from stdin`, rows);
  }
  await psql(databaseUrl, `${SUMS_LEFT}; vacuum analyze`, []);
}

/** Runs SQL, with these rows on its standard input. @param {string} databaseUrl @param {string} text @param {Rows} rows */
export async function psql(databaseUrl, text, rows) {
  const commands = text.split('; ').flatMap((each) => ['-c', each]);
  const child = spawnLeashed(
    join(postgresPrograms() ?? '', 'psql'),
    [databaseUrl, '-qX', '-v', 'ON_ERROR_STOP=1', ...commands],
    {
      stdio: ['pipe', 'inherit', 'inherit'],
    },
  );
  const exit = exitOf(child);
  const stdin = /** @type {import('node:stream').Writable} */ (child.stdin);
  stdin.on('error', () => {});
  let lines = [];
  for (const row of rows) {
    lines.push(row.map((value) => (value === null ? '\\N' : String(value).replaceAll('\\', '\\\\'))).join('\t'));
    if (lines.length < BATCH) continue;
    if (!stdin.write(`${lines.join('\n')}\n`)) await once(stdin, 'drain');
    lines = [];
  }
  stdin.end(lines.length === 0 ? undefined : `${lines.join('\n')}\n`);
  if ((await exit) !== 0) throw new Sentence(`psql could not run: ${text}`);
}
