import 'server-only';
import type { Action, ActionApproval, Actor } from '../domain/action/action';
import type { SetStopWritesRequest } from '../domain/action/action-guards';
import type { Approval, ApprovalEnd, Asker } from '../domain/action/approval';
import { approvalRecord } from '../domain/action/approval-record';
import { appendRecord } from './audit';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import type { ApprovalsTable } from './tables/actions';

/** False, and nothing kept, when something waits on that instance already. Call it in a transaction. */
export async function askApproval(db: Db, approval: Approval): Promise<boolean> {
  const added = await db
    .insertInto('approvals')
    .values(rowOf(approval))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return false;
  const seq = await appendRecord(db, approvalRecord(approval, null), null);
  await db.updateTable('approvals').set({ audit_seq: seq }).where('id', '=', approval.id).execute();
  return true;
}

export async function getApproval(db: Db, id: string): Promise<Approval | null> {
  const row = await db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : approvalOf(row);
}

export async function waitingApprovals(db: Db): Promise<readonly Approval[]> {
  const rows = await db
    .selectFrom('approvals')
    .selectAll()
    .where('status', '=', 'waiting')
    .orderBy('audit_seq')
    .execute();
  return rows.map(approvalOf);
}

/** Null, and no record, when it waits no more. Call it in a transaction. */
export async function endApproval(db: Db, id: string, { status, by, at, note }: ApprovalEnd): Promise<Approval | null> {
  const row = await db
    .updateTable('approvals')
    .set({ status, decided_by: JSON.stringify(by), decided_at: at, note })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  const ended = approvalOf(row);
  await appendRecord(db, approvalRecord(ended, null), row.audit_seq);
  return ended;
}

/** The approval goes with the action that it lets begin: once, and only while it stands. Call it in that action's transaction. */
export async function takeApproval(db: Db, action: Action, { id, by, note }: ActionApproval): Promise<boolean> {
  const at = action.requestedAt;
  const row = await db
    .updateTable('approvals')
    .set({ status: 'approved', decided_by: JSON.stringify(by), decided_at: at, note, action_id: action.id })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .where('ends_at', '>', at)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return false;
  await appendRecord(db, approvalRecord(approvalOf(row), action), row.audit_seq);
  return true;
}

/** Its entry in the audit ends as the action does. Call it in that action's transaction. */
export async function followAction(db: Db, action: Action, { id }: ActionApproval): Promise<void> {
  const row = await db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
  if (row !== undefined) await appendRecord(db, approvalRecord(approvalOf(row), action), row.audit_seq);
}

function rowOf(approval: Approval): ApprovalsTable {
  const { decidedBy } = approval;
  return {
    id: approval.id,
    instance_id: approval.instanceId,
    asker: JSON.stringify(approval.asker),
    request: JSON.stringify(approval.request),
    asked_at: approval.askedAt,
    ends_at: approval.endsAt,
    status: approval.status,
    decided_by: decidedBy === null ? null : JSON.stringify(decidedBy),
    decided_at: approval.decidedAt,
    note: approval.note,
    action_id: approval.actionId,
    // Known once its record is kept, in the same transaction.
    audit_seq: 0,
  };
}

function approvalOf(row: ApprovalsTable): Approval {
  return {
    id: row.id,
    instanceId: row.instance_id,
    asker: parsed<Asker>(row.asker),
    request: parsed<SetStopWritesRequest>(row.request),
    askedAt: row.asked_at,
    endsAt: row.ends_at,
    status: row.status,
    decidedBy: row.decided_by === null ? null : parsed<Actor>(row.decided_by),
    decidedAt: row.decided_at,
    note: row.note,
    actionId: row.action_id,
  };
}
