import type { EpochMs } from '../observation/observation';
import type { SaveTrigger } from '../save/save';
import { forkErrorIn, writeErrorIn } from '../cause/strerror';
import type { Child } from './children';
import type { LogSave } from './log-save';

/** A save that was begun. */
export interface Running {
  /** Pid of the child that writes it. */
  readonly child: number;
  readonly startedAt: EpochMs | null;
  readonly trigger: SaveTrigger;
  readonly line: number;
}

/** When, and in which line, something is told. */
export interface Told {
  readonly at: EpochMs | null;
  readonly line: number;
}

/** How the parent tells the end of a child. */
export type End = Pick<LogSave, 'outcome' | 'cause'> & Partial<Pick<LogSave, 'said'>>;

const NOTHING: Omit<LogSave, 'endedAt' | 'line'> = {
  outcome: 'unknown',
  startedAt: null,
  trigger: 'unknown',
  cowBytes: null,
  cause: null,
  stage: null,
  said: null,
};

/** Refused by fork(2): it ends as it begins. */
export function forkFailed(message: string, trigger: SaveTrigger, { at, line }: Told): LogSave {
  const cause = forkErrorIn(message)?.kind ?? 'unknown';
  return {
    ...NOTHING,
    outcome: 'failed',
    startedAt: at,
    endedAt: at,
    trigger,
    cause,
    stage: 'fork',
    said: message,
    line,
  };
}

/** Written by a child; what runs and what the child said are null where no line told of it. */
export function ended(end: End, running: Running | null, child: Child | null, { at, line }: Told): LogSave {
  const said = end.said ?? (end.outcome === 'failed' ? (child?.said ?? null) : null);
  const named = end.cause === 'unknown' && said !== null ? writeErrorIn(said)?.kind : undefined;
  return {
    outcome: end.outcome,
    startedAt: running?.startedAt ?? null,
    endedAt: at,
    trigger: running?.trigger ?? 'unknown',
    cowBytes: child?.cowBytes ?? null,
    cause: named ?? end.cause,
    stage: end.outcome === 'failed' ? 'child' : null,
    said,
    line,
  };
}

/** By the server itself: SAVE, or what FLUSHALL, SHUTDOWN and DEBUG RELOAD do of themselves. */
export function wroteItself({ at, line }: Told): LogSave {
  return { ...NOTHING, outcome: 'saved', endedAt: at, line };
}

/** The same, where it could not write. */
export function couldNotWrite(message: string, { at, line }: Told): LogSave {
  const cause = writeErrorIn(message)?.kind ?? 'unknown';
  return { ...NOTHING, outcome: 'failed', endedAt: at, cause, said: message, line };
}

/** One whose end no line tells. */
export function unended({ startedAt, trigger, line }: Running, outcome: 'running' | 'unknown'): LogSave {
  return { ...NOTHING, outcome, startedAt, endedAt: null, trigger, line };
}
