import 'server-only';
import { stat } from 'node:fs/promises';
import { LogFile, type Mark, type TellLine } from './log-file';
import type { Place } from './place';
import { rotatedSince } from './rotated';

/** Of a log that is read for the first time, the last bytes are. */
const FIRST_BYTES = 64 * 1024 * 1024;

const yes = (): boolean => true;
const no = (): boolean => false;

/** Follows a log by its path, as it grows and is rotated, by renaming as well as by `copytruncate`. */
export class Tail {
  readonly #path: string;
  readonly #from: Place | null;
  readonly #firstBytes: number;
  /** Bytes that were passed over at the first look, because there are too many. */
  passedOver = 0;
  /** Where the first look began to read. */
  began: Mark | null = null;
  #file: LogFile | null = null;
  #isClosed = false;

  /** Goes on from `from`; null: it was never read. */
  constructor(path: string, from: Place | null, firstBytes = FIRST_BYTES) {
    this.#path = path;
    this.#firstBytes = firstBytes;
    this.#from = from?.path === path ? from : null;
  }

  /** True once a file was read: what is not there now may be on its way, in the middle of a rotation. */
  get wasOpen(): boolean {
    return this.#file !== null;
  }

  /** How far it is read, to the byte; null before the first look that found a file. */
  get mark(): Mark | null {
    return this.#file?.mark ?? null;
  }

  /** Tells what is new. Rejects when there is no file that can be read; the next look tries again. */
  async look(tell: TellLine): Promise<void> {
    const goesOn = (): boolean => !this.#isClosed;
    // Redis opens its log for every line: after a rename its next one goes to a new file, and no more come to the old one.
    const now = await stat(this.#path).catch((error: unknown) => (error instanceof Error ? error : new Error()));
    const before = this.#file;
    const isLost = before !== null && !(await before.read(tell, goesOn).then(yes, no));
    if (!goesOn()) return;
    if (now instanceof Error) throw now;
    if (!now.isFile()) throw new Error('It is no file.');
    if (before !== null && !isLost && (await before.isFile(now))) return;
    const next =
      before === null
        ? await this.#first(tell, goesOn, now.size)
        : await (isLost ? this.#again(before) : this.#after(before, tell, goesOn));
    this.#file = next;
    this.began ??= next.mark;
    await (goesOn() ? next.read(tell, goesOn) : next.close());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#file?.close();
  }

  /** The new file after a rotation. Once more the old one is read: a line may have come between the look at it and the rename. */
  async #after(before: LogFile, tell: TellLine, goesOn: () => boolean): Promise<LogFile> {
    const next = await LogFile.open(this.#path, 0);
    try {
      await before.read(tell, goesOn);
      await before.close();
      return next;
    } catch (error) {
      await next.close();
      throw error;
    }
  }

  /** The same file, or the one in its place, after it could not be read any more, as on a disk that was mounted anew. */
  async #again(before: LogFile): Promise<LogFile> {
    const { file, offset } = before.mark;
    const next = (await LogFile.openAt(this.#path, { ...file.head, offset })) ?? (await LogFile.open(this.#path, 0));
    await before.close().catch(() => undefined);
    return next;
  }

  /** The file to begin with, after what was left unread in the one before it. */
  async #first(tell: TellLine, goesOn: () => boolean, size: number): Promise<LogFile> {
    const from = this.#from;
    if (from === null) {
      this.passedOver = Math.max(0, size - this.#firstBytes);
      return LogFile.open(this.#path, -this.#firstBytes);
    }
    const same = await LogFile.openAt(this.#path, from);
    if (same !== null) return same;
    for (const each of await rotatedSince(this.#path, from)) {
      const file = await LogFile.open(each.path, each.offset);
      try {
        await file.read(tell, goesOn);
      } finally {
        await file.close();
      }
    }
    return LogFile.open(this.#path, 0);
  }
}
