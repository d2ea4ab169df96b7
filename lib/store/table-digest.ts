import 'server-only';
import { createHash } from 'node:crypto';
import { bound } from './bound';
import type { Row, StoreTable } from './store-tables';

/** How many rows there are, and a number that is another one if any of them differs: of rows in any order, the same on both engines. */
export interface TableDigest {
  readonly rows: number;
  /** 64 digits in hex. */
  readonly digest: string;
}

const SPACE = 2n ** 256n;

/** Takes the rows of one table, however many there are, and tells their digest: the sum of the SHA-256 of each. */
export class DigestOfRows {
  readonly #table: StoreTable;
  #rows = 0;
  #sum = 0n;

  constructor(table: StoreTable) {
    this.#table = table;
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const values = JSON.stringify(this.#table.columns.map((column) => [column, told(row[column])]));
      const hash = createHash('sha256').update(values).digest('hex');
      this.#sum = (this.#sum + BigInt(`0x${hash}`)) % SPACE;
    }
    this.#rows += rows.length;
  }

  value(): TableDigest {
    return { rows: this.#rows, digest: this.#sum.toString(16).padStart(64, '0') };
  }
}

/** JSON has no word for an endless number, and would make it null. */
function told(value: unknown): string | number | null {
  const known = bound(value);
  return typeof known === 'number' && !Number.isFinite(known) ? String(known) : known;
}
