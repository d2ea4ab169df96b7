import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What waits for a second person. The index is what makes two waiting ones of an instance impossible. */
export const approvalTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('actions').addColumn('approval', 'text').execute();
    await db.schema
      .createTable('approvals')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('asker', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('decided_by', 'text')
      .addColumn('decided_at', 'bigint')
      .addColumn('note', 'text')
      .addColumn('action_id', 'text')
      .addColumn('audit_seq', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('approvals_waiting')
      .unique()
      .on('approvals')
      .column('instance_id')
      .where(sql.ref('status'), '=', sql.lit('waiting'))
      .execute();
  },
};
