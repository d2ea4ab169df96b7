import type { Credentials, Endpoint, RegisteredInstance } from '../instance/instance';
import type { EpochMs, Role } from '../observation/observation';
import type { GroupOf } from './group-of';

/** A group as savepoint.yaml registers it. Holds secrets: never serialise one. */
export interface RegisteredGroup extends GroupOf {
  /** Who is asked, in this order. */
  readonly nodes: readonly TcpEndpoint[];
  /** As whom they are asked: Sentinels have users of their own. */
  readonly asker: Credentials;
  /** How they are reached, where that takes more than an address. */
  readonly askedBy: Pick<RegisteredInstance, 'tls' | 'commands'>;
  /** The name of the primary, as the Sentinels know it; null for a cluster. */
  readonly master: string | null;
  /** TLS towards the nodes that are found. */
  readonly tls: boolean;
  /** Where a node is reached that announces another address than that (NAT, containers), by `nodeAddress` of what it announces. */
  readonly map: ReadonlyMap<string, NodeAddress>;
  /** A node that announces a name beside its address is reached by the name. */
  readonly byHostname: boolean;
  /** What every node that is found has in common. */
  readonly common: Pick<
    RegisteredInstance,
    'observer' | 'operator' | 'environment' | 'expectedGuard' | 'tags' | 'tls' | 'commands'
  >;
  /** Where it stands. */
  readonly path: string;
  readonly line: number;
}

/** A host, or an address, and a port. */
export interface NodeAddress {
  readonly host: string;
  readonly port: number;
}

export type TcpEndpoint = Extract<Endpoint, { kind: 'tcp' }>;

/** A node as it is announced: nothing of it has been checked but its form. */
export interface AnnouncedNode {
  readonly host: string;
  readonly port: number;
  readonly role: Role | null;
  /** The slots of its shard, as `0-5460 5462`; null without any, and for a group of Sentinel. */
  readonly slots: string | null;
}

/**
 * What is known of an instance's place in its group: announced; left out by who was asked; or not known, because those who were asked
 * do not agree, or nobody answered, or nobody was asked yet.
 */
export type GroupPlace = 'announced' | 'gone' | 'disagreed' | 'unanswered' | 'unasked';

export interface GroupStanding {
  readonly place: GroupPlace;
  /** As announced; null where that is not known. */
  readonly role: Role | null;
  readonly slots: string | null;
}

export const UNASKED: GroupStanding = { place: 'unasked', role: null, slots: null };

/** A node of a group as it is remembered. */
export interface GroupMember {
  readonly host: string;
  readonly port: number;
  readonly standing: GroupStanding;
  /** Since when those who answered leave it out; null while they name it. */
  readonly goneSince: EpochMs | null;
}

/** What one round of questions told. `whole`: who is missing in it is no longer announced. */
export type GroupSeen =
  | { readonly kind: 'nodes'; readonly nodes: readonly AnnouncedNode[]; readonly whole: boolean }
  | { readonly kind: 'nothing'; readonly place: 'disagreed' | 'unanswered' };

/** `10.0.0.1:6379`, the key of a member within its group. */
export function nodeAddress({ host, port }: NodeAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where the node of a group is reached that announces this address. */
export function reachableAt({ map }: Pick<RegisteredGroup, 'map'>, announced: NodeAddress): NodeAddress {
  return map.get(nodeAddress(announced)) ?? announced;
}
