import type { EpochMs } from '../observation/observation';
import type { SaveTrigger } from '../save/save';
import { couldNotWrite, ended, forkFailed, unended, wroteItself, type End, type Running } from './attempts';
import { Children } from './children';
import { logEvent, type LogEvent } from './log-event';
import { logLine, type LogLine } from './log-line';
import { CANCEL_SIGNAL, type LogSave } from './log-save';
import { resolve, type LogClock } from './log-time';

/**
 * Reads a log line by line and tells each attempt to save as it ends. Takes no more memory for a longer log: what it keeps is the
 * save that runs, and what children said whose end is not told yet.
 */
export class LogReader {
  readonly #clock: LogClock;
  readonly #tell: (save: LogSave) => void;
  readonly #children = new Children();
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

  /** Reads the next line, without its end; true where a Redis wrote it. */
  add(text: string): boolean {
    this.#read += 1;
    const line = logLine(text);
    if (line === null) return false;
    this.#understood += 1;
    const event = logEvent(line.message);
    if (event !== null) this.#heard(line, event);
    return true;
  }

  /** The log ends here: what runs still runs, as far as it tells. */
  end(): void {
    this.#drop('running');
  }

  #heard(line: LogLine, event: LogEvent): void {
    if (line.time?.kind === 'local') this.#zoneless = true;
    const at = line.time === null ? null : resolve(line.time, this.#clock);
    if (event.is !== 'booted' && this.#isChild(line)) this.#children.heard(line.pid, event, line.message);
    else this.#serverSaid(line, event, at);
  }

  #isChild({ pid, by }: LogLine): boolean {
    return by === 'unknown' ? this.#server !== null && pid !== this.#server : by === 'child' && pid !== this.#server;
  }

  #serverSaid({ pid, message }: LogLine, event: LogEvent, at: EpochMs | null): void {
    const told = { at, line: this.#read };
    switch (event.is) {
      case 'booted':
        this.#server = pid;
        return this.#drop('unknown');
      case 'due':
        this.#next = 'save-point';
        return;
      case 'for-replica':
        this.#next = 'replication';
        this.#diskless = event.diskless;
        return;
      case 'started':
        this.#server = pid;
        this.#drop('unknown');
        this.#running = { child: event.child, startedAt: at, trigger: this.#taken().trigger, line: this.#read };
        return;
      case 'fork-failed': {
        this.#server = pid;
        const { trigger, forReplicaAlone } = this.#taken();
        return forReplicaAlone ? undefined : this.#tell(forkFailed(message, trigger, told));
      }
      case 'succeeded':
      case 'failed':
      case 'killed':
        return this.#ended(endOf(event, message), at);
      case 'written':
        return this.#tell(wroteItself(told));
      case 'write-failed':
        return this.#tell(couldNotWrite(message, told));
      case 'copied':
    }
  }

  #ended(end: End, at: EpochMs | null): void {
    const running = this.#running;
    this.#running = null;
    const child = this.#children.ended(running?.child ?? null);
    this.#tell(ended(end, running, child, { at, line: this.#read }));
  }

  /** The save that runs has no end in this log. */
  #drop(outcome: 'running' | 'unknown'): void {
    const running = this.#running;
    this.#running = null;
    if (running !== null) this.#tell(unended(running, outcome));
  }

  /** Why the attempt that is told now began. */
  #taken(): { trigger: SaveTrigger; forReplicaAlone: boolean } {
    const taken = { trigger: this.#next, forReplicaAlone: this.#diskless };
    this.#next = 'unknown';
    this.#diskless = false;
    return taken;
  }
}

function endOf(event: LogEvent & { is: 'succeeded' | 'failed' | 'killed' }, message: string): End {
  if (event.is === 'succeeded') return { outcome: 'saved', cause: null };
  if (event.is === 'failed') return { outcome: 'failed', cause: 'unknown' };
  if (event.signal === CANCEL_SIGNAL) return { outcome: 'cancelled', cause: null };
  return { outcome: 'failed', cause: 'child-killed', said: message };
}
