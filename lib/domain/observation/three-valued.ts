/** Logic with unknown: null is "not known", and never becomes false by itself. */
export type Maybe = boolean | null;

/** False when any is false, else unknown when any is unknown. */
export function all(...parts: readonly Maybe[]): Maybe {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

/** True when any is true, else unknown when any is unknown. */
export function any(...parts: readonly Maybe[]): Maybe {
  if (parts.includes(true)) return true;
  return parts.includes(null) ? null : false;
}

/** Is a value, which may not be known, this one? */
export function is<T>(value: T | null, wanted: T): Maybe {
  return value === null ? null : value === wanted;
}
