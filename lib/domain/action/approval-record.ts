import type { Action, ActionOutcome, Actor } from './action';
import type { Approval } from './approval';
import { escaped, utc } from '../text/format';
import type { EpochMs } from '../observation/observation';

/** What the audit keeps of a step of an approval. It is one entry: asked, and how that ended. */
export interface ApprovalRecord {
  readonly at: EpochMs;
  readonly kind: 'approval';
  readonly actor: Actor;
  readonly instanceId: string;
  readonly outcome: ActionOutcome;
  readonly message: string;
  readonly action: Action | null;
}

/** The record of an approval as it is now, in English; `action` is what its approval set going. Only that can have been applied. */
export function approvalRecord(approval: Approval, action: Action | null): ApprovalRecord {
  const { asker, instanceId, askedAt, decidedBy, decidedAt } = approval;
  return {
    at: action?.resolvedAt ?? decidedAt ?? askedAt,
    kind: 'approval',
    actor: decidedBy ?? asker.actor,
    instanceId,
    outcome: outcomeOf(approval, action),
    message: sentenceOf(approval, action),
    action,
  };
}

function outcomeOf({ status }: Approval, action: Action | null): ActionOutcome {
  if (action !== null) return action.outcome;
  return status === 'waiting' ? 'pending' : 'not-applied';
}

function sentenceOf(approval: Approval, action: Action | null): string {
  const { asker, request, askedAt, endsAt, status, decidedBy, note } = approval;
  const by = decidedBy?.name ?? 'savepoint';
  const quoted = note === null ? '' : `: "${escaped(note)}"`;
  const why = request.reason === null ? '' : `: "${escaped(request.reason)}"`;
  const asked = `${asker.actor.name} asked for it at ${utc(askedAt, askedAt)}${why}.`;
  switch (status) {
    case 'waiting':
      return `Asked a second person to let writes in without snapshots${why}. It stands until ${utc(endsAt, askedAt)}.`;
    case 'approved':
      return [`Approved by ${by}${quoted}.`, asked, action?.message ?? ''].join(' ').trim();
    case 'declined':
      return `Declined by ${by}${quoted}. ${asked} Nothing was sent.`;
    case 'withdrawn':
      return `Withdrawn. ${asked} Nothing was sent.`;
    case 'expired':
      return `Nobody approved it in time. ${asked} Nothing was sent.`;
    case 'void':
      return `Void. ${note ?? ''} ${asked} Nothing was sent.`;
  }
}
