import 'server-only';
import type { AuditEntry } from '../contracts/action';
import type { IncidentEntry } from '../contracts/incident';
import type { Save } from '../contracts/save';
import type { CsvValue } from './csv';

/** The columns of a table: name → what a row has there. */
export type Columns<T> = Readonly<Record<string, (row: T) => CsvValue>>;

/** Every field of a save, nested ones as columns of their own. */
export const SAVE_COLUMNS: Columns<Save> = {
  id: ({ id }) => id,
  instanceId: ({ instanceId }) => instanceId,
  outcome: ({ outcome }) => outcome,
  snapshotWritten: ({ snapshotWritten }) => snapshotWritten,
  startedAt: ({ startedAt }) => startedAt,
  endedAt: ({ endedAt }) => endedAt,
  durationSeconds: ({ durationSeconds }) => durationSeconds,
  trigger: ({ trigger }) => trigger,
  actor: ({ actor }) => actor,
  cowBytes: ({ cowBytes }) => cowBytes,
  causeKind: ({ cause }) => cause && cause.kind,
  causeConfidence: ({ cause }) => cause && cause.confidence,
  causeStage: ({ cause }) => cause && cause.stage,
  causeStageConfidence: ({ cause }) => cause && cause.stageConfidence,
  causeEvidence: ({ cause }) => cause && cause.evidence.join('; '),
  causeAgainst: ({ cause }) => cause && cause.against.join('; '),
  source: ({ source }) => source,
  attempts: ({ attempts }) => attempts,
  note: ({ note }) => note,
  actionId: ({ actionId }) => actionId,
  // New ones come last: somebody may read the columns by their place.
  forkMilliseconds: ({ forkMilliseconds }) => forkMilliseconds,
};

/** Every field of an entry; of its action those that the entry does not have itself. */
export const AUDIT_COLUMNS: Columns<AuditEntry> = {
  seq: ({ seq }) => seq,
  id: ({ id }) => id,
  at: ({ at }) => at,
  kind: ({ kind }) => kind,
  actorKind: ({ actor }) => actor.kind,
  actorName: ({ actor }) => actor.name,
  actorRole: ({ actor }) => actor.role,
  instanceId: ({ instanceId }) => instanceId,
  outcome: ({ outcome }) => outcome,
  message: ({ message }) => message,
  actionId: ({ action }) => action && action.id,
  actionBefore: ({ action }) => action && action.before,
  actionAfter: ({ action }) => action && action.after,
  actionRequestedValue: ({ action }) => action && action.requestedValue,
  actionReason: ({ action }) => action && action.reason,
  actionRunId: ({ action }) => action && action.runId,
  actionRequestedAt: ({ action }) => action && action.requestedAt,
  actionResolvedAt: ({ action }) => action && action.resolvedAt,
  actionApprovedBy: ({ action }) => action && action.approvedBy && action.approvedBy.name,
  hash: ({ hash }) => hash,
  previousHash: ({ previousHash }) => previousHash,
};

/** Every field of a row of a timeline. */
export const INCIDENT_COLUMNS: Columns<IncidentEntry> = {
  from: ({ from }) => from,
  to: ({ to }) => to,
  kind: ({ kind }) => kind,
  source: ({ source }) => source,
  actorKind: ({ actor }) => actor && actor.kind,
  actorName: ({ actor }) => actor && actor.name,
  actorRole: ({ actor }) => actor && actor.role,
  text: ({ text }) => text,
  attempts: ({ attempts }) => attempts,
  struck: ({ struck }) => struck,
  id: ({ id }) => id,
  saveId: ({ saveId }) => saveId,
  actionId: ({ actionId }) => actionId,
  auditSeq: ({ auditSeq }) => auditSeq,
  noteId: ({ noteId }) => noteId,
  stepId: ({ stepId }) => stepId,
};
