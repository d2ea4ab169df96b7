import 'server-only';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { Lines } from './lines';
import { canGrow, hasHead, headOf, type Head, type Place } from './place';

const CHUNK_BYTES = 65_536;
const NEW_LINE = 0x0a;

/** Where a line ended: its file, and the byte after it. */
export interface Mark {
  readonly file: { readonly head: Head };
  readonly offset: number;
}

export type TellLine = (line: string, end: Mark) => void;

/** One file of a log, open for reading, read on from where it was. */
export class LogFile {
  readonly #handle: FileHandle;
  #lines: Lines;
  #position: number;
  /** Marks hold it, so that each of them knows the longest head in the end. */
  #file: { head: Head };
  #seen = '';

  private constructor(handle: FileHandle, position: number, head: Head, inMidLine: boolean) {
    this.#handle = handle;
    this.#position = position;
    this.#file = { head };
    this.#lines = new Lines(inMidLine);
  }

  /** Opens a file to be read from `from` on, a negative number counting from its end. */
  static async open(path: string, from: number): Promise<LogFile> {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const position = from < 0 ? Math.max(0, size + from) : Math.min(from, size);
      const inMidLine = position > 0 && !(await endsLine(handle, position));
      return new LogFile(handle, position, await headOf(handle, position), inMidLine);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Opens a file that was read up to a place, at that place; null when this is another one. */
  static async openAt(path: string, { offset, ...head }: Head & Pick<Place, 'offset'>): Promise<LogFile | null> {
    const now = await stat(path);
    // A pipe would never open.
    if (!now.isFile() || now.size < offset) return null;
    const file = await LogFile.open(path, offset);
    const isSame = await file.has(head).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    if (isSame) return file;
    await file.close();
    return null;
  }

  get mark(): Mark {
    return { file: this.#file, offset: this.#position };
  }

  /** Is it the file that has this number in the file system? */
  async isFile({ dev, ino }: { readonly dev: number; readonly ino: number }): Promise<boolean> {
    const own = await this.#handle.stat();
    return own.dev === dev && own.ino === ino;
  }

  has(head: Head): Promise<boolean> {
    return hasHead(this.#handle, head);
  }

  /** Tells the lines that are new, in chunks. One that was cut to nothing meanwhile (`copytruncate`) is read from its begin. */
  async read(tell: TellLine, goesOn: () => boolean): Promise<void> {
    const { size, mtimeMs } = await this.#handle.stat();
    const seen = `${size} ${mtimeMs}`;
    if (seen === this.#seen) return;
    if (size < this.#position || !(await this.has(this.#file.head))) await this.#beginAnew();
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    while (goesOn()) {
      const { bytesRead } = await this.#handle.read(chunk, 0, CHUNK_BYTES, this.#position);
      if (bytesRead === 0) break;
      const begin = this.#position;
      const file = this.#file;
      this.#lines.add(chunk.subarray(0, bytesRead), (line, taken) => tell(line, { file, offset: begin + taken }));
      this.#position += bytesRead;
    }
    if (canGrow(this.#file.head, this.#position)) this.#file.head = await headOf(this.#handle, this.#position);
    this.#seen = seen;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #beginAnew(): Promise<void> {
    this.#position = 0;
    this.#lines = new Lines(false);
    this.#file = { head: await headOf(this.#handle, 0) };
  }
}

async function endsLine(handle: FileHandle, position: number): Promise<boolean> {
  const before = Buffer.alloc(1);
  await handle.read(before, 0, 1, position - 1);
  return before[0] === NEW_LINE;
}
