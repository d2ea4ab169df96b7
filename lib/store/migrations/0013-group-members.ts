import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The nodes that were found through a group: known still when nobody who could tell of them answers. */
export const groupMembers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('group_members')
      .addColumn('instance_id', 'text', (column) => column.primaryKey())
      .addColumn('group_name', 'text', (column) => column.notNull())
      .addColumn('host', 'text', (column) => column.notNull())
      .addColumn('port', 'integer', (column) => column.notNull())
      .addColumn('gone_since', 'integer')
      .addColumn('seal', 'text', (column) => column.notNull())
      .execute();
  },
};
