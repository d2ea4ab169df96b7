import 'server-only';
import type {
  BulkPlan as BulkPlanBody,
  BulkSave as BulkSaveBody,
  BulkSummary as BulkSummaryBody,
} from '../contracts/bulk';
import { type BulkSave, bulkSentence } from '../domain/action/bulk';
import { bulkCounts } from '../domain/action/bulk-counts';
import type { BulkPlan } from '../domain/action/bulk-plan';
import type { Words } from '../domain/words/words';
import { isoTime, isoTimeOrNull } from './time';

export function presentBulkPlan({ lines, readAt }: BulkPlan): BulkPlanBody {
  return {
    lines: lines.map(({ id, name, host, turn, blocked, waitsFor, memoryBytes, warning }) => ({
      ...{ instanceId: id, name, host, turn },
      ...{ blocked, waitsFor, memoryBytes, warning },
    })),
    readAt: isoTime(readAt),
  };
}

export function presentBulkSummary(save: BulkSave): BulkSummaryBody {
  return {
    id: save.id,
    actor: { ...save.actor },
    begunAt: isoTime(save.begunAt),
    endedAt: isoTimeOrNull(save.endedAt),
    stoppedBy: save.stoppedBy && { ...save.stoppedBy },
    runner: save.runner,
    brokenOff: save.brokenOff,
    counts: bulkCounts(save.members),
  };
}

export function presentBulkSave(save: BulkSave, words: Words): BulkSaveBody {
  return {
    ...presentBulkSummary(save),
    reason: save.reason,
    hostsAtOnce: save.hostsAtOnce,
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
