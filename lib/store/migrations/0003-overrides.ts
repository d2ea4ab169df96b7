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
      .addColumn('ended_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('overrides_open')
      .unique()
      .on('overrides')
      .column('instance_id')
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
    await carryOver(db);
  },
};

/** Those that were opened before there were ends go on without one: the latest applied change of an instance, where it was to "no". */
async function carryOver(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into overrides (id, instance_id, run_id, actor, reason, since, until_kind, set_at, rewritten)
    select id, instance_id, run_id, actor_name, reason, resolved_at, 'none', requested_at, 0
    from actions as latest
    where kind = 'set-stop-writes' and outcome = 'applied' and after_value = 'no'
      and not exists (
        select 1 from actions as later
        where later.instance_id = latest.instance_id and later.kind = 'set-stop-writes' and later.outcome = 'applied'
          and (later.requested_at > latest.requested_at
            or (later.requested_at = latest.requested_at and later.id > latest.id)))`.execute(db);
}
