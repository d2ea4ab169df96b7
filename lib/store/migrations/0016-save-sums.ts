import 'server-only';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { leaveTime } from '../engine-words';

/** What is in the indexes of failed saves. The queries say it in the same words, or no engine would know that it may use them. */
const FAILED = sql<boolean>`(outcome = 'failed' or (outcome = 'unknown' and snapshot_written = 0))`;

/** A third of a day. */
const STEP_MS = 28_800_000;

/**
 * Sums of the saves by thirds of a day, for pictures of long ranges, and indexes of the failed ones. The sums of what is kept already are
 * not made here, where everybody would wait: `save_sums_left` says from which time on they are whole, and is empty once all are.
 */
export const saveSums: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await leaveTime(db);
    await db.schema
      .createTable('save_sums')
      .addColumn('instance_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('written', 'integer', (column) => column.notNull())
      .addColumn('attempts', 'bigint', (column) => column.notNull())
      .addColumn('longest_seconds', 'double precision')
      .addColumn('most_copied', 'bigint')
      .addColumn('longest_fork', 'integer')
      .addPrimaryKeyConstraint('save_sums_of_instance', ['instance_id', 'at', 'outcome', 'written'])
      .execute();
    await db.schema.createIndex('save_sums_by_time').on('save_sums').column('at').execute();
    await db.schema
      .createTable('save_sums_left')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('whole_from', 'bigint', (column) => column.notNull())
      .addColumn('done_to', 'text', (column) => column.notNull())
      .execute();
    const step = sql.lit(STEP_MS);
    await sql`insert into save_sums_left (id, whole_from, done_to) select 1, (newest / ${step} + 1) * ${step}, ''
      from (select max(sort_at) as newest from saves) as kept where newest is not null`.execute(db);
    const order = ['sort_at desc', 'id desc'] as const;
    await db.schema
      .createIndex('saves_failed_by_time')
      .on('saves')
      .columns([...order])
      .where(FAILED)
      .execute();
    await db.schema
      .createIndex('saves_failed_of_instance')
      .on('saves')
      .columns(['instance_id', ...order])
      .where(FAILED)
      .execute();
  },
};
