import 'server-only';
import { sql } from 'kysely';
import type { Db } from './schema';
import { rowsOf } from './store-tables';
import type { Row, StoreTable } from './store-tables';
import { DigestOfRows } from './table-digest';
import type { TableDigest } from './table-digest';

/**
 * Copies the rows of one table of an embedded store into the same one of a Postgres, in place of what is there. Gives their digest as they were put there, and in how many texts U+FFFD
 * stands for a U+0000.
 */
export async function copyTable(
  source: Db,
  target: Db,
  table: StoreTable,
): Promise<{ readonly digest: TableDigest; readonly withoutNul: number }> {
  await emptied(target, table);
  const digest = new DigestOfRows(table);
  let withoutNul = 0;
  for await (const chunk of rowsOf(source, table)) {
    const rows = chunk.map((row) => withoutNulOf(row, () => (withoutNul += 1)));
    digest.add(rows);
    await insert(target, table, rows);
  }
  return { digest: digest.value(), withoutNul };
}

/** What the migrations put there: the file has its own of it. A delete without rows would be refused by the audit. */
async function emptied(target: Db, { name }: StoreTable): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(target);
  if (rows.length > 0) await sql`delete from ${sql.table(name)}`.execute(target);
}

async function insert(target: Db, { name, columns }: StoreTable, rows: readonly Row[]): Promise<void> {
  const [table, into] = [sql.table(name), sql.join(columns.map((column) => sql.ref(column)))];
  // One parameter for all rows: Postgres reads it by the types of the table.
  await sql`insert into ${table} (${into})
    select ${into} from json_populate_recordset(null::${table}, ${JSON.stringify(rows)}::json)`.execute(target);
}

function withoutNulOf(row: Row, tell: () => void): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (typeof value !== 'string' || !value.includes('\u0000')) return [column, value];
      tell();
      return [column, value.replaceAll('\u0000', '\uFFFD')];
    }),
  );
}

/** Numbers that the engine gives go on after the last that was ever given, also where its row is gone. */
export async function numberOn(source: Db, target: Db): Promise<void> {
  const given = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.execute(source);
  const counted = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(target);
  for (const { table_name, column_name } of counted.rows) {
    const last = given.rows.find(({ name }) => name === table_name)?.seq ?? 0;
    if (last > 0)
      await sql`select setval(pg_get_serial_sequence(${`"${table_name}"`}, ${column_name}), ${last})`.execute(target);
  }
}
