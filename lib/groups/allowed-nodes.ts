import 'server-only';
import {
  nodeAddress,
  reachableAt,
  type AnnouncedNode,
  type GroupSeen,
  type RegisteredGroup,
} from '../domain/group/group';
import { memberIdOf } from '../domain/group/member-instance';

/** More than any cluster has (1000 nodes are the most that is advised): beyond that somebody makes them up. */
const MOST_MEMBERS = 1000;

/** What decides whether a node is followed that is announced. */
export interface NodeJudges {
  readonly isMember: (node: AnnouncedNode) => boolean;
  readonly isTaken: (id: string) => boolean;
  /** Why no connection may go there, as the end of a sentence; null where one may. */
  readonly refused: (host: string, port: number) => Promise<string | null>;
}

/** What was seen without those where no connection may go, and those that would take another instance's place; with a sentence for each. */
export async function allowedNodes(
  group: RegisteredGroup,
  seen: GroupSeen,
  judges: NodeJudges,
): Promise<{ readonly seen: GroupSeen; readonly problems: readonly string[] }> {
  if (seen.kind === 'nothing') return { seen, problems: [] };
  const nodes: AnnouncedNode[] = [];
  const problems: string[] = [];
  for (const node of seen.nodes.slice(0, MOST_MEMBERS)) {
    const wrong = await wrongWith(group, node, judges);
    if (wrong === null) nodes.push(node);
    else problems.push(`${titleOf(group, node)} is announced and not followed: ${wrong}`);
  }
  const more = seen.nodes.length - MOST_MEMBERS;
  if (more > 0) problems.push(`${more} nodes more than ${MOST_MEMBERS} are announced: those are not followed.`);
  return { seen: { ...seen, nodes }, problems };
}

async function wrongWith(
  group: RegisteredGroup,
  node: AnnouncedNode,
  { isMember, isTaken, refused }: NodeJudges,
): Promise<string | null> {
  if (isMember(node)) return null;
  const id = memberIdOf(group.name, node);
  if (isTaken(id)) return `another instance has the id “${id}”. Give that one, or the group, another name.`;
  const { host, port } = reachableAt(group, node);
  return refused(host, port);
}

function titleOf(group: RegisteredGroup, node: AnnouncedNode): string {
  const [announced, reached] = [nodeAddress(node), nodeAddress(reachableAt(group, node))];
  return announced === reached ? announced : `${announced}, reached at ${reached},`;
}
