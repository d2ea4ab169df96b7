import { eventually } from './eventually';
import { freePort } from './processes';
import { startRedis, type RedisServer } from './redis-server';

const SLOTS = 16_384;

/** A node of a cluster, and the port on which the others talk to it. */
export interface ClusterNode extends RedisServer {
  readonly bus: number;
  /** The id by which the others know it. */
  id(): Promise<string>;
}

/** A node that knows no other yet. */
export async function startNode(onStart: (node: ClusterNode) => void): Promise<ClusterNode> {
  // Else it takes the port 10,000 above its own for the others, which is among those that the system gives to anybody.
  const bus = await freePort();
  const redis = await startRedis({ args: ['--cluster-enabled', 'yes', '--cluster-port', String(bus)] });
  const node: ClusterNode = Object.defineProperties({ bus, id: () => redis.cli('CLUSTER', 'MYID') } as ClusterNode, {
    ...Object.getOwnPropertyDescriptors(redis),
  });
  onStart(node);
  return node;
}

/** Three masters that share the slots. `onStart` is told of each node, so that it can be ended. */
export async function startCluster(
  onStart: (node: ClusterNode) => void,
): Promise<readonly [ClusterNode, ClusterNode, ClusterNode]> {
  const nodes = [await startNode(onStart), await startNode(onStart), await startNode(onStart)] as const;
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [index, one] of nodes.entries()) {
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await one.cli('CLUSTER', 'ADDSLOTSRANGE', String(index * share), String(last));
    if (index > 0) await meet(one, nodes[0]);
  }
  await known(nodes);
  return nodes;
}

/** Makes `node` one of the cluster of `other`, and waits until all of `nodes` know each other. */
export async function meet(node: ClusterNode, other: ClusterNode): Promise<void> {
  await node.cli('CLUSTER', 'MEET', '127.0.0.1', String(other.port), String(other.bus));
}

/** Waits until each of these sees the cluster well, with just so many nodes. */
export async function known(nodes: readonly ClusterNode[]): Promise<void> {
  await eventually('the cluster', async () => {
    const told = await Promise.all(nodes.map((one) => one.cli('CLUSTER', 'INFO')));
    const all = new RegExp(`cluster_state:ok[\\s\\S]*cluster_known_nodes:${nodes.length}\\b`);
    return told.every((text) => all.test(text));
  });
}
