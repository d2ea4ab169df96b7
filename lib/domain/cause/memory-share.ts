import type { Facts } from '../observation/observation';

/** What Redis holds of the memory of its host, bytes; null where INFO does not tell. */
export function memoryHeld({ memory }: Facts): number | null {
  const used = memory.rssBytes ?? memory.usedBytes;
  return used === null || used < 0 ? null : used;
}

/** The memory of the host, bytes; null where INFO does not tell (before 3.2) or tells none. */
export function memoryOfHost({ memory }: Facts): number | null {
  return memory.systemBytes === null || memory.systemBytes <= 0 ? null : memory.systemBytes;
}

/** A share as whole percent. */
export function percentOf(part: number, whole: number): number {
  return Math.round((part / whole) * 100);
}
