import { addressOf, type RegisteredInstance } from '../instance/instance';
import {
  valueOf,
  type EpochMs,
  type GuardValue,
  type Observation,
  type Role,
  type Sighting,
} from '../observation/observation';
import { overrideOf, type Override } from '../action/override';
import type { Words } from '../words/words';

/** When a server was last seen in a role, and with which replication id (null: it tells none). */
interface Seen {
  readonly replicationId: string | null;
  readonly at: EpochMs;
}

/** What was seen of a server's part in replication. It outlives changes of its role, its id and its process. */
export interface ReplicationPast {
  /** As a primary. */
  readonly led: Seen | null;
  /** As a replica whose link was up: a replica takes over the id of what it replicates with the link, not before. */
  readonly followed: Seen | null;
}

export const NOTHING_SEEN: ReplicationPast = { led: null, followed: null };

export function learnPast(past: ReplicationPast, { at, facts: { server, replication } }: Sighting): ReplicationPast {
  const seen = { replicationId: replication.replicationId, at };
  if (server.role === 'master') return { ...past, led: seen };
  return server.role === 'replica' && replication.linkUp === true ? { ...past, followed: seen } : past;
}

/** An instance, as others may be tied to it by a failover. */
export interface Kin {
  /** Its name and its address, for a person. */
  readonly title: string;
  readonly past: ReplicationPast;
  /** The override that is open on it, as it showed when it last answered. */
  readonly override: Override | null;
  /** As the latest look saw it; null where that saw nothing. */
  readonly role: Role | null;
  readonly guard: GuardValue | null;
}

export function kinOf(
  { name, endpoint }: RegisteredInstance,
  past: ReplicationPast,
  { latest, sighting, override }: { latest: Observation | null; sighting: Sighting | null; override: Override | null },
): Kin {
  const facts = latest?.kind === 'facts' ? latest.facts : null;
  return {
    title: `${name} (${addressOf(endpoint)})`,
    past,
    override: sighting && overrideOf(sighting.facts, override),
    role: facts?.server.role ?? null,
    guard: facts && valueOf(facts.config.guard),
  };
}

/** What a failover means for an override: on the server that has it, or on the one that took over. */
export type Failover =
  | { readonly kind: 'former'; readonly isReplica: boolean; readonly heir: Pick<Kin, 'title' | 'guard'> | null }
  | { readonly kind: 'heir'; readonly former: string; readonly by: string };

/**
 * Is this server tied to another by a failover that left an override behind? Only what was seen counts: that the one replicated the other
 * after the override was made, told by the replication id, and is a primary now. An id alone would not do: a process that starts
 * from a copy of a dump takes the id in it for its own past (7.0+). Of several that could have taken over none is named.
 */
export function failoverOf(self: Kin, others: readonly Kin[]): Failover | null {
  if (isLeftBehind(self)) {
    const isReplica = self.role === 'replica';
    const heir = only(others.filter((other) => tookOver(other, self)));
    return isReplica || heir !== null ? { kind: 'former', isReplica, heir } : null;
  }
  if (self.guard !== 'yes') return null;
  const former = only(others.filter((other) => isLeftBehind(other) && tookOver(self, other)));
  return former?.override ? { kind: 'heir', former: former.title, by: former.override.by } : null;
}

/** The same as a note to whoever looks at that server. */
export function failoverNote(failover: Failover, { failover: told, text }: Words): string {
  if (failover.kind === 'heir') return told.heir(failover.former, failover.by);
  const { isReplica, heir } = failover;
  return text([
    ...(isReplica ? [told.isReplica] : []),
    ...(heir === null ? [] : [told.tookOver(heir.title), told.guard(heir.guard)]),
  ]);
}

/** Its override was made while it was a primary. */
function isLeftBehind({ override, past: { led } }: Kin): boolean {
  return override !== null && led !== null && led.at >= override.since;
}

function tookOver({ role, past: { followed } }: Kin, { override, past: { led } }: Kin): boolean {
  if (role !== 'master' || followed === null || override === null || followed.at < override.since) return false;
  return followed.replicationId !== null && followed.replicationId === led?.replicationId;
}

function only<T>(all: readonly T[]): T | null {
  const [first] = all;
  return all.length === 1 && first !== undefined ? first : null;
}
