import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { tellChanges } from '../engine-words';

/** Which Savepoints share the database, which instances each of them records, and what each has to itself. */
export const memberTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('store_members')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('key_print', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('watches', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('store_leases')
      .addColumn('instance_id', 'text', (column) => column.primaryKey())
      .addColumn('member', 'text', (column) => column.notNull().references('store_members.id').onDelete('cascade'))
      .execute();
    await db.schema
      .createTable('store_claims')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('token', 'text', (column) => column.notNull())
      .addColumn('member', 'text', (column) => column.notNull().references('store_members.id').onDelete('cascade'))
      .addColumn('who', 'text', (column) => column.notNull())
      .execute();
    await tellChanges(db);
  },
};
