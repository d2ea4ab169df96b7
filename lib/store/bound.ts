import 'server-only';

/** What a statement may be given, whatever the engine. Throws `TypeError` for all else: no engine may keep what another refuses. */
export function bound(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`The store keeps text, numbers and null, not ${typeof value}.`);
}
