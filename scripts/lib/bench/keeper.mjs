/** Remembers what was started, and ends it: the last first, each once, also when something in between went wrong. */
export class Keeper {
  /** @type {(() => Promise<void> | void)[]} */
  #ends = [];
  #ended = false;

  /** @param {() => Promise<void> | void} end */
  keep(end) {
    this.#ends.push(end);
    // A row that ran out of time may still be starting things.
    if (this.#ended) void this.end();
  }

  async end() {
    this.#ended = true;
    for (let end = this.#ends.pop(); end !== undefined; end = this.#ends.pop()) {
      try {
        await end();
      } catch {
        // Gone already; the others must go as well.
      }
    }
  }
}
