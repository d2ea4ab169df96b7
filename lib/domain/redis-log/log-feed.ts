import type { EpochMs } from '../observation/observation';
import { logLine } from './log-line';
import { LogReader } from './log-reader';
import type { LogSave } from './log-save';
import type { LogTime } from './log-time';
import { momentOf, type ToldSave } from './told-save';

/** A log that is read while it grows: line after line, for as long as it is followed. */
export class LogFeed {
  readonly #reader: LogReader;
  #now: EpochMs = 0;
  #told: LogSave[] = [];

  constructor() {
    const now = (): EpochMs => this.#now;
    // Without an offset: wall times stay as they are written, until it is known where that wall is.
    const clock = {
      get now() {
        return now();
      },
      offsetMinutes: 0,
    };
    this.#reader = new LogReader(clock, (save) => this.#told.push(save));
  }

  /** Lines that were taken, and those among them that a Redis wrote. */
  get lines(): LogReader['lines'] {
    return this.#reader.lines;
  }

  /** Takes a line and gives the saves that it ends. `now`: when it can have been written at the latest. */
  add(text: string, now: EpochMs): readonly ToldSave[] {
    this.#now = now;
    this.#reader.add(text);
    if (this.#told.length === 0) return [];
    const time = logLine(text)?.time ?? null;
    const told = this.#told.map((save) => toldSave(save, time));
    this.#told = [];
    return told;
  }
}

function toldSave(save: LogSave, time: LogTime | null): ToldSave {
  const isLocal = time?.kind === 'local';
  return {
    save,
    zone: isLocal ? 'local' : 'exact',
    isYearless: isLocal && time.year === null,
    key: `${momentOf(save)}:${save.outcome}`,
  };
}
