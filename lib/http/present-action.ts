import 'server-only';
import type {
  Action as ActionBody,
  ApprovalAsked,
  AuditEntry as AuditEntryBody,
  AuditList,
  BgsaveResponse,
  Plan as PlanBody,
  SetStopWritesResponse,
} from '../contracts/action';
import type { Action, AuditEntry } from '../domain/action/action';
import type { Approval } from '../domain/action/approval';
import type { InstanceView } from '../domain/state/instance-view';
import type { Plan } from '../domain/action/plan';
import type { Save } from '../domain/save/save';
import type { Words } from '../domain/words/words';
import { presentApproval } from './present-approval';
import { presentInstance, presentUntil } from './present-instance';
import { presentSave } from './present-save';
import { isoTime, isoTimeOrNull } from './time';

export function presentAction(action: Action): ActionBody {
  return {
    id: action.id,
    kind: action.kind,
    instanceId: action.instanceId,
    actor: { ...action.actor },
    // A record of an earlier version has none, neither has it terms.
    approvedBy: action.approval ? { ...action.approval.by } : null,
    outcome: action.outcome,
    before: action.before,
    after: action.after,
    requestedValue: action.requestedValue,
    until: action.terms ? presentUntil(action.terms.until) : null,
    reason: action.reason,
    runId: action.runId,
    requestedAt: isoTime(action.requestedAt),
    resolvedAt: isoTimeOrNull(action.resolvedAt),
    message: action.message,
  };
}

export function presentBgsave(
  { action, save }: { readonly action: Action; readonly save: Save | null },
  words: Words,
): BgsaveResponse {
  return { action: presentAction(action), save: save === null ? null : presentSave(save, words) };
}

export function presentSetStopWrites(answer: {
  readonly action: Action;
  readonly view: InstanceView;
}): SetStopWritesResponse {
  return { action: presentAction(answer.action), instance: presentInstance(answer.view) };
}

export function presentApprovalAsked(answer: {
  readonly approval: Approval;
  readonly view: InstanceView;
}): ApprovalAsked {
  return { approval: presentApproval(answer.approval), instance: presentInstance(answer.view) };
}

export function presentPlan(plan: Plan): PlanBody {
  return {
    action: plan.action,
    value: plan.value,
    current: plan.current,
    runId: plan.runId,
    role: plan.role,
    helps: plan.helps,
    mode: plan.mode,
    checks: plan.checks.map((check) => ({ ...check })),
    consequences: [...plan.consequences],
    limits: [...plan.limits],
    warnings: [...plan.warnings],
    blocked: plan.blocked,
    advice: plan.advice,
    reasonRequired: plan.reasonRequired,
    confirmRequired: plan.confirmRequired,
    secondPerson: plan.secondPerson,
    rewrite: plan.rewrite && { ...plan.rewrite },
    readAt: isoTime(plan.readAt),
  };
}

export function presentAuditEntry(entry: AuditEntry): AuditEntryBody {
  return {
    id: entry.id,
    seq: entry.seq,
    at: isoTime(entry.at),
    kind: entry.kind,
    actor: { ...entry.actor },
    instanceId: entry.instanceId,
    outcome: entry.outcome,
    message: entry.message,
    action: entry.action === null ? null : presentAction(entry.action),
    hash: entry.hash,
    previousHash: entry.previousHash,
  };
}

/** A page of the audit trail, newest first. */
export function presentAudit(page: { readonly rows: readonly AuditEntry[]; readonly next: string | null }): AuditList {
  return { entries: page.rows.map(presentAuditEntry), next: page.next };
}
