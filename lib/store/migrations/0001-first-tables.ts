import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { GENESIS_HASH } from '../audit-hash';
import { refuseAuditChanges } from '../engine-words';

/** Times are epoch milliseconds in `bigint`, JSON is `text`: the same in SQLite and Postgres. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createHistory(db);
    await createAudit(db);
    await refuseAuditChanges(db);
    await createActions(db);
    await createTheRest(db);
  },
};

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saves')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('sort_at', 'bigint', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('duration_seconds', 'double precision')
    .addColumn('trigger', 'text', (column) => column.notNull())
    .addColumn('actor', 'text')
    .addColumn('cow_bytes', 'bigint')
    .addColumn('cause', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('snapshot_written', 'integer')
    .addColumn('action_id', 'text')
    .execute();
  await db.schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('sort_at', 'bigint', (column) => column.notNull())
    .addColumn('happened_from', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  for (const table of ['saves', 'events']) {
    const order = ['sort_at desc', 'id desc'] as const;
    await db.schema
      .createIndex(`${table}_by_time`)
      .on(table)
      .columns([...order])
      .execute();
    await db.schema
      .createIndex(`${table}_of_instance`)
      .on(table)
      .columns(['instance_id', ...order])
      .execute();
  }
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('entry_seq', 'bigint', (column) => column.notNull().references('audit.seq'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_of_entry').on('audit').columns(['entry_seq', 'seq']).execute();
  await db.schema.createIndex('audit_of_instance').on('audit').columns(['instance_id', 'seq desc']).execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, seq, hash) values (1, 0, ${GENESIS_HASH})`.execute(db);
}

async function createActions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('actions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('instance_id', 'text', (column) => column.notNull())
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('actor_role', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('before_value', 'text')
    .addColumn('after_value', 'text')
    .addColumn('requested_value', 'text')
    .addColumn('reason', 'text')
    .addColumn('run_id', 'text')
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('resolved_at', 'bigint')
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('audit_seq', 'bigint', (column) => column.notNull().references('audit.seq'))
    .execute();
  await db.schema
    .createIndex('actions_of_instance')
    .on('actions')
    .columns(['instance_id', 'kind', 'outcome', 'requested_at desc', 'id desc'])
    .execute();
  await db.schema.createIndex('actions_by_outcome').on('actions').columns(['outcome', 'requested_at', 'id']).execute();
}

async function createTheRest(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('reserved_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'integer')
    .addColumn('body', 'text')
    .execute();
  await db.schema.createIndex('idempotency_keys_by_time').on('idempotency_keys').column('reserved_at').execute();
  await db.schema
    .createTable('registered_instances')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('endpoint', 'text', (column) => column.notNull())
    .addColumn('database_number', 'integer', (column) => column.notNull())
    .addColumn('sealed_credentials', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('expected_guard', 'text', (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('watch_memory')
    .addColumn('instance_id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('memory', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('write_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('writes', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into write_probe (id, writes) values (1, 0)`.execute(db);
}
