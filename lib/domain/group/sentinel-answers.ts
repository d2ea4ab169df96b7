import { nodeAddress, type AnnouncedNode, type GroupSeen } from './group';

/** What one Sentinel says of a group. */
export interface SentinelAnswer {
  /** Who said it, as its address. */
  readonly from: string;
  readonly primary: AnnouncedNode;
  readonly replicas: readonly AnnouncedNode[];
}

/** What all the Sentinels that answered say together; with the sentence about their disagreement. */
export interface SentinelsSeen {
  readonly seen: GroupSeen;
  readonly disagreement: string | null;
}

/**
 * They agree on the primary, or nothing is known: which of two that name different ones is right, only they can settle (a failover that
 * is under way, or a network that is split). A replica counts where one of them knows it: each finds them by itself, within seconds.
 */
export function sentinelsSeen(answers: readonly SentinelAnswer[]): SentinelsSeen {
  const [first] = answers;
  if (first === undefined) return { seen: { kind: 'nothing', place: 'unanswered' }, disagreement: null };
  const primary = nodeAddress(first.primary);
  if (answers.some((answer) => nodeAddress(answer.primary) !== primary)) {
    const told = answers.map((answer) => `${answer.from} names ${nodeAddress(answer.primary)}`);
    return { seen: { kind: 'nothing', place: 'disagreed' }, disagreement: told.join(', ') };
  }
  const nodes = new Map([[primary, first.primary]]);
  for (const { replicas } of answers) {
    for (const node of replicas) if (!nodes.has(nodeAddress(node))) nodes.set(nodeAddress(node), node);
  }
  return { seen: { kind: 'nodes', nodes: [...nodes.values()], whole: true }, disagreement: null };
}
