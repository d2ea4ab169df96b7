/** A traceback is that long at most, on either side of its message. */
const LINES_BEFORE = 80;
const LINES_AFTER = 80;

/** The lines around the first one that is meant, of a text that may have millions. */
export class Excerpt {
  readonly #isMeant: (line: string) => boolean;
  readonly #lines: string[] = [];
  #after: number | null = null;

  constructor(isMeant: (line: string) => boolean) {
    this.#isMeant = isMeant;
  }

  add(line: string): void {
    if (this.#after === LINES_AFTER) return;
    this.#lines.push(line);
    if (this.#after !== null) this.#after += 1;
    else if (this.#isMeant(line)) this.#after = 0;
    else if (this.#lines.length > LINES_BEFORE) this.#lines.shift();
  }

  /** Null where no line was meant. */
  text(): string | null {
    return this.#after === null ? null : this.#lines.join('\n');
  }
}
