import 'server-only';
import { announcedAddress } from '../domain/group/announced-address';
import { nodeAddress, type AnnouncedNode } from '../domain/group/group';
import type { SentinelAnswer } from '../domain/group/sentinel-answers';
import type { Role } from '../domain/observation/observation';
import { EN } from '../domain/words/en';
import { addressOf } from '../domain/instance/instance';
import { connectionProblemOf, unreadableAnswer } from './errors';
import { refusalOf } from './refusal';
import type { RedisTarget } from './redis';
import { errorOf, type Reply } from './reply';
import type { Wire } from './wire';

/** What somebody who was asked about a group said; `unreadable` counts what names no address. Else why nothing is known, a sentence. */
export type Told<T> =
  | { readonly ok: true; readonly answer: T; readonly unreadable: number }
  | { readonly ok: false; readonly problem: string };

/** Asks a Sentinel for the group of `master`: two questions that change nothing, in one round trip. Never rejects. */
export async function askSentinel(wire: Wire, target: RedisTarget, master: string): Promise<Told<SentinelAnswer>> {
  const trip = await wire.send([
    ['SENTINEL', 'MASTER', master],
    ['SENTINEL', 'REPLICAS', master],
  ]);
  if (trip.kind !== 'replies') return { ok: false, problem: trip.problem.message };
  return sentinelAnswer(trip.replies, target, master);
}

/** What the replies to SENTINEL MASTER and SENTINEL REPLICAS (5.0+) tell: flat lists of names and values, one a server. */
export function sentinelAnswer(replies: readonly Reply[], target: RedisTarget, master: string): Told<SentinelAnswer> {
  const [primaryReply, replicasReply] = replies;
  const refused =
    refusal(primaryReply, target, 'sentinel|master', master) ??
    refusal(replicasReply, target, 'sentinel|replicas', master);
  if (refused !== null) return { ok: false, problem: refused };
  const primary = nodeOf(primaryReply, 'master');
  if (primary === null || !Array.isArray(replicasReply)) {
    return { ok: false, problem: unreadableAnswer(target).message };
  }
  const read = (replicasReply as readonly Reply[]).map((reply) => nodeOf(reply, 'replica'));
  const replicas = read.filter((node) => node !== null);
  const from = nodeAddress(hostOf(target));
  return { ok: true, answer: { from, primary, replicas }, unreadable: read.length - replicas.length };
}

/** Why a question was refused, as a sentence; null when it was not. */
export function refusal(
  reply: Reply | undefined,
  target: RedisTarget,
  command: string,
  master: string | null,
): string | null {
  const error = errorOf(reply);
  if (error === null) return null;
  if (master !== null && /^No such master/i.test(error.text)) {
    return `${addressOf(target.endpoint)} knows no primary by the name ${master}: see SENTINEL MASTERS there.`;
  }
  const whole = connectionProblemOf(error, target);
  return (
    whole?.message ?? `${addressOf(target.endpoint)}: ${EN.unreadable(refusalOf(error, command, target.credentials))}`
  );
}

function nodeOf(reply: Reply | undefined, role: Role): AnnouncedNode | null {
  if (!Array.isArray(reply)) return null;
  const flat = reply as readonly Reply[];
  const value = (name: string): string => {
    const at = flat.findIndex((each, index) => index % 2 === 0 && each === name);
    const found = at < 0 ? null : flat[at + 1];
    return typeof found === 'string' ? found : '';
  };
  const address = announcedAddress(value('ip'), value('port'));
  return address === null ? null : { ...address, role, slots: null };
}

function hostOf({ endpoint }: RedisTarget): { host: string; port: number } {
  return endpoint.kind === 'tcp' ? endpoint : { host: endpoint.path, port: 0 };
}
