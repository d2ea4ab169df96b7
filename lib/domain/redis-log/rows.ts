import type { EpochMs } from '../observation/observation';
import type { Cause, Save } from '../save/save';
import type { LogSave } from './log-save';

/** A save of a log as a row of the history; `instanceId` is of what server the log is, where that was said. */
export function rowOf(save: LogSave, instanceId: string | null): Save {
  const { outcome, startedAt, endedAt, trigger, cowBytes, line } = save;
  return {
    id: `line-${line}`,
    instanceId: instanceId ?? '',
    runId: null,
    outcome,
    snapshotWritten: outcome === 'running' || outcome === 'unknown' ? null : outcome === 'saved',
    startedAt,
    endedAt,
    durationSeconds: secondsBetween(startedAt, endedAt),
    trigger,
    actor: null,
    cowBytes,
    cause: outcome === 'failed' ? causeOf(save) : null,
    source: 'log',
    attempts: 1,
    actionId: null,
    note: null,
  };
}

/** To a tenth: a log has milliseconds, and what lies between its lines is not that exact. */
function secondsBetween(from: EpochMs | null, to: EpochMs | null): number | null {
  return from === null || to === null || to < from ? null : Math.round((to - from) / 100) / 10;
}

/** Why a save of a log failed: what the log names is certain. */
export function causeOf({ cause, stage, said, line }: LogSave): Cause {
  if (cause === null || said === null) {
    return { kind: 'unknown', confidence: 'unknown', stage, evidence: [{ told: 'log-unnamed' }], against: [] };
  }
  const confidence = cause === 'unknown' ? 'unknown' : 'certain';
  return { kind: cause, confidence, stage, evidence: [{ told: 'log-line', said, line }], against: [] };
}
