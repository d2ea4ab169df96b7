import 'server-only';
import type { InstanceList } from '../contracts/instance';
import type { Difference, PackedFleet } from '../contracts/packed-fleet';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function haveSameKeys(one: Fields, other: Fields): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key));
}

/** Null where both are the same. Both are what JSON can say. */
function differenceOf(value: unknown, usual: unknown): Difference | readonly [unknown] | null {
  if (!isFields(value) || !isFields(usual) || !haveSameKeys(value, usual))
    return JSON.stringify(value) === JSON.stringify(usual) ? null : [value];
  const parts = Object.entries(value).map(([key, part]) => [key, differenceOf(part, usual[key])] as const);
  const changed = parts.filter((entry): entry is [string, Difference | [unknown]] => entry[1] !== null);
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/** A fleet for the first HTML; `unpackFleet` makes of it what it was. The last of the list (worst first) is what most are like. */
export function packFleet({ instances, ...list }: InstanceList): PackedFleet {
  const usual = instances.at(-1) ?? null;
  // Instances all have the keys of the contract: two of them differ in parts.
  const differences = instances.map((instance) => (differenceOf(instance, usual) ?? {}) as Difference);
  return { list, usual, differences };
}
