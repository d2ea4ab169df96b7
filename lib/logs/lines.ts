import 'server-only';
import { withoutColours } from '../domain/text/lines';

/** Bytes of a line that are kept: what Redis says of saves is far shorter, and a file without an end of line is none of its logs. */
const LONGEST = 8192;
const NEW_LINE = 0x0a;

/**
 * Takes bytes as they come and gives whole lines, without NULs and colours of a terminal; what follows the last end of line waits for the
 * rest. Who writes on where it was after its log was cut (`copytruncate`) leaves a hole of NULs before its next line: it takes no room.
 */
export class Lines {
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #isSkipping: boolean;

  /** `inMidLine`: what comes first may be the end of a line whose begin is not known, and is not told. */
  constructor(inMidLine: boolean) {
    this.#isSkipping = inMidLine;
  }

  /** `tell` gets each line without its end, and how many bytes of `chunk` were taken by then. */
  add(chunk: Buffer, tell: (line: string, taken: number) => void): void {
    let begin = 0;
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, begin)) {
      this.#keep(chunk.subarray(begin, end));
      begin = end + 1;
      const line = this.#taken();
      if (line !== null) tell(line, begin);
    }
    this.#keep(chunk.subarray(begin));
  }

  #keep(all: Buffer): void {
    const part = this.#keptBytes === 0 ? all.subarray(firstNoNul(all)) : all;
    const room = LONGEST - this.#keptBytes;
    if (room <= 0 || part.length === 0 || this.#isSkipping) return;
    // A copy: the chunk that it is a part of is read into again.
    this.#kept.push(Buffer.from(part.subarray(0, room)));
    this.#keptBytes += Math.min(part.length, room);
  }

  #taken(): string | null {
    const line = this.#isSkipping ? null : textOf(Buffer.concat(this.#kept));
    this.#kept = [];
    this.#keptBytes = 0;
    this.#isSkipping = false;
    return line;
  }
}

function firstNoNul(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && bytes[at] === 0) at += 1;
  return at;
}

function textOf(bytes: Buffer): string {
  return withoutColours(bytes.toString('utf8').replaceAll('\0', '').replace(/\r$/, ''));
}
