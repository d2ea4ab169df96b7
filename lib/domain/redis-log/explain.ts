import type { EpochMs } from '../observation/observation';
import type { Cause, Save } from '../save/save';
import { writeErrorIn } from '../cause/strerror';
import { LogReader } from './log-reader';
import type { LogSave } from './log-save';
import type { LogClock } from './log-time';

/** What a text that somebody pasted tells of saves and of refused writes. */
export interface Explanation {
  readonly what: 'redis-log' | 'client-error' | 'unknown';
  /** The last ones of a log, newest first. */
  readonly saves: readonly Save[];
  /** How many attempts the whole log tells of, by how they ended. */
  readonly counted: { readonly saved: number; readonly failed: number; readonly other: number };
  /** Of the last attempt that failed, or of the refusal; null where nothing failed. */
  readonly cause: Cause | null;
  /** Writes that are refused (MISCONF), as an error of a client tells it; null where the text has none. */
  readonly refusal: Refusal | null;
  /** Its times have no zone: they are told as if they were of the clock that was given. */
  readonly isZoneless: boolean;
  readonly lines: { readonly read: number; readonly understood: number };
}

export interface Refusal {
  readonly because: 'rdb' | 'aof';
  /** The error that Redis names in it: only for its AOF, and only where we know it. */
  readonly error: string | null;
}

const MOST_SAVES = 200;

/** Reads a log of Redis, or an error or traceback of one of its clients. `instanceId`: of what server it is, where that was said. */
export function explain(text: string, clock: LogClock, instanceId: string | null): Explanation {
  const saves: Save[] = [];
  const counted = { saved: 0, failed: 0, other: 0 };
  let lastFailed: LogSave | null = null;
  const reader = new LogReader(clock, (save) => {
    counted[save.outcome === 'saved' || save.outcome === 'failed' ? save.outcome : 'other'] += 1;
    if (save.outcome === 'failed') lastFailed = save;
    saves.push(rowOf(save, instanceId));
    if (saves.length > MOST_SAVES) saves.shift();
  });
  for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) reader.add(line);
  reader.end();

  const { lines, isZoneless } = reader;
  const refusal = refusalIn(text);
  const what = lines.understood > 0 ? 'redis-log' : refusal === null ? 'unknown' : 'client-error';
  const cause = what === 'client-error' ? causeOfRefusal(refusal) : lastFailed === null ? null : causeOf(lastFailed);
  return { what, saves: saves.reverse(), counted, cause, refusal, isZoneless, lines };
}

/** A save of a log as a row: what the log names is certain. */
function rowOf(save: LogSave, instanceId: string | null): Save {
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
    forkUsec: null,
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

function causeOf({ cause, stage, said, line }: LogSave): Cause {
  if (cause === null || said === null) {
    return { kind: 'unknown', confidence: 'unknown', stage, evidence: [{ told: 'log-unnamed' }], against: [] };
  }
  const confidence = cause === 'unknown' ? 'unknown' : 'certain';
  return { kind: cause, confidence, stage, evidence: [{ told: 'log-line', said, line }], against: [] };
}

/** The words that every client passes on (redis-persistence.md, 2): from Redis 2.8 to Valkey 9, alone or in a traceback. */
function refusalIn(text: string): Refusal | null {
  const aof = /MISCONF Errors writing to the AOF file:? ?(.{0,200})/.exec(text);
  if (aof !== null) return { because: 'aof', error: writeErrorIn(aof[1] ?? '')?.error ?? null };
  return /MISCONF (?:Redis|Valkey) is configured to save RDB snapshots/.test(text)
    ? { because: 'rdb', error: null }
    : null;
}

/** The refusal for its RDB never names why; the one for the AOF does. */
function causeOfRefusal(refusal: Refusal | null): Cause | null {
  if (refusal?.because !== 'aof' || refusal.error === null) return null;
  const kind = writeErrorIn(refusal.error)?.kind ?? 'unknown';
  const evidence = [{ told: 'aof-named', error: refusal.error }] as const;
  return { kind, confidence: 'certain', stage: null, evidence, against: [] };
}
