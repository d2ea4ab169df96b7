import { instanceIdOf, type RegisteredInstance } from '../instance/instance';
import { nodeAddress, type RegisteredGroup } from './group';

/** The id of the node at this address of a group: the same for as long as it has the address, whatever its role. */
export function memberIdOf(group: string, node: { readonly host: string; readonly port: number }): string {
  return instanceIdOf(memberNameOf(group, node));
}

/** A node of a group as an instance: its name has the address, so that whoever types it names that very server. */
export function memberInstance(
  group: RegisteredGroup,
  node: { readonly host: string; readonly port: number },
): RegisteredInstance {
  const { name, kind, tls, common, path, line } = group;
  return {
    id: memberIdOf(name, node),
    name: memberNameOf(name, node),
    endpoint: { kind: 'tcp', host: node.host, port: node.port, tls },
    database: 0,
    ...common,
    origin: { kind: 'group', name, path, line },
    group: { name, kind },
  };
}

function memberNameOf(group: string, node: { readonly host: string; readonly port: number }): string {
  return `${group} ${nodeAddress(node)}`;
}
