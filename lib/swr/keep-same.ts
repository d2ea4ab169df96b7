/** Do both say the same, apart from `but`? They are compared as JSON, which is what they came as. */
export function saysTheSame<T extends object>(one: T, other: T, but: Partial<T> = {}): boolean {
  return JSON.stringify({ ...one, ...but }) === JSON.stringify({ ...other, ...but });
}

/** `next` with the very objects of `known` where both say the same, apart from `but`: what did not change is not drawn again. */
export function keepSame<T extends object>(
  known: readonly T[],
  next: readonly T[],
  idOf: (one: T) => string,
  but: Partial<T> = {},
): readonly T[] {
  const before = new Map(known.map((one) => [idOf(one), one]));
  return next.map((one) => {
    const old = before.get(idOf(one));
    return old !== undefined && saysTheSame(old, one, but) ? old : one;
  });
}
