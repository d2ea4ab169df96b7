import 'server-only';
import { type BulkAsked, type BulkPlace, placesOf } from '../domain/action/bulk';
import { type BulkSeen, heldByOthers } from '../domain/action/bulk-seen';
import type { Plan, PlanRequest } from '../domain/action/plan';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs } from '../domain/observation/observation';
import type { Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { addressesOf } from './addresses';
import { atMost } from './at-most';

/** Instances that are looked at, or names that are asked for, at once. */
export const AT_ONCE = 16;

/** What a bulk save asks of the rest of Savepoint to see where its instances stand. */
export interface BulkSight {
  readonly now: () => EpochMs;
  /** All that are watched. */
  readonly ids: () => readonly string[];
  readonly instance: (id: string) => RegisteredInstance | null;
  /** By the look that was last answered; null where there was none. */
  readonly seen: (id: string) => BulkSeen | null;
  /** Did the latest look at it show how it is? */
  readonly answers: (id: string) => boolean;
  /** Looks again; at once over for one that did not answer last. */
  readonly look: (id: string) => Promise<void>;
  readonly plan: (id: string, request: PlanRequest, words: Words) => Promise<Result<Plan>>;
}

/** Where the asked ones stand, and everybody who stands on a host with them, themselves included. */
export interface Surroundings {
  readonly asked: readonly BulkPlace[];
  readonly neighbours: readonly BulkPlace[];
}

/** By what was seen last and what names lead to now, each id once; Redis is not asked. Whoever is registered later is not in it. */
export async function surroundingsOf(sight: BulkSight, ids: readonly string[]): Promise<Surroundings> {
  const asked = new Set(ids);
  // The asked ones first: of two that are one process it is the asked one that counts.
  const all = [...new Set([...ids, ...sight.ids()])];
  const places = placesOf(await atMost(AT_ONCE, all, (id) => askedOf(sight, id)));
  const theirs = places.filter(({ id }) => asked.has(id));
  const hosts = new Set(theirs.map(({ host }) => host));
  return { asked: theirs, neighbours: places.filter(({ host }) => hosts.has(host)) };
}

async function askedOf(sight: BulkSight, id: string): Promise<BulkAsked> {
  const instance = sight.instance(id);
  if (instance === null) return { id, name: id, addresses: [], runId: null };
  const runId = sight.seen(id)?.runId ?? null;
  return { id, name: instance.name, addresses: await addressesOf(instance.endpoint), runId };
}

/**
 * Of each of `ids` the name of another one on its host that forks now. One that was taken out holds back nobody, and neither does one that
 * its latest look did not see: a child of it may still run there, but of a server that went away in the middle of a save nobody would ever
 * see the end of it, and its host would wait for ever.
 */
export function heldBy(
  sight: BulkSight,
  { neighbours }: Surroundings,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const forks = (id: string): boolean =>
    sight.instance(id) !== null && sight.answers(id) && sight.seen(id)?.forks === true;
  return heldByOthers(ids, neighbours, forks);
}
