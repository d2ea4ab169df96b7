import 'server-only';

/** An object that is plain JSON. */
type Plain = Readonly<Record<string, unknown>>;

/**
 * What is otherwise in `now` than in `before`, both plain JSON: of each object those members alone. Null where that cannot tell it, because a member is gone. Members that are the very
 * same object are not looked into.
 */
export function changesBetween(before: object, now: object): Plain | null {
  const [was, is] = [before as Plain, now as Plain];
  for (const name in was) if (was[name] !== undefined && is[name] === undefined) return null;
  const changes: Record<string, unknown> = {};
  for (const name in is) {
    const [from, to] = [was[name], is[name]];
    if (from === to) continue;
    if (!isPlain(from) || !isPlain(to)) {
      if (JSON.stringify(from) !== JSON.stringify(to)) changes[name] = to;
      continue;
    }
    const inner = changesBetween(from, to);
    if (inner === null) return null;
    if (Object.keys(inner).length > 0) changes[name] = inner;
  }
  return changes;
}

/** What `before` becomes with such changes. */
export function withChanges(before: Plain, changes: Plain): Plain {
  const now: Record<string, unknown> = { ...before };
  for (const name in changes) {
    const [from, to] = [before[name], changes[name]];
    now[name] = isPlain(from) && isPlain(to) ? withChanges(from, to) : to;
  }
  return now;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
