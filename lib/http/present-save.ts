import 'server-only';
import type { Cause as CauseBody, Save as SaveBody, SaveList } from '../contracts/save';
import type { Cause, Save } from '../domain/save';
import { isoTimeOrNull } from './time';

export function presentCause(cause: Cause): CauseBody {
  return {
    kind: cause.kind,
    confidence: cause.confidence,
    stage: cause.stage,
    evidence: [...cause.evidence],
    against: [...cause.against],
  };
}

export function presentSave(save: Save): SaveBody {
  return {
    id: save.id,
    instanceId: save.instanceId,
    outcome: save.outcome,
    startedAt: isoTimeOrNull(save.startedAt),
    endedAt: isoTimeOrNull(save.endedAt),
    durationSeconds: save.durationSeconds,
    trigger: save.trigger,
    actor: save.actor,
    cowBytes: save.cowBytes,
    cause: save.cause === null ? null : presentCause(save.cause),
    source: save.source,
    attempts: save.attempts,
    note: save.note,
    actionId: save.actionId,
    snapshotWritten: save.snapshotWritten,
  };
}

/** A page of saves, newest first. */
export function presentSaves(page: { readonly rows: readonly Save[]; readonly next: string | null }): SaveList {
  return { saves: page.rows.map(presentSave), next: page.next };
}
