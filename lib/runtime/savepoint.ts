import 'server-only';
import type { Savepoint } from './facade';

/**
 * Routes and instrumentation do not share module instances (Next 16.4, Turbopack and webpack alike), so what runs hangs on
 * globalThis. This file is its only owner.
 */
const KEY = Symbol.for('savepoint');

/** The Savepoint that instrumentation started. Throws before that: no route answers without one. */
export function getSavepoint(): Savepoint {
  const held: unknown = Reflect.get(globalThis, KEY);
  if (held === undefined) throw new Error('Savepoint is not started.');
  return held as Savepoint;
}

/** Makes `savepoint` the one that routes see; undefined takes it away. */
export function holdSavepoint(savepoint: Savepoint | undefined): void {
  Reflect.set(globalThis, KEY, savepoint);
}
