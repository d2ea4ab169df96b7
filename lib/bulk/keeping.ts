import 'server-only';
import type { Actor } from '../domain/action/action';
import type { BulkSave } from '../domain/action/bulk';
import { log } from '../log/log';
import type { Store } from '../store/store';

/** What may wait is written so often at most, in milliseconds: all of a bulk save is one text, and each of its members changes several times. */
const SOON_MS = 1000;

/** Keeps in the store how far one bulk save has come, with one write at a time, so that an older one never follows a newer one. */
export class Keeping {
  readonly #store: Pick<Store, 'keepBulk'>;
  readonly #current: () => BulkSave;
  readonly #onStopAsked: (by: Actor) => void;
  #kept: BulkSave | null = null;
  #timer: NodeJS.Timeout | null = null;
  #last: Promise<void> = Promise.resolve();
  /** Begins when `#last` is over; null where nobody waits for it. */
  #next: Promise<void> | null = null;
  #isClosed = false;

  /** `current` gives it as it is now; `onStopAsked` hears who asked for its stop, with each write after that. */
  constructor(store: Pick<Store, 'keepBulk'>, current: () => BulkSave, onStopAsked: (by: Actor) => void) {
    this.#store = store;
    this.#current = current;
    this.#onStopAsked = onStopAsked;
  }

  /** Resolves once a write is over that began after this call. Rejects with `StoreError`: then the store has it or has it not. */
  now(): Promise<void> {
    this.#next ??= this.#last
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        this.#last = this.#write();
        return this.#last;
      });
    return this.#next;
  }

  /** Writes it now; what the store does not take is kept with the next change, or with the end. */
  tell(): void {
    this.now().catch((error: unknown) =>
      log.warn({ bulk: this.#current().id, err: error }, 'how far a bulk save has come could not be kept'),
    );
  }

  /** Writes it within a second, unless that has happened by then or nothing is new. */
  tellSoon(): void {
    if (this.#isClosed || this.#timer !== null || this.#isKept()) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (!this.#isKept()) this.tell();
    }, SOON_MS).unref();
  }

  /** Nothing is written by itself any more: once the claim is given back, somebody else may keep the end. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #isKept(): boolean {
    return this.#current() === this.#kept;
  }

  async #write(): Promise<void> {
    const save = this.#current();
    const stopAskedBy = await this.#store.keepBulk(save);
    this.#kept = save;
    if (stopAskedBy !== null) this.#onStopAsked(stopAskedBy);
  }
}
