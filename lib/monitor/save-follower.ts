import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log/log';
import { followEvery } from './schedule';

/** What is followed, and how it is looked at. */
export interface FollowedSave {
  /** What names the save of ours that is waited for or runs; it changes when the save begins, and is null where there is none. */
  name(): string | null;
  /** Does Redis show another state of its saves than the last poll saw? Null: it cannot be read. Never rejects. */
  hasMoved(): Promise<boolean | null>;
  /** Polls now: what a poll sees, and nothing else, is concluded from. Resolves when its turn has ended. */
  poll(): Promise<void>;
  /** Milliseconds between polls in any case. */
  readonly intervalMs: number;
}

/** Time that passes, in milliseconds on a clock that nobody sets. */
export interface Time {
  now(): number;
  /** Rejects when `signal` is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const REAL: Time = {
  now: () => performance.now(),
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
};

/**
 * Follows a save of ours between two polls, by a question that costs Redis next to nothing, so that its begin and its end are seen as
 * soon as Redis shows them. It concludes nothing: when something moved it asks for a poll, and only polls make history. The longer the
 * save takes, the less often it looks, and where polls are as frequent it leaves the save to them.
 */
export class SaveFollower {
  readonly #save: FollowedSave;
  readonly #time: Time;
  readonly #closing = new AbortController();
  #name: string | null = null;
  #since = 0;
  #isFollowing = false;

  constructor(save: FollowedSave, time: Time = REAL) {
    this.#save = save;
    this.#time = time;
  }

  /** Follows what there is to follow; call it after each poll. Does nothing while it follows already. */
  follow(): void {
    if (this.#isFollowing || this.#closing.signal.aborted || this.#wait() === null) return;
    this.#isFollowing = true;
    void this.#untilItEnds().finally(() => {
      this.#isFollowing = false;
    });
  }

  close(): void {
    this.#closing.abort();
  }

  async #untilItEnds(): Promise<void> {
    try {
      for (let wait = this.#wait(); wait !== null; wait = this.#wait()) {
        await this.#time.pause(wait, this.#closing.signal);
        if (this.#save.name() === null) return;
        const moved = await this.#save.hasMoved();
        // Why it cannot be read is told by the next poll.
        if (moved === null) return;
        if (moved) await this.#save.poll();
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) log.error({ err: error }, 'a save could not be followed');
    }
  }

  /** Milliseconds until the next look; null where there is none to come. */
  #wait(): number | null {
    const name = this.#save.name();
    if (name !== this.#name) {
      this.#name = name;
      this.#since = this.#time.now();
    }
    if (name === null || this.#closing.signal.aborted) return null;
    const wait = followEvery(this.#time.now() - this.#since);
    return wait < this.#save.intervalMs ? wait : null;
  }
}
