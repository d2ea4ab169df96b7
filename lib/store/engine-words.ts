import 'server-only';
import { PostgresAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What each engine has its own words for. All other SQL of the store is the same in both. */
interface Words {
  /** Statements after which a record of the audit can be added, and neither changed nor taken away. */
  readonly refuseAuditChanges: readonly string[];
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
};

const POSTGRES: Words = {
  leaveTime: 'set local statement_timeout = 0',
  refuseAuditChanges: [
    `create function audit_refuse() returns trigger language plpgsql as $$ begin raise exception '${REFUSAL}'; end $$`,
    `create trigger audit_no_change before update or delete or truncate on audit
      for each statement execute function audit_refuse()`,
  ],
};

/** Makes the audit append-only. Call it once, in the migration that makes its table. */
export async function refuseAuditChanges(db: Kysely<unknown>): Promise<void> {
  for (const statement of wordsOf(db).refuseAuditChanges) await sql.raw(statement).execute(db);
}

/** Lets the statements of this transaction run to their end: an index of ten million rows is not made as fast as a page is read. */
export async function leaveTime(db: Kysely<unknown>): Promise<void> {
  const { leaveTime: statement } = wordsOf(db);
  if (statement !== null) await sql.raw(statement).execute(db);
}

function wordsOf(db: Kysely<unknown>): Words {
  return db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES : SQLITE;
}
