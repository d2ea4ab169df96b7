import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which process had the database last: one that lost it learns whether somebody else wrote meanwhile. */
export const storeHolder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('store_holder')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .execute();
    await sql`insert into store_holder (id, holder) values (1, '')`.execute(db);
  },
};
