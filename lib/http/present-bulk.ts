import 'server-only';
import type { BulkPlan as BulkPlanBody, BulkSave as BulkSaveBody } from '../contracts/bulk';
import { type BulkPlan, type BulkSave, bulkSentence } from '../domain/action/bulk';
import type { Words } from '../domain/words/words';
import { isoTime, isoTimeOrNull } from './time';

export function presentBulkPlan({ lines, readAt }: BulkPlan): BulkPlanBody {
  return {
    lines: lines.map(({ id, name, host, turn, blocked }) => ({ instanceId: id, name, host, turn, blocked })),
    readAt: isoTime(readAt),
  };
}

export function presentBulkSave(save: BulkSave, words: Words): BulkSaveBody {
  return {
    id: save.id,
    actor: { ...save.actor },
    reason: save.reason,
    hostsAtOnce: save.hostsAtOnce,
    begunAt: isoTime(save.begunAt),
    endedAt: isoTimeOrNull(save.endedAt),
    stoppedBy: save.stoppedBy && { ...save.stoppedBy },
    members: save.members.map((member) => ({
      instanceId: member.id,
      name: member.name,
      host: member.host,
      standing: member.standing,
      actionId: member.actionId,
      outcome: member.outcome,
      message: bulkSentence(member, words),
    })),
  };
}
