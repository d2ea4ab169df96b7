import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Incidents, with what people wrote down and ticked. The index is what makes two open ones of an instance impossible. */
export const incidentTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createIncidents(db);
    await db.schema
      .createTable('incident_notes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('incident', 'integer', (column) => column.notNull().references('incidents.number'))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('struck_at', 'bigint')
      .addColumn('struck_by', 'text')
      .execute();
    await db.schema
      .createTable('incident_checks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('incident', 'integer', (column) => column.notNull().references('incidents.number'))
      .addColumn('step_id', 'text', (column) => column.notNull())
      .addColumn('done', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .execute();
    for (const table of ['incident_notes', 'incident_checks']) {
      await db.schema.createIndex(`${table}_of_incident`).on(table).columns(['incident', 'at', 'id']).execute();
    }
  },
};

/** AUTOINCREMENT: a number is never given twice, whatever became of its row. */
async function createIncidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incidents')
    .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('opened_by', 'text', (column) => column.notNull())
    .addColumn('opened_from', 'bigint', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('already', 'integer', (column) => column.notNull())
    .addColumn('cause', 'text')
    .addColumn('refusals', 'text')
    .addColumn('refused_from', 'bigint')
    .addColumn('refused_until', 'bigint')
    .addColumn('rdb_failed', 'integer', (column) => column.notNull())
    .addColumn('aof_refused', 'integer', (column) => column.notNull())
    .addColumn('failed_before', 'integer', (column) => column.notNull())
    .addColumn('failed_in_a_row', 'integer')
    .addColumn('saved_again_at', 'bigint')
    .addColumn('waits_for', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('closed_by', 'text')
    .addColumn('history_from', 'bigint')
    .execute();
  await db.schema
    .createIndex('incidents_open')
    .unique()
    .on('incidents')
    .column('instance_id')
    .where(sql.ref('closed_at'), 'is', null)
    .execute();
  // A timeline asks for the audit by time.
  await db.schema.createIndex('audit_by_time').on('audit').columns(['instance_id', 'at desc', 'id desc']).execute();
  await db.schema
    .createIndex('incidents_of_instance')
    .on('incidents')
    .columns(['instance_id', 'number desc'])
    .execute();
}
