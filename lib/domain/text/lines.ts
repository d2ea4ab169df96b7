/** Of a line, what is after that many characters is dropped: nothing that anybody reads is longer, and a file may be one line. */
const LONGEST_LINE = 16_384;

/** What colours a terminal (ECMA-48, CSI): it stands between the words of a log that was copied out of one. */
const COLOUR = /\x1b\[[0-?]{0,32}[ -/]{0,8}[@-~]/g;

/**
 * Puts lines together from pieces of a text as they come. A line ends with LF, CR or CRLF; NULs (a log that was cut while it was
 * written begins with a hole of them) and colours of a terminal are left out. Keeps one line at most.
 */
export class Lines {
  readonly #tell: (line: string) => void;
  #line = '';
  /** The last piece ended with CR: an LF that comes first belongs to it. */
  #afterCr = false;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  add(piece: string): void {
    const text = piece.includes('\0') ? piece.replaceAll('\0', '') : piece;
    if (text === '') return;
    let from = this.#afterCr && text.startsWith('\n') ? 1 : 0;
    this.#afterCr = text.endsWith('\r');
    let lf = text.indexOf('\n', from);
    let cr = text.indexOf('\r', from);
    while (lf !== -1 || cr !== -1) {
      const end = lf === -1 ? cr : cr === -1 ? lf : Math.min(lf, cr);
      this.#keep(text, from, end);
      this.#told();
      from = end + (end === cr && lf === cr + 1 ? 2 : 1);
      if (lf !== -1 && lf < from) lf = text.indexOf('\n', from);
      if (cr !== -1 && cr < from) cr = text.indexOf('\r', from);
    }
    this.#keep(text, from, text.length);
  }

  /** The text ends here, with or without the end of a line. */
  end(): void {
    if (this.#line !== '') this.#told();
  }

  #keep(text: string, from: number, end: number): void {
    const room = LONGEST_LINE - this.#line.length;
    if (from < end && room > 0) this.#line += text.slice(from, Math.min(end, from + room));
  }

  #told(): void {
    const line = this.#line;
    this.#line = '';
    this.#tell(withoutColours(line));
  }
}

/** A line without what colours a terminal. */
export function withoutColours(line: string): string {
  return line.includes('\x1b') ? line.replace(COLOUR, '') : line;
}
