import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { tellChangesOf } from '../engine-words';

/** The latest bulk saves, as who runs each has told of it last. */
export const bulkSaves: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('bulk_saves')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('begun_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('stop_asked', 'text')
      .execute();
    await tellChangesOf(db, ['bulk_saves', "'id', 'id'", 'update of stop_asked']);
  },
};
