import type { EpochMs } from '../observation/observation';
import type { Cause, Save } from '../save/save';
import { printable } from '../text/printable';
import type { LogSave } from './log-save';

/** A save of a log as a row of the history. `line`: the one that names its cause, where the log is at hand. */
export function logRow(told: LogSave, id: string, instanceId: string, line: number | null = null): Save {
  const { outcome, startedAt, endedAt, trigger, cowBytes } = told;
  return {
    id,
    instanceId,
    runId: null,
    outcome,
    snapshotWritten: outcome === 'running' || outcome === 'unknown' ? null : outcome === 'saved',
    startedAt,
    endedAt,
    durationSeconds: secondsBetween(startedAt, endedAt),
    trigger,
    actor: null,
    cowBytes,
    forkUsec: null,
    cause: outcome === 'failed' ? logCause(told, line) : null,
    source: 'log',
    attempts: 1,
    actionId: null,
    note: null,
  };
}

/** To a tenth: a log has milliseconds, and what lies between its lines is not that exact. */
export function secondsBetween(from: EpochMs | null, to: EpochMs | null): number | null {
  return from === null || to === null || to < from ? null : Math.round((to - from) / 100) / 10;
}

/** Why a save failed, by its log: what a log names is certain. */
export function logCause({ cause, stage, said }: LogSave, line: number | null = null): Cause {
  if (cause === null || said === null) {
    return { kind: 'unknown', confidence: 'unknown', stage, evidence: [{ told: 'log-unnamed' }], against: [] };
  }
  const confidence = cause === 'unknown' ? 'unknown' : 'certain';
  // A log may hold what others sent to Redis: it is kept, and shown, without anything that steers a terminal.
  const evidence = { told: 'log-line', said: printable(said), line } as const;
  return { kind: cause, confidence, stage, evidence: [evidence], against: [] };
}

/** Did a log name this cause? */
export function isNamed({ confidence, evidence }: Cause): boolean {
  return confidence === 'certain' && evidence.some((one) => typeof one !== 'string' && one.told === 'log-line');
}

/**
 * The cause to go by once another attempt failed, until the log is read up to it. Redis tries again every six seconds: what the log
 * named stands for that moment, unless counters tell that it failed elsewhere now.
 */
export function causeUntilRead(before: Cause | null, after: Cause | null): Cause | null {
  if (before === null || after === null || !isNamed(before) || after.confidence === 'certain') return after;
  return after.stage === null || after.stage === before.stage ? before : after;
}
