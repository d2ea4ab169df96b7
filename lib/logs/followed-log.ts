import 'server-only';
import { setImmediate as breathe } from 'node:timers/promises';
import type { RegisteredInstance, LogFile as NamedLog } from '../domain/instance/instance';
import type { EpochMs } from '../domain/observation/observation';
import { LogFeed } from '../domain/redis-log/log-feed';
import type { Recount } from '../domain/redis-log/recount';
import { momentOf } from '../domain/redis-log/told-save';
import type { Cause, Save } from '../domain/save/save';
import { log } from '../log/log';
import type { Store } from '../store/store';
import { Joiner, type JoinerParts, type Seen } from './joiner';
import type { Mark } from './log-file';
import { parsePlace, type Place } from './place';
import { problemOf, strangeIn } from './problem';
import { Tail } from './tail';
import { Waiting, type WaitingSave } from './waiting';

export interface LogsParts extends Omit<JoinerParts, 'store'> {
  readonly store: Pick<Store, 'loadLogPlace' | 'watchedBetween' | 'recordLog'>;
  /** Older history is deleted, and not read. */
  readonly retentionMs: number;
  /**
   * Has the instance looked at once more, so that whatever its log told by now is observed as well, if it can be. Null while it does not
   * answer, or what was seen is not kept.
   */
  readonly look: (instanceId: string) => Promise<Seen | null>;
  /** Told of what was made of the log once it is kept. */
  readonly onRows: (instanceId: string, rows: readonly Save[], recounts: readonly Recount[]) => void;
  /** Told why the last save of the log failed, where none succeeded after it; `at`: when that was. */
  readonly onCause: (instanceId: string, cause: Cause, at: EpochMs) => void;
}

/** Rows that are joined and kept at once: few enough that nobody else is held up. */
const BATCH = 100;
/** How far the log was read is kept at least this often while nothing is told. */
const KEEP_EVERY_MS = 5000;
/** To be told of a save that began before a restart, the log is read again from here, at most: nothing comes twice by it. */
const READ_AGAIN_BYTES = 1024 * 1024;
/** Between two looks: the line was written while we watched. */
const WATCHED_MS = 5000;

/** Before a file was found. */
const NOWHERE: Mark = { file: { head: { head: '', headBytes: 0 } }, offset: 0 };

/** The log of one instance, followed. */
export class FollowedLog {
  readonly #instance: RegisteredInstance;
  readonly #named: NamedLog;
  readonly #parts: LogsParts;
  readonly #feed = new LogFeed();
  readonly #waiting = new Waiting();
  #tail: Tail | null = null;
  #joiner: Joiner | null = null;
  /** After the last save that was told: from here on the next one is told again. */
  #told: Mark | null = null;
  #lineEnd: Mark | null = null;
  /** The first that was read. */
  #firstLine: string | null = null;
  #lookedAt = -Infinity;
  /** A save was told in this look. */
  #hasTold = false;
  #isStirred = false;
  #isClosed = false;
  #keptAt = -Infinity;
  #keptPlace = '';
  #missingSince: number | null = null;
  /** Why it is not read now, in a sentence; null while it is. */
  problem: string | null = null;

  constructor(instance: RegisteredInstance, named: NamedLog, parts: LogsParts) {
    this.#instance = instance;
    this.#named = named;
    this.#parts = parts;
  }

  /** Is there a file, and is it being read? */
  get isRead(): boolean {
    return this.problem === null && this.#tail?.wasOpen === true;
  }

  /** Something was observed: what waits may find its place by it. */
  stir(): void {
    this.#isStirred = true;
  }

  /** Reads what is new, and joins it. `clock`: milliseconds on a clock that nobody sets. Rejects when the store does. */
  async look(clock: number): Promise<void> {
    this.#tail ??= await this.#open();
    this.#hasTold = false;
    const isWatched = clock - this.#lookedAt < WATCHED_MS;
    await this.#read(this.#tail, clock);
    this.#lookedAt = clock;
    if (this.#isStirred && this.#waiting.saves.length > 0) {
      await this.#join(this.#tail, isWatched && this.#hasTold).catch((error: unknown) => {
        this.#isStirred = true;
        throw error;
      });
    }
    if (clock - this.#keptAt >= KEEP_EVERY_MS) await this.keep(clock);
  }

  /** Keeps how far it was read, where that is news. */
  async keep(clock: number): Promise<void> {
    this.#keptAt = clock;
    if (this.#tail === null || this.#tail.mark === null) return;
    const place = this.#place(this.#tail, this.#waiting.saves[0] ?? null);
    if (place === this.#keptPlace) return;
    await this.#parts.store.recordLog(this.#instance.id, { rows: [], place });
    this.#keptPlace = place;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#tail?.close();
  }

  async #open(): Promise<Tail> {
    const { id } = this.#instance;
    const kept = parsePlace(await this.#parts.store.loadLogPlace(id));
    const place = kept?.path === this.#named.path ? kept : null;
    this.#joiner = new Joiner(id, this.#parts, place?.zone ?? null);
    return new Tail(this.#named.path, place);
  }

  async #read(tail: Tail, clock: number): Promise<void> {
    const isFirst = !tail.wasOpen;
    try {
      await tail.look((line, end) => this.#take(line, end));
      this.problem = strangeIn(this.#instance.name, this.#named, this.#feed.lines, this.#firstLine);
      this.#missingSince = null;
    } catch (error) {
      this.#missingSince ??= clock;
      const missingMs = tail.wasOpen ? clock - this.#missingSince : null;
      this.problem = problemOf(this.#instance.name, this.#named, error, missingMs);
    }
    if (isFirst && tail.passedOver > 0) {
      log.info({ instance: this.#instance.id, bytes: tail.passedOver }, 'only the end of the log is read');
    }
  }

  #take(line: string, end: Mark): void {
    this.#firstLine ??= line;
    const now = this.#parts.now();
    const told = this.#feed.add(line, now);
    for (const one of told) this.#waiting.add({ ...one, from: this.#told }, now - this.#parts.retentionMs);
    if (told.length > 0) {
      // A save that another one cut off is told by the line with which that other one begins.
      this.#told = told.some(({ save }) => save.outcome === 'unknown') ? this.#lineEnd : end;
      this.#isStirred = true;
      this.#hasTold = true;
    }
    this.#lineEnd = end;
  }

  async #join(tail: Tail, isFresh: boolean): Promise<void> {
    const seen = await this.#parts.look(this.#instance.id);
    if (seen === null || this.#joiner === null) return;
    this.#isStirred = false;
    const all = this.#waiting.saves;
    this.#tellGivenUp();
    const placed = await this.#joiner.place(all, seen, isFresh);
    if (placed === null) return;
    const since = this.#parts.now() - this.#parts.retentionMs;
    const young = placed.filter(({ save }) => (momentOf(save) ?? 0) >= since);
    const saves: Save[] = [];
    const recounted: Recount[] = [];
    for (let from = 0; from < young.length; from += BATCH) {
      if (from > 0) await breathe();
      // What is kept by now is known by its key when it is read again.
      if (this.#isClosed) return;
      const { rows, recounts } = await this.#joiner.join(young.slice(from, from + BATCH));
      const place = this.#place(tail, all[0] ?? null);
      saves.push(...(await this.#parts.store.recordLog(this.#instance.id, { rows, place })));
      recounted.push(...recounts);
    }
    this.#waiting.done(all);
    this.#joiner.kept();
    this.#parts.onRows(this.#instance.id, saves, recounted);
    this.#tellCause(saves);
    this.#keptAt = -Infinity;
  }

  #tellGivenUp(): void {
    const { givenUp } = this.#waiting;
    if (givenUp === 0) return;
    log.warn({ instance: this.#instance.id, saves: givenUp }, 'the oldest saves of the log are left out');
    this.#waiting.givenUp = 0;
  }

  #tellCause(rows: readonly Save[]): void {
    const ended = rows.filter(({ endedAt }) => endedAt !== null).sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
    const last = ended.findLast(({ outcome }) => outcome === 'failed' || outcome === 'saved');
    if (last?.cause && last.endedAt !== null) this.#parts.onCause(this.#instance.id, last.cause, last.endedAt);
  }

  /** Where to go on after a restart, so that what waits now, or began, is told then. */
  #place(tail: Tail, first: WaitingSave | null): string {
    const here = tail.mark ?? NOWHERE;
    const again = { file: here.file, offset: Math.max(0, here.offset - READ_AGAIN_BYTES) };
    const told = this.#told?.file === here.file && this.#told.offset > again.offset ? this.#told : again;
    const { file, offset } = first === null ? told : (first.from ?? tail.began ?? again);
    const place: Place = { path: this.#named.path, ...file.head, offset, zone: this.#joiner?.zone ?? null };
    return JSON.stringify(place);
  }
}
