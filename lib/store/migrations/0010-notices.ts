import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was told and has not ended, what still has to be delivered, and how each receiver does. The key of the first makes telling twice impossible. */
export const noticeTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('open_notices')
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('dedup_key', 'text', (column) => column.notNull())
      .addColumn('notice', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('open_notices_of_instance', ['instance_id', 'kind'])
      .execute();
    await db.schema
      .createTable('deliveries')
      .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('receiver', 'text', (column) => column.notNull())
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('notice', 'text', (column) => column.notNull())
      .addColumn('kept_at', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('deliveries_in_order')
      .on('deliveries')
      .columns(['receiver', 'instance_id', 'seq'])
      .execute();
    await db.schema
      .createTable('receivers')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('delivered_at', 'bigint')
      .addColumn('problem', 'text')
      .addColumn('problem_at', 'bigint')
      .execute();
  },
};
