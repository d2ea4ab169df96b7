import 'server-only';
import { clusterNodes, type ClusterAnswer } from '../domain/group/cluster-nodes';
import { unreadableAnswer } from './errors';
import { fieldsOf } from './info-fields';
import type { RedisTarget } from './redis';
import type { Reply } from './reply';
import { refusal, type Told } from './sentinel';
import type { Wire } from './wire';

/** What a node says of its cluster, and whether it sees most of it and all slots served: null, it did not say. */
export interface ClusterTold extends ClusterAnswer {
  readonly isWell: boolean | null;
}

/** Asks a node for its cluster: two questions that change nothing and have no key, in one round trip. Never rejects. */
export async function askCluster(wire: Wire, target: RedisTarget, byHostname: boolean): Promise<Told<ClusterTold>> {
  const trip = await wire.send([
    ['CLUSTER', 'NODES'],
    ['CLUSTER', 'INFO'],
  ]);
  if (trip.kind !== 'replies') return { ok: false, problem: trip.problem.message };
  return clusterTold(trip.replies, target, byHostname);
}

/** What the replies to CLUSTER NODES and CLUSTER INFO (3.0+) tell. CLUSTER INFO alone may be refused: then it is not known how the cluster is. */
export function clusterTold(replies: readonly Reply[], target: RedisTarget, byHostname: boolean): Told<ClusterTold> {
  const [nodes, info] = replies;
  const refused = refusal(nodes, target, 'cluster|nodes', null);
  if (refused !== null) return { ok: false, problem: refused };
  const asked = target.endpoint.kind === 'tcp' ? target.endpoint.host : '';
  const answer = typeof nodes === 'string' ? clusterNodes(nodes, asked, byHostname) : null;
  if (answer === null) return { ok: false, problem: unreadableAnswer(target).message };
  const state = typeof info === 'string' ? fieldsOf(info).get('cluster_state') : undefined;
  const isWell = state === undefined ? null : state === 'ok';
  return { ok: true, answer: { ...answer, isWell }, unreadable: answer.unreadable };
}
