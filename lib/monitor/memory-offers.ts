import 'server-only';
import { randomInt } from 'node:crypto';
import type { MemoryChanges, WatchMemory } from '../store/store';
import { changesBetween } from './json-changes';
import type { Memory } from './memory';

/** The share of a whole memory up to which it is changes that are written, and no new whole. */
const LITTLE = 1 / 4;

/** `randomInt` takes no more. */
const MARKS = 2 ** 48 - 1;

/**
 * How what is remembered of one instance is offered to the store: whole once, and from then on what is otherwise, while that is little. Every few seconds nearly all of it is what it
 * was, but it must not be older than that after a crash.
 */
export class MemoryOffers {
  /** The whole memory that was offered last. Whether the store has kept it, the store knows. */
  #whole: { readonly memory: Memory; readonly mark: number; readonly length: number } | null = null;

  of(memory: Memory): WatchMemory | MemoryChanges {
    const before = this.#whole;
    const changes = before === null ? null : changesBetween(before.memory, memory);
    if (before === null || changes === null) return this.#wholeOf(memory);
    const json = JSON.stringify(changes);
    if (json.length > before.length * LITTLE) return this.#wholeOf(memory);
    return { at: timeOf(memory), since: before.mark, changes: json, whole: () => this.#wholeOf(memory) };
  }

  #wholeOf(memory: Memory): WatchMemory {
    const json = JSON.stringify(memory);
    const mark = randomInt(1, MARKS);
    this.#whole = { memory, mark, length: json.length };
    return { at: timeOf(memory), json, mark };
  }
}

function timeOf(memory: Memory): number {
  return memory.endedAt ?? 0;
}
