import 'server-only';

/** What bytes are that are no text to read. */
export type NoText = 'compressed' | 'rdb-file' | 'binary';

/** By their first bytes: gzip, zstd, xz, zip; and the dump that Redis (rdb.c) or Valkey 9 writes. */
const MAGIC: readonly (readonly [NoText, string])[] = [
  ['compressed', '\x1f\x8b'],
  ['compressed', '\x28\xb5\x2f\xfd'],
  ['compressed', '\xfd7zXZ\0'],
  ['compressed', 'PK\x03\x04'],
  ['rdb-file', 'REDIS0'],
  ['rdb-file', 'VALKEY0'],
];
const LONGEST_MAGIC = 8;

/** From so many bytes it is told whether they are text. */
const JUDGED_BYTES = 4_096;
/** More than so many of them are of no text: then it is none. A hole of NULs in a log counts as nothing. */
const MOST_ODD = 0.1;
/** What is in no text. */
const ODD = /[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g;

/** The same first bytes where something made text of them before: what is no UTF-8 is U+FFFD then, or gone. */
const MAGIC_PASTED: typeof MAGIC = [
  ['compressed', '\x1f\ufffd'],
  ['compressed', '(\ufffd/\ufffd'],
  ['compressed', '\ufffd7zXZ'],
];

/** Why there is no text to read in what somebody pasted; null where there is. */
export function noTextIn(pasted: string): NoText | null {
  const magic = [...MAGIC, ...MAGIC_PASTED].find(([, begin]) => pasted.startsWith(begin));
  const start = pasted.slice(0, JUDGED_BYTES);
  return magic?.[0] ?? (isOdd(oddIn(start), countedIn(start)) ? 'binary' : null);
}

function countedIn(text: string): number {
  return text.replaceAll('\0', '').length;
}

function oddIn(text: string): number {
  return text.match(ODD)?.length ?? 0;
}

function isOdd(odd: number, counted: number): boolean {
  return odd > counted * MOST_ODD;
}

/**
 * Makes text of bytes as they come: UTF-8, or UTF-16 where a byte order mark says so (what Windows writes). A character may be
 * divided between two pieces; bytes that are no character become U+FFFD.
 */
export class Decoder {
  #first: Buffer | null = Buffer.alloc(0);
  #decoder = new TextDecoder();
  #noText: NoText | null = null;
  #judged = 0;
  #odd = 0;

  /** The text of these bytes, as far as it is known yet; nothing any more once they are known to be none. */
  add(bytes: Uint8Array): string {
    if (this.#first === null) return this.#decoded(bytes);
    this.#first = Buffer.concat([this.#first, bytes]);
    return this.#first.length < LONGEST_MAGIC ? '' : this.#begun(this.#first);
  }

  /** What was left. */
  end(): string {
    const rest = this.#first === null ? '' : this.#begun(this.#first);
    return this.#noText === null ? rest + this.#decoder.decode() : '';
  }

  /** Why there is no text to read; null where there is. Bytes that look like none may still have lines in them. */
  get noText(): NoText | null {
    return this.#noText ?? (isOdd(this.#odd, this.#judged) ? 'binary' : null);
  }

  #begun(first: Buffer): string {
    this.#first = null;
    const start = first.toString('latin1', 0, LONGEST_MAGIC);
    this.#noText = MAGIC.find(([, magic]) => start.startsWith(magic))?.[0] ?? null;
    if (start.startsWith('\xff\xfe')) this.#decoder = new TextDecoder('utf-16le');
    if (start.startsWith('\xfe\xff')) this.#decoder = new TextDecoder('utf-16be');
    return this.#decoded(first);
  }

  #decoded(bytes: Uint8Array): string {
    if (this.#noText !== null) return '';
    const text = this.#decoder.decode(bytes, { stream: true });
    if (this.#judged < JUDGED_BYTES) this.#judge(text.slice(0, JUDGED_BYTES));
    return text;
  }

  #judge(text: string): void {
    this.#judged += countedIn(text);
    this.#odd += oddIn(text);
  }
}
