import type { Instance, InstanceList } from '../contracts/instance';
import type { FactColumn, PackedFleet } from '../contracts/packed-fleet';

type Fields = Record<string, unknown>;

/** What a column says of the instance at `index`, where it would `usual`ly say something else. */
type Read = (index: number, usual: unknown) => unknown;

function columnReader({ start, end, values, which }: FactColumn): Read {
  // Each once: what is the same in many instances is one object.
  const whole = values.map((value) => (typeof value === 'string' ? `${start}${value}${end}` : value));
  if (which === null) return (index) => whole[index];
  return (index, usual) => {
    const place = which[index] ?? 0;
    return place === 0 ? usual : whole[place - 1];
  };
}

/** Reads what stands at and below one place of an instance, by the columns of there. */
function reader(columns: readonly FactColumn[], depth: number): Read {
  const [first] = columns;
  if (first !== undefined && first.path.length === depth) return columnReader(first);
  const keys = [...new Set(columns.map(({ path }) => path[depth] ?? ''))];
  const parts = keys.map((key) => {
    const below = columns.filter(({ path }) => path[depth] === key);
    return [key, reader(below, depth + 1)] as const;
  });
  return (index, usual) => {
    const known = usual as Fields;
    const told = parts.map(([key, read]) => [key, read(index, known[key])] as const);
    return told.every(([key, value]) => value === known[key]) ? known : { ...known, ...Object.fromEntries(told) };
  };
}

/** The fleet that was packed for the first HTML. What is the same in many instances is one object. */
export function unpackFleet({ list, usual, count, columns }: PackedFleet): InstanceList {
  if (usual === null) return { ...list, instances: [] };
  const read = reader(columns, 0);
  return { ...list, instances: Array.from({ length: count }, (_, index) => read(index, usual) as Instance) };
}
