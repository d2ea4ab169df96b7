import 'server-only';
import type { Approval as ApprovalBody } from '../contracts/approval';
import type { Approval } from '../domain/action/approval';
import { isoTime, isoTimeOrNull } from './time';

/** What was asked of a second person. The name that was typed for it stays here. */
export function presentApproval(approval: Approval): ApprovalBody {
  const { asker, request, decidedBy } = approval;
  const { until } = request;
  return {
    id: approval.id,
    instanceId: approval.instanceId,
    by: { ...asker.actor },
    reason: request.reason,
    until: until === null ? null : { kind: until.kind, at: isoTimeOrNull(until.at) },
    rewrite: request.rewrite,
    expected: request.expected,
    runId: request.runId,
    askedAt: isoTime(approval.askedAt),
    endsAt: isoTime(approval.endsAt),
    status: approval.status,
    decidedBy: decidedBy === null ? null : { ...decidedBy },
    decidedAt: isoTimeOrNull(approval.decidedAt),
    note: approval.note,
    actionId: approval.actionId,
  };
}
