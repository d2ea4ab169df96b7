import type { EpochMs } from '../observation/observation';
import type { LogSave } from './log-save';

/**
 * A save as a log told it, before it has its place in time. Where `zone` is `local` its times are those of a clock on the wall, written
 * as if it hung in Greenwich: when that was is still to be found out (`log-zone`).
 */
export interface ToldSave {
  readonly save: LogSave;
  readonly zone: 'exact' | 'local';
  /** Not even the year is written: it was taken for the last one in which that day can have been. */
  readonly isYearless: boolean;
  /** What tells it apart from every other save of this log, however often it is read: its time as written, and how it ended. */
  readonly key: string;
}

/** When it ended; where the log has no end of it, when it began. Null: it has no time that can be read. */
export function momentOf({ endedAt, startedAt }: LogSave): EpochMs | null {
  return endedAt ?? startedAt;
}

/** The same save with its times moved by `place`. */
export function movedBy(save: LogSave, place: (wall: EpochMs) => EpochMs): LogSave {
  const { startedAt, endedAt } = save;
  return {
    ...save,
    startedAt: startedAt === null ? null : place(startedAt),
    endedAt: endedAt === null ? null : place(endedAt),
  };
}
