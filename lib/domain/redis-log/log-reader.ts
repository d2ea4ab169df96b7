import type { EpochMs } from '../observation/observation';
import type { SaveTrigger } from '../save/save';
import { forkErrorIn, writeErrorIn } from '../cause/strerror';
import { logEvent, type LogEvent } from './log-event';
import { logLine, type LogLine } from './log-line';
import { CANCEL_SIGNAL, type LogSave } from './log-save';
import { resolve, type LogClock } from './log-time';

/** What a child said of the save that it writes. */
interface Child {
  cowBytes: number | null;
  said: string | null;
}

interface Running {
  readonly child: number;
  readonly startedAt: EpochMs | null;
  readonly trigger: SaveTrigger;
  readonly line: number;
}

/** Children that spoke before their parent told of them: a few lines at most. */
const MOST_CHILDREN = 8;

/**
 * Reads a log line by line and tells each attempt to save as it ends. Takes no more memory for a longer log: what it keeps is the
 * save that runs, and what children said whose end is not told yet.
 */
export class LogReader {
  readonly #clock: LogClock;
  readonly #tell: (save: LogSave) => void;
  readonly #children = new Map<number, Child>();
  #running: Running | null = null;
  /** What the lines since the last attempt say of why the next one begins. */
  #next: SaveTrigger = 'unknown';
  #diskless = false;
  #server: number | null = null;
  #zoneless = false;
  #read = 0;
  #understood = 0;

  constructor(clock: LogClock, tell: (save: LogSave) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Lines that were read, and those among them that a Redis wrote. */
  get lines(): { readonly read: number; readonly understood: number } {
    return { read: this.#read, understood: this.#understood };
  }

  /** Did a time have no zone, so that the clock's offset was taken for true? */
  get isZoneless(): boolean {
    return this.#zoneless;
  }

  add(text: string): void {
    this.#read += 1;
    const line = logLine(text);
    if (line === null) return;
    this.#understood += 1;
    const event = logEvent(line.message);
    if (event === null) return;
    if (line.time?.kind === 'local') this.#zoneless = true;
    const at = line.time === null ? null : resolve(line.time, this.#clock);
    if (event.is !== 'booted' && this.#isChild(line)) this.#childSaid(line, event);
    else this.#serverSaid(line, event, at);
  }

  /** The log ends here: what runs still runs, as far as it tells. */
  end(): void {
    this.#drop('running');
  }

  #isChild({ pid, by }: LogLine): boolean {
    return by === 'unknown' ? this.#server !== null && pid !== this.#server : by === 'child' && pid !== this.#server;
  }

  #childSaid({ pid, message }: LogLine, event: LogEvent): void {
    const child = this.#children.get(pid) ?? { cowBytes: null, said: null };
    if (event.is === 'copied') child.cowBytes = event.bytes;
    else if (event.is === 'write-failed') child.said = message;
    else return;
    this.#children.set(pid, child);
    const [oldest] = this.#children.keys();
    if (this.#children.size > MOST_CHILDREN && oldest !== undefined) this.#children.delete(oldest);
  }

  #serverSaid(line: LogLine, event: LogEvent, at: EpochMs | null): void {
    switch (event.is) {
      case 'booted':
        this.#server = line.pid;
        return this.#drop('unknown');
      case 'due':
        this.#next = 'save-point';
        return;
      case 'for-replica':
        this.#next = 'replication';
        this.#diskless = event.diskless;
        return;
      case 'started':
        this.#server = line.pid;
        this.#drop('unknown');
        this.#running = { child: event.child, startedAt: at, trigger: this.#taken(), line: this.#read };
        return;
      case 'fork-failed':
        return this.#forkFailed(line, at);
      case 'succeeded':
        return this.#ended(at, { outcome: 'saved', cause: null });
      case 'failed':
        return this.#ended(at, { outcome: 'failed', cause: 'unknown' });
      case 'killed':
        return this.#ended(
          at,
          event.signal === CANCEL_SIGNAL
            ? { outcome: 'cancelled', cause: null }
            : { outcome: 'failed', cause: 'child-killed', said: line.message },
        );
      case 'written':
        return this.#wrote(at);
      case 'write-failed':
        return this.#couldNotWrite(line, at);
      case 'copied':
    }
  }

  #forkFailed({ pid, message }: LogLine, at: EpochMs | null): void {
    this.#server = pid;
    const forReplicaAlone = this.#diskless;
    const trigger = this.#taken();
    if (forReplicaAlone) return;
    const cause = forkErrorIn(message)?.kind ?? 'unknown';
    this.#tell({
      ...this.#attempt(at),
      outcome: 'failed',
      startedAt: at,
      trigger,
      cause,
      stage: 'fork',
      said: message,
    });
  }

  #ended(at: EpochMs | null, end: Pick<LogSave, 'outcome' | 'cause'> & Partial<Pick<LogSave, 'said'>>): void {
    const running = this.#running;
    const child = running === null ? undefined : this.#children.get(running.child);
    this.#running = null;
    this.#children.clear();
    const said = end.said ?? (end.outcome === 'failed' ? (child?.said ?? null) : null);
    const named = end.cause === 'unknown' && said !== null ? writeErrorIn(said)?.kind : undefined;
    this.#tell({
      ...this.#attempt(at),
      ...end,
      startedAt: running?.startedAt ?? null,
      trigger: running?.trigger ?? 'unknown',
      cowBytes: child?.cowBytes ?? null,
      cause: named ?? end.cause,
      stage: end.outcome === 'failed' ? 'child' : null,
      said,
    });
  }

  /** The server itself: SAVE, or what FLUSHALL, SHUTDOWN and DEBUG RELOAD do of themselves. */
  #wrote(at: EpochMs | null): void {
    this.#tell({ ...this.#attempt(at), outcome: 'saved' });
  }

  #couldNotWrite({ message }: LogLine, at: EpochMs | null): void {
    const cause = writeErrorIn(message)?.kind ?? 'unknown';
    this.#tell({ ...this.#attempt(at), outcome: 'failed', cause, said: message });
  }

  /** The save that runs has no end in this log. */
  #drop(outcome: 'running' | 'unknown'): void {
    const running = this.#running;
    this.#running = null;
    if (running === null) return;
    const { startedAt, trigger, line } = running;
    this.#tell({ ...this.#attempt(null), outcome, startedAt, trigger, line });
  }

  #attempt(endedAt: EpochMs | null): LogSave {
    return {
      outcome: 'unknown',
      startedAt: null,
      endedAt,
      trigger: 'unknown',
      cowBytes: null,
      cause: null,
      stage: null,
      said: null,
      line: this.#read,
    };
  }

  #taken(): SaveTrigger {
    const trigger = this.#next;
    this.#next = 'unknown';
    this.#diskless = false;
    return trigger;
  }
}
