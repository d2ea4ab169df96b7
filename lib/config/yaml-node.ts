import 'server-only';
import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type YAMLMap } from 'yaml';

/** A field of a YAML map with the line it stands in. */
export interface YamlField {
  readonly key: string;
  readonly line: number;
  readonly node: Node | null;
}

/** Where something stands in a parsed file. */
export interface YamlPlace {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** The line of a node, 1 for the first; 1 for what has no place of its own. */
export function lineOf(node: unknown, { lines }: YamlPlace): number {
  const start = isNodeLike(node) ? node.range?.[0] : undefined;
  return start === undefined ? 1 : lines.linePos(start).line;
}

/** The fields of a map in their order; null when the node is no map. */
export function fieldsOf(node: unknown, place: YamlPlace): readonly YamlField[] | null {
  const map = resolved(node, place);
  return isMap(map) ? (map as YAMLMap<Node, Node | null>).items.map((pair) => fieldOf(pair, place)) : null;
}

/** The items of a list; null when the node is no list. */
export function itemsOf(node: unknown, place: YamlPlace): readonly Node[] | null {
  const list = resolved(node, place);
  return isSeq(list) ? (list.items as Node[]) : null;
}

/** The value of a scalar as YAML 1.2 reads it; undefined for a map or a list. */
export function scalarOf(node: unknown, place: YamlPlace): unknown {
  const scalar = resolved(node, place);
  if (scalar === null || scalar === undefined) return null;
  return isScalar(scalar) ? scalar.value : undefined;
}

function fieldOf(pair: { key: Node; value: Node | null }, place: YamlPlace): YamlField {
  const key = scalarOf(pair.key, place);
  return { key: typeof key === 'string' ? key : '', line: lineOf(pair.key, place), node: pair.value };
}

function resolved(node: unknown, { document }: YamlPlace): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function isNodeLike(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'range' in node;
}
