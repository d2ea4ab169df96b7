import type { Instance, InstanceList } from '../contracts/instance';
import type { Difference, PackedFleet } from '../contracts/packed-fleet';

function isWhole(difference: Difference | readonly [unknown]): difference is readonly [unknown] {
  return Array.isArray(difference);
}

function applied(usual: object, difference: Difference): object {
  const result: Record<string, unknown> = { ...usual };
  for (const [key, part] of Object.entries(difference))
    result[key] = isWhole(part) ? part[0] : applied(result[key] as object, part);
  return result;
}

/** The fleet that was packed for the first HTML. What is the same in many instances is one object. */
export function unpackFleet({ list, usual, differences }: PackedFleet): InstanceList {
  if (usual === null) return { ...list, instances: [] };
  return { ...list, instances: differences.map((difference) => applied(usual, difference) as Instance) };
}
