import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which save of a log a row was joined with, and how far each log was read. The index is what makes a save of a log twice impossible. */
export const logTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('saves').addColumn('log_key', 'text').execute();
    await db.schema
      .createIndex('saves_of_log')
      .unique()
      .on('saves')
      .columns(['instance_id', 'log_key'])
      .where(sql.ref('log_key'), 'is not', null)
      .execute();
    await db.schema
      .createTable('log_places')
      .addColumn('instance_id', 'text', (column) => column.primaryKey())
      .addColumn('place', 'text', (column) => column.notNull())
      .execute();
  },
};
