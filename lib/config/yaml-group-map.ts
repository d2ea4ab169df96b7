import 'server-only';
import { nodeAddress, type NodeAddress } from '../domain/group/group';
import type { FieldReader } from './field-reader';
import { parseRedisUrl } from './redis-url';

const NODE = /^(?:\[[0-9a-f:.]+\]|[^\s@/?#:[\]]+):\d{1,5}$/i;

const BOTH_SIDES =
  'Write HOST:PORT on both sides, as the group announces the node and then as Savepoint reaches it: {"172.18.0.2:6379": "127.0.0.1:7001"}.';

/** Reads `map` of a group: where each node is reached, by the address that its group announces. What is wrong is added to the problems. */
export function readMap(reader: FieldReader): ReadonlyMap<string, NodeAddress> {
  const map = new Map<string, NodeAddress>();
  const reached = new Set<string>();
  for (const field of reader.map('map') ?? []) {
    const text = reader.text(field, 'map');
    const [announced, reachable] = [addressIn(field.key), addressIn(text ?? '')];
    if (announced === null || reachable === null) {
      if (text !== null || reader.scalar(field) === null) reader.wrong(field.line, 'map', BOTH_SIDES);
      continue;
    }
    if (reached.has(nodeAddress(reachable)))
      reader.wrong(field.line, 'map', 'Another node is reached at this address: each has its own.');
    map.set(nodeAddress(announced), reachable);
    reached.add(nodeAddress(reachable));
  }
  return map;
}

function addressIn(text: string): NodeAddress | null {
  const url = NODE.test(text) ? parseRedisUrl(`redis://${text}`) : null;
  if (url?.ok !== true || url.address.endpoint.kind !== 'tcp') return null;
  const { host, port } = url.address.endpoint;
  return { host, port };
}
