import 'server-only';
import type { Cause as CauseBody, Save as SaveBody, SaveList } from '../contracts/save';
import type { Save } from '../domain/save/save';
import { causeIn, noteIn, type ToldCause } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import { isoTimeOrNull } from './time';

export function presentCause(cause: ToldCause): CauseBody {
  return {
    kind: cause.kind,
    confidence: cause.confidence,
    stage: cause.stage,
    stageConfidence: cause.stageConfidence,
    evidence: [...cause.evidence],
    against: [...cause.against],
  };
}

export function presentSave(save: Save, words: Words): SaveBody {
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
    forkMilliseconds: save.forkUsec === null ? null : save.forkUsec / 1000,
    cause: save.cause === null ? null : presentCause(causeIn(save.cause, words)),
    source: save.source,
    attempts: save.attempts,
    note: noteIn(save.note, words),
    actionId: save.actionId,
    snapshotWritten: save.snapshotWritten,
  };
}

/** A page of saves, newest first. */
export function presentSaves(
  page: { readonly rows: readonly Save[]; readonly next: string | null },
  words: Words,
): SaveList {
  return { saves: page.rows.map((save) => presentSave(save, words)), next: page.next };
}
