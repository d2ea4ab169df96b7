import 'server-only';
import { PostgresAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What each engine has its own words for. All other SQL of the store is the same in both. */
interface Words {
  /** Statements after which a record of the audit can be added, and neither changed nor taken away. */
  readonly refuseAuditChanges: readonly string[];
  /** Statements after which every other Savepoint on the same data hears of what is committed; none where there is none. */
  readonly tellChanges: readonly string[];
  /** The same for one table; null where there is none. */
  readonly tellChangesOf: (told: Told) => string | null;
  /** Statements after which whole rows of the exposure and of the sums are read from their keys. */
  readonly keepRowsInKeys: readonly string[];
  /** A statement after which the rest of a transaction may take long; null where nothing has to be said. */
  readonly leaveTime: string | null;
}

const REFUSAL = 'an audit record is never changed or deleted';

const SQLITE: Words = {
  leaveTime: null,
  refuseAuditChanges: [
    `create trigger audit_no_update before update on audit begin select raise(abort, '${REFUSAL}'); end`,
    `create trigger audit_no_delete before delete on audit begin select raise(abort, '${REFUSAL}'); end`,
    // REPLACE deletes without a trigger.
    `create trigger audit_no_replace before insert on audit
      when exists (select 1 from audit where seq = new.seq or id = new.id) begin select raise(abort, '${REFUSAL}'); end`,
  ],
  tellChanges: [],
  tellChangesOf: () => null,
  // The key is the table then, and there is no second one: https://sqlite.org/withoutrowid.html
  keepRowsInKeys: [
    `create table exposure_in_key (instance_id text not null, step_seconds integer not null, at bigint not null, most bigint not null,
      constraint exposure_of_instance primary key (instance_id, step_seconds, at)) without rowid`,
    `insert into exposure_in_key select instance_id, step_seconds, at, most from exposure order by instance_id, step_seconds, at`,
    'drop table exposure',
    'alter table exposure_in_key rename to exposure',
    'create index exposure_by_time on exposure (step_seconds, at)',
    `create table save_sums_in_key (instance_id text not null, at bigint not null, outcome text not null, written integer not null,
      attempts bigint not null, longest_seconds double precision, most_copied bigint, longest_fork integer,
      constraint save_sums_of_instance primary key (instance_id, at, outcome, written)) without rowid`,
    `insert into save_sums_in_key select instance_id, at, outcome, written, attempts, longest_seconds, most_copied, longest_fork
      from save_sums order by instance_id, at, outcome, written`,
    'drop table save_sums',
    'alter table save_sums_in_key rename to save_sums',
    'create index save_sums_by_time on save_sums (at)',
  ],
};

/** What is told of, with the columns that name the row and its instance, and after which changes. */
type Told = readonly [table: string, columns: string, changes: string];

/** What was told of from the first. */
const TOLD: readonly Told[] = [
  ['saves', "'id', 'instance_id'", 'insert or update'],
  ['events', "'id', 'instance_id'", 'insert or update'],
  ['audit', "'seq', 'instance_id'", 'insert'],
  ['actions', "'id', 'instance_id'", 'insert or update'],
  ['overrides', "'id', 'instance_id'", 'insert or update'],
  ['approvals', "'id', 'instance_id'", 'insert or update'],
  ['incidents', "'number', 'instance_id'", 'insert or update'],
  ['incident_notes', "'incident', 'incident'", 'insert or update'],
  ['incident_checks', "'incident', 'incident'", 'insert or update'],
  ['registered_instances', "'id', 'id'", 'insert or update or delete'],
  ['deliveries', "'receiver', 'receiver'", 'insert'],
  // Not each time one says that it lives.
  ['store_members', "'id', 'id'", 'insert or update of watches or delete'],
  ['store_leases', "'member', 'instance_id'", 'insert or delete'],
];

/** Told with the commit, and never without it: https://www.postgresql.org/docs/current/sql-notify.html */
const TELL = `create function savepoint_tell() returns trigger language plpgsql as $$
  declare told jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  begin
    perform pg_notify('savepoint', jsonb_build_array(current_setting('savepoint.member', true), tg_table_name,
      told ->> tg_argv[0], told ->> tg_argv[1])::text);
    return null;
  end $$`;

const POSTGRES: Words = {
  leaveTime: 'set local statement_timeout = 0',
  refuseAuditChanges: [
    `create function audit_refuse() returns trigger language plpgsql as $$ begin raise exception '${REFUSAL}'; end $$`,
    `create trigger audit_no_change before update or delete or truncate on audit
      for each statement execute function audit_refuse()`,
  ],
  tellChanges: [TELL, ...TOLD.map(tellingOf)],
  tellChangesOf: tellingOf,
  // https://www.postgresql.org/docs/current/indexes-index-only-scans.html
  keepRowsInKeys: [
    `alter table exposure drop constraint exposure_of_instance,
      add constraint exposure_of_instance primary key (instance_id, step_seconds, at) include (most)`,
    `alter table save_sums drop constraint save_sums_of_instance, add constraint save_sums_of_instance
      primary key (instance_id, at, outcome, written) include (attempts, longest_seconds, most_copied, longest_fork)`,
  ],
};

function tellingOf([table, columns, changes]: Told): string {
  return `create trigger ${table}_tell after ${changes} on ${table} for each row execute function savepoint_tell(${columns})`;
}

/** Makes the audit append-only. Call it once, in the migration that makes its table. */
export async function refuseAuditChanges(db: Kysely<unknown>): Promise<void> {
  for (const statement of wordsOf(db).refuseAuditChanges) await sql.raw(statement).execute(db);
}

/** Has the engine tell every Savepoint on the same data of what the others commit. Call it once, in a migration. */
export async function tellChanges(db: Kysely<unknown>): Promise<void> {
  for (const statement of wordsOf(db).tellChanges) await sql.raw(statement).execute(db);
}

/** Has it tell of one more table. Call it once, in a migration after that. */
export async function tellChangesOf(db: Kysely<unknown>, told: Told): Promise<void> {
  const statement = wordsOf(db).tellChangesOf(told);
  if (statement !== null) await sql.raw(statement).execute(db);
}

/** Has pictures read rows where their keys are. Call it once, in a migration after that of both tables. */
export async function keepRowsInKeys(db: Kysely<unknown>): Promise<void> {
  for (const statement of wordsOf(db).keepRowsInKeys) await sql.raw(statement).execute(db);
}

/** Lets the statements of this transaction run to their end: an index of ten million rows is not made as fast as a page is read. */
export async function leaveTime(db: Kysely<unknown>): Promise<void> {
  const { leaveTime: statement } = wordsOf(db);
  if (statement !== null) await sql.raw(statement).execute(db);
}

function wordsOf(db: Kysely<unknown>): Words {
  return db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES : SQLITE;
}
