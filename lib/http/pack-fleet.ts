import 'server-only';
import type { InstanceList } from '../contracts/instance';
import type { FactColumn, PackedFleet } from '../contracts/packed-fleet';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function haveSameKeys(one: Fields, other: Fields): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key));
}

/** How far both are the same, from the front. Never half of a character: it would not survive being sent. */
function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return /[\uD800-\uDBFF]$/.test(one.slice(0, length)) ? length - 1 : length;
}

/** The same from the back. */
function sharedEnd(one: string, other: string): string {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return one.slice(one.length - length).replace(/^[\uDC00-\uDFFF]/, '');
}

/** The values without what all texts among them begin and end with. */
function shortened(values: readonly unknown[]): Pick<FactColumn, 'start' | 'end' | 'values'> {
  const texts = values.filter((value) => typeof value === 'string');
  const start = texts.reduce((shared, text) => shared.slice(0, sharedLength(shared, text)), texts[0] ?? '');
  const rests = texts.map((text) => text.slice(start.length));
  const end = rests.reduce(sharedEnd, rests[0] ?? '');
  const short = (text: string): string => text.slice(start.length, text.length - end.length);
  return { start, end, values: values.map((value) => (typeof value === 'string' ? short(value) : value)) };
}

function columnOf(path: readonly string[], values: readonly unknown[], usual: string): FactColumn {
  const places = new Map([[usual, 0]]);
  const others: unknown[] = [];
  const which = values.map((value) => {
    const text = JSON.stringify(value);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, others.push(value));
    return others.length;
  });
  // Where nearly each has its own, the values alone are shorter.
  const isOwn = others.length * 2 > values.length;
  return { path, ...shortened(isOwn ? values : others), which: isOwn ? null : which };
}

/** The facts at `path` in which any of the `values` there differs from the usual. All are what JSON can say. */
function columnsAt(path: readonly string[], values: readonly unknown[], usual: unknown): FactColumn[] {
  const text = JSON.stringify(usual);
  if (values.every((value) => value === usual || JSON.stringify(value) === text)) return [];
  if (!isFields(usual) || !values.every((value) => isFields(value) && haveSameKeys(value, usual)))
    return [columnOf(path, values, text)];
  return Object.entries(usual).flatMap(([key, part]) => {
    const parts = values.map((value) => (value as Fields)[key]);
    return columnsAt([...path, key], parts, part);
  });
}

/** A fleet for the first HTML; `unpackFleet` makes of it what it was. The last of the list (worst first) is what most are like. */
export function packFleet({ instances, ...list }: InstanceList): PackedFleet {
  const usual = instances.at(-1) ?? null;
  return { list, usual, count: instances.length, columns: columnsAt([], instances, usual) };
}
