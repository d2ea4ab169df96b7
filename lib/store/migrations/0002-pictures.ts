import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The exposure by step of time, and what the picture of a history is read from: columns whole, so that no row is looked up. */
export const pictureTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('exposure')
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('step_seconds', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('most', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('exposure_of_instance', ['instance_id', 'step_seconds', 'at'])
      .execute();
    await db.schema.createIndex('exposure_by_time').on('exposure').columns(['step_seconds', 'at']).execute();
    await db.schema
      .createIndex('saves_in_picture')
      .on('saves')
      .columns(['instance_id', 'sort_at', 'outcome', 'snapshot_written', 'attempts', 'duration_seconds'])
      .execute();
    await db.schema
      .createIndex('events_of_kind')
      .on('events')
      .columns(['instance_id', 'kind', 'sort_at desc'])
      .execute();
  },
};
