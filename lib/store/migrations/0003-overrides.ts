import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Overrides with their end. The index is what makes two open ones of an instance impossible. */
export const overrideTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('actions').addColumn('terms', 'text').execute();
    await db.schema
      .createTable('overrides')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('run_id', 'text')
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('until_kind', 'text', (column) => column.notNull())
      .addColumn('until_at', 'bigint')
      .addColumn('set_at', 'bigint', (column) => column.notNull())
      .addColumn('set_redis_time', 'bigint')
      .addColumn('save_time', 'bigint')
      .addColumn('rewritten', 'integer', (column) => column.notNull())
      .addColumn('expired_at', 'bigint')
      .addColumn('expired_why', 'text')
      .addColumn('ended_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('overrides_open')
      .unique()
      .on('overrides')
      .column('instance_id')
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
  },
};
