import 'server-only';
import type { Savepoint } from './facade';

/**
 * Routes and instrumentation do not share module instances (Next 16.4, Turbopack and webpack alike), so what runs hangs on
 * globalThis. This file is its only owner.
 */
const KEY = Symbol.for('savepoint');

/** The Savepoint that instrumentation started; null before that. */
export function heldSavepoint(): Savepoint | null {
  return (Reflect.get(globalThis, KEY) as Savepoint | undefined) ?? null;
}

/** The same for those who cannot do without: it throws before the start. No route answers without one. */
export function getSavepoint(): Savepoint {
  const held = heldSavepoint();
  if (held === null) throw new Error('Savepoint is not started.');
  return held;
}

/** Makes `savepoint` the one that routes see; undefined takes it away. */
export function holdSavepoint(savepoint: Savepoint | undefined): void {
  Reflect.set(globalThis, KEY, savepoint);
}
