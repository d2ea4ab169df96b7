import 'server-only';
import {
  nodeAddress,
  reachableAt,
  type GroupMember,
  type GroupSeen,
  type NodeAddress,
  type RegisteredGroup,
  type TcpEndpoint,
} from '../domain/group/group';
import { sentinelsSeen, type SentinelAnswer } from '../domain/group/sentinel-answers';
import type { Announcer, ClusterTold, Told } from '../redis/announcing';

/** How many nodes of a cluster are asked in one round, one after the other, until one tells all. */
const MOST_ASKED = 8;

/** What one round of questions told, and what was wrong with it, a sentence each. */
export interface Round {
  readonly seen: GroupSeen;
  readonly problems: readonly string[];
}

/** Opens who is to be asked. */
export type Reach = (node: TcpEndpoint) => Announcer;

/** Asks every Sentinel: they may not agree, and one that is cut off from the others does not know it. */
export async function askSentinels(group: RegisteredGroup, reach: Reach): Promise<Round> {
  const told = await Promise.all(
    group.nodes.map(async (node) => ({ node, told: await reach(node).sentinel(group.master ?? '') })),
  );
  const answers: SentinelAnswer[] = [];
  const problems: string[] = [];
  for (const { node, told: one } of told) {
    if (one.ok) answers.push(one.answer);
    problems.push(...problemsOf(one, nodeAddress(node)));
  }
  const { seen, disagreement } = sentinelsSeen(answers);
  if (disagreement !== null)
    problems.push(
      `The Sentinels name different primaries: ${disagreement}. Until they agree, no role is told, and nobody is added or let go.`,
    );
  if (answers.length === 0)
    problems.push(
      'No Sentinel tells of this group: its nodes stay as they were known last, and their roles are not known.',
    );
  return { seen, problems };
}

/**
 * Asks one node of the cluster after the other, who answered last first, until one says that it sees the cluster well. One that does not
 * may be cut off, or left out: what it names counts, and who is missing in it is not let go.
 */
export async function askCluster(
  group: RegisteredGroup,
  members: readonly GroupMember[],
  reach: Reach,
  lastAsked: string | null,
): Promise<Round & { readonly asked: string | null }> {
  const problems: string[] = [];
  let unwell: { readonly told: Told<ClusterTold> & { ok: true }; readonly asked: string } | null = null;
  for (const node of candidates(group, members, lastAsked)) {
    const told = await reach(node).cluster(group.byHostname);
    const asked = nodeAddress(node);
    problems.push(...problemsOf(told, asked));
    if (!told.ok) continue;
    if (told.answer.isWell === true) return { seen: seenOf(told.answer, true), problems, asked };
    unwell ??= { told, asked };
  }
  if (unwell === null) {
    problems.push(
      'No node tells of this cluster: its nodes stay as they were known last, and their roles are not known.',
    );
    return { seen: { kind: 'nothing', place: 'unanswered' }, problems, asked: null };
  }
  const { told, asked } = unwell;
  problems.push(
    told.answer.isWell === false
      ? `The cluster is down, as ${asked} sees it (cluster_state:fail in CLUSTER INFO): slots have no primary, or it is cut off from most of them. Nobody is let go meanwhile.`
      : `${asked} does not tell how the cluster is (CLUSTER INFO): nobody is let go meanwhile. Allow it with +cluster|info.`,
  );
  return { seen: seenOf(told.answer, false), problems, asked };
}

function candidates(
  group: RegisteredGroup,
  members: readonly GroupMember[],
  lastAsked: string | null,
): readonly TcpEndpoint[] {
  const present = members.filter(({ goneSince }) => goneSince === null);
  const all = [
    ...group.nodes,
    ...present.map((member) => ({ kind: 'tcp', ...reachableOf(group, member), tls: group.tls }) as const),
  ];
  const byAddress = new Map(all.map((node) => [nodeAddress(node), node]));
  const [last, others] = [lastAsked === null ? undefined : byAddress.get(lastAsked), [...byAddress.values()]];
  return [...(last === undefined ? [] : [last]), ...others.filter((node) => node !== last)].slice(0, MOST_ASKED);
}

function reachableOf(group: RegisteredGroup, member: GroupMember): NodeAddress {
  const { host, port } = reachableAt(group, member);
  return { host, port };
}

function seenOf({ nodes }: ClusterTold, whole: boolean): GroupSeen {
  return { kind: 'nodes', nodes, whole };
}

function problemsOf(told: Told<unknown>, asked: string): readonly string[] {
  if (!told.ok) return [told.problem];
  if (told.unreadable === 0) return [];
  return [`${asked} names ${told.unreadable} of its nodes by something that is no address: not followed.`];
}
