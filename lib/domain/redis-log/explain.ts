import { writeErrorIn } from '../cause/strerror';
import { ClientErrorReader } from '../client-error/client-error-reader';
import type { ClientError } from '../client-error/client-error';
import type { Refusal } from '../client-error/refusal';
import type { Cause, Save } from '../save/save';
import { LogReader } from './log-reader';
import type { LogSave } from './log-save';
import type { LogClock } from './log-time';
import { logCause, logRow } from './log-row';

/** What a text that somebody pasted tells of saves and of refused writes. */
export interface Explanation {
  readonly what: 'redis-log' | 'client-error' | 'unknown';
  /** The last ones of a log, newest first. */
  readonly saves: readonly Save[];
  /** How many attempts the whole log tells of, by how they ended. */
  readonly counted: { readonly saved: number; readonly failed: number; readonly other: number };
  /** Of the last attempt that failed, or of the refusal; null where nothing failed. */
  readonly cause: Cause | null;
  /** An error of a client in it, also among the lines of a log; null where it has none. */
  readonly client: ClientError | null;
  /** Its times have no zone: they are told as if they were of the clock that was given. */
  readonly isZoneless: boolean;
  readonly lines: { readonly read: number; readonly understood: number };
}

const MOST_SAVES = 200;

/**
 * Reads a log of Redis, or an error or traceback of one of its clients, line by line. Takes no more memory for a longer text.
 * `instanceId`: of what server it is, where that was said.
 */
export class Explainer {
  readonly #instanceId: string | null;
  readonly #log: LogReader;
  readonly #client = new ClientErrorReader();
  readonly #saves: Save[] = [];
  readonly #counted = { saved: 0, failed: 0, other: 0 };
  #lastFailed: LogSave | null = null;

  constructor(clock: LogClock, instanceId: string | null) {
    this.#instanceId = instanceId;
    this.#log = new LogReader(clock, (save) => this.#told(save));
  }

  /** The next line, without its end. */
  add(line: string): void {
    // A replica writes the refusal of its primary into its own log.
    if (!this.#log.add(line) || line.includes('MISCONF')) this.#client.add(line);
  }

  end(): Explanation {
    this.#log.end();
    const { lines, isZoneless } = this.#log;
    const client = this.#client.end();
    const what = lines.understood > 0 ? 'redis-log' : client === null ? 'unknown' : 'client-error';
    const failed = this.#lastFailed;
    const cause =
      what === 'client-error' ? causeOfRefusal(client?.refusal ?? null) : failed && logCause(failed, failed.line);
    return { what, saves: this.#saves.toReversed(), counted: this.#counted, cause, client, isZoneless, lines };
  }

  #told(save: LogSave): void {
    this.#counted[save.outcome === 'saved' || save.outcome === 'failed' ? save.outcome : 'other'] += 1;
    if (save.outcome === 'failed') this.#lastFailed = save;
    this.#saves.push(logRow(save, `line-${save.line}`, this.#instanceId ?? '', save.line));
    if (this.#saves.length > MOST_SAVES) this.#saves.shift();
  }
}

/** The refusal for its RDB never names why; the one for the AOF does. */
function causeOfRefusal(refusal: Refusal | null): Cause | null {
  if (refusal?.because !== 'aof' || refusal.error === null) return null;
  const kind = writeErrorIn(refusal.error)?.kind ?? 'unknown';
  const evidence = [{ told: 'aof-named', error: refusal.error }] as const;
  return { kind, confidence: 'certain', stage: null, evidence, against: [] };
}
