import 'server-only';
import type { Action, ActionApproval, ActionKind, ActionOutcome } from '../domain/action/action';
import type { OverrideTerms } from '../domain/action/override';
import { followAction, takeApproval } from './approvals';
import { appendRecord } from './audit';
import { followGuard } from './overrides';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import type { ActionsTable } from './tables/actions';
import type { Resolution } from './store';
import type { AuditFacts } from './audit-facts';
import { StoreError } from './store-error';

const OPEN: readonly ActionOutcome[] = ['pending', 'unknown'];
/** What more can be told of: what was applied is told by what was read back. */
const COMPLETED: readonly ActionOutcome[] = [...OPEN, 'not-applied'];

/**
 * Keeps an intent and its audit record; of one that needs a second person also that it was approved. False, and nothing kept, when that
 * approval waits no more. Call it in a transaction.
 */
export async function beginAction(db: Db, action: Action): Promise<boolean> {
  if (action.approval !== null && !(await takeApproval(db, action, action.approval))) return false;
  const auditSeq = await appendRecord(db, factsOf(action, action.requestedAt), null);
  await db.insertInto('actions').values(rowOf(action, auditSeq)).execute();
  return true;
}

/** Keeps how an action ended, and its audit record, unless nothing would change. Call it in a transaction. */
export async function resolveAction(db: Db, id: string, resolution: Resolution): Promise<Action> {
  const row = await db
    .updateTable('actions')
    .set({
      outcome: resolution.outcome,
      before_value: resolution.before,
      after_value: resolution.after,
      resolved_at: resolution.resolvedAt,
      message: resolution.message,
    })
    .where('id', '=', id)
    .where('outcome', 'in', resolution.completes === true ? COMPLETED : OPEN)
    // `unknown` said twice is no news: reading back in vain must not fill the audit.
    .where(({ eb, or }) => or([eb('outcome', '!=', resolution.outcome), eb('message', '!=', resolution.message)]))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return existing(db, id);
  const action = actionOf(row);
  await appendRecord(db, factsOf(action, resolution.resolvedAt), row.audit_seq);
  await followGuard(db, action, resolution.rewritten === true);
  if (action.approval !== null) await followAction(db, action, action.approval);
  return action;
}

export async function getAction(db: Db, id: string): Promise<Action | null> {
  const row = await db.selectFrom('actions').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : actionOf(row);
}

export async function pendingActions(db: Db): Promise<readonly Action[]> {
  const rows = await db.selectFrom('actions').selectAll().where('outcome', 'in', OPEN).orderBy('audit_seq').execute();
  return rows.map(actionOf);
}

/**
 * The latest by the order in which they were asked for, whatever the clock said: one that was unknown for long may be resolved after a
 * later one.
 */
export async function lastGuardAction(db: Db, instanceId: string): Promise<Action | null> {
  const row = await latest(db, instanceId, 'set-stop-writes').where('outcome', '=', 'applied').executeTakeFirst();
  return row === undefined ? null : actionOf(row);
}

/** The latest by the same order, however it ended or will. */
export async function lastSaveAction(db: Db, instanceId: string): Promise<Action | null> {
  const row = await latest(db, instanceId, 'bgsave').executeTakeFirst();
  return row === undefined ? null : actionOf(row);
}

function latest(db: Db, instanceId: string, kind: ActionKind) {
  return db
    .selectFrom('actions')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('kind', '=', kind)
    .orderBy('audit_seq', 'desc')
    .limit(1);
}

async function existing(db: Db, id: string): Promise<Action> {
  const action = await getAction(db, id);
  if (action !== null) return action;
  throw new StoreError('failed', { message: `There is no action "${id}" in the store, so its end cannot be kept.` });
}

function factsOf(action: Action, at: number): AuditFacts {
  const { kind, actor, instanceId, outcome, message } = action;
  return { at, kind, actor, instanceId, outcome, message, action };
}

function rowOf(action: Action, auditSeq: number): ActionsTable {
  return {
    id: action.id,
    kind: action.kind,
    instance_id: action.instanceId,
    actor_kind: action.actor.kind,
    actor_name: action.actor.name,
    actor_role: action.actor.role,
    outcome: action.outcome,
    before_value: action.before,
    after_value: action.after,
    requested_value: action.requestedValue,
    reason: action.reason,
    terms: action.terms === null ? null : JSON.stringify(action.terms),
    run_id: action.runId,
    requested_at: action.requestedAt,
    resolved_at: action.resolvedAt,
    message: action.message,
    approval: action.approval === null ? null : JSON.stringify(action.approval),
    audit_seq: auditSeq,
  };
}

function actionOf(row: ActionsTable): Action {
  return {
    id: row.id,
    kind: row.kind,
    instanceId: row.instance_id,
    actor: { kind: row.actor_kind, name: row.actor_name, role: row.actor_role },
    approval: row.approval === null ? null : parsed<ActionApproval>(row.approval),
    outcome: row.outcome,
    before: row.before_value,
    after: row.after_value,
    requestedValue: row.requested_value,
    reason: row.reason,
    terms: row.terms === null ? null : parsed<OverrideTerms>(row.terms),
    runId: row.run_id,
    requestedAt: row.requested_at,
    resolvedAt: row.resolved_at,
    message: row.message,
  };
}
