import { instanceIdOf, type RegisteredInstance } from '../instance/instance';
import { nodeAddress, reachableAt, type NodeAddress, type RegisteredGroup } from './group';

/** The id of the node at this address of a group: the same for as long as it has the address, whatever its role. */
export function memberIdOf(group: string, node: NodeAddress): string {
  return instanceIdOf(memberNameOf(group, node));
}

/**
 * A node of a group as an instance: its name has the announced address, so that whoever types it names that very server. It is connected
 * to where the map of the group says that it is reached.
 */
export function memberInstance(group: RegisteredGroup, node: NodeAddress): RegisteredInstance {
  const { name, kind, tls, common, path, line } = group;
  const reachable = reachableAt(group, node);
  return {
    id: memberIdOf(name, node),
    name: memberNameOf(name, node),
    endpoint: { kind: 'tcp', host: reachable.host, port: reachable.port, tls },
    database: 0,
    ...common,
    origin: { kind: 'group', name, path, line },
    group: { name, kind },
  };
}

function memberNameOf(group: string, node: NodeAddress): string {
  return `${group} ${nodeAddress(node)}`;
}
