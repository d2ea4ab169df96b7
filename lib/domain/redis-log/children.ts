import type { LogEvent } from './log-event';

/** What a child said of the save that it writes. */
export interface Child {
  cowBytes: number | null;
  /** The message that names why it could not write. */
  said: string | null;
}

/** Children that spoke before their parent told of them: a few lines at most. */
const MOST_CHILDREN = 8;

/** What children said whose end their parent has not told yet. */
export class Children {
  readonly #children = new Map<number, Child>();

  heard(pid: number, event: LogEvent, message: string): void {
    const child = this.#children.get(pid) ?? { cowBytes: null, said: null };
    if (event.is === 'copied') child.cowBytes = event.bytes;
    else if (event.is === 'write-failed') child.said = message;
    else return;
    this.#children.set(pid, child);
    const [oldest] = this.#children.keys();
    if (this.#children.size > MOST_CHILDREN && oldest !== undefined) this.#children.delete(oldest);
  }

  /** What this child said, once its end is told; what others said is forgotten: one save runs at a time. */
  ended(pid: number | null): Child | null {
    const child = pid === null ? undefined : this.#children.get(pid);
    this.#children.clear();
    return child ?? null;
  }
}
