import 'server-only';
import { PostgresAdapter, sql } from 'kysely';
import type { Db } from './schema';

/** A table as the store itself tells of it, those of the library for sign-in included. */
export interface StoreTable {
  readonly name: string;
  /** In the order of their names. */
  readonly columns: readonly string[];
}

export type Row = Readonly<Record<string, unknown>>;

const CHUNK = 1000;

/** Every table that holds rows of the store, read from the engine: none can be forgotten. What the migrations note of themselves is not among them. */
export async function storeTables(db: Db): Promise<StoreTable[]> {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ isView }) => !isView)
    .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name).sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The tables of an embedded store, each after those that its rows refer to. */
export async function inOrderOfReferences(db: Db, tables: readonly StoreTable[]): Promise<StoreTable[]> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select m.name as child, f."table" as parent from sqlite_schema m, pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" <> m.name`.execute(db);
  const ordered: StoreTable[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name));
    const waits = ({ name }: StoreTable) => rows.some(({ child, parent }) => child === name && names.has(parent));
    const ready = left.filter((table) => !waits(table));
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...names].join(', ')}`);
    ordered.push(...ready);
    left = left.filter(waits);
  }
  return ordered;
}

/** All rows of a table, a thousand at a time at most, in the order in which an embedded store has them. In Postgres only within a transaction. */
export function rowsOf(db: Db, table: StoreTable): AsyncGenerator<readonly Row[]> {
  return db.getExecutor().adapter instanceof PostgresAdapter ? rowsOfPostgres(db, table) : rowsOfSqlite(db, table);
}

async function* rowsOfSqlite(db: Db, { name }: StoreTable): AsyncGenerator<readonly Row[]> {
  let chunk: Row[] = [];
  for await (const row of db.withTables<Record<string, Row>>().selectFrom(name).selectAll().stream()) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function* rowsOfPostgres(db: Db, { name }: StoreTable): AsyncGenerator<readonly Row[]> {
  await sql`declare rows_of_table no scroll cursor for select * from ${sql.table(name)}`.execute(db);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(CHUNK)} from rows_of_table`.execute(db);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close rows_of_table`.execute(db);
}
