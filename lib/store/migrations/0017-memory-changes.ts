import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What is remembered of an instance otherwise than in its whole memory: small rows beside large ones that are seldom written. `whole_at` is the time of the whole memory that it
 * belongs to; a release before, which knows of no changes, leaves another time there.
 */
export const memoryChanges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('watch_changes')
      .addColumn('instance_id', 'text', (column) => column.primaryKey())
      .addColumn('mark', 'bigint', (column) => column.notNull())
      .addColumn('whole_at', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('changes', 'text')
      .execute();
  },
};
