import { LogReader } from '../../lib/domain/redis-log/log-reader';
import type { LogSave } from '../../lib/domain/redis-log/log-save';
import type { LogClock } from '../../lib/domain/redis-log/log-time';

const CLOCK: LogClock = { now: Date.UTC(2026, 10, 28), offsetMinutes: 0 };

/** Every save of a log, in the order of their ends. */
export function savesInLog(text: string, clock = CLOCK): { saves: readonly LogSave[]; lines: LogReader['lines'] } {
  const saves: LogSave[] = [];
  const reader = new LogReader(clock, (save) => saves.push(save));
  for (const line of text.replace(/\n$/, '').split('\n')) reader.add(line);
  reader.end();
  return { saves, lines: reader.lines };
}
