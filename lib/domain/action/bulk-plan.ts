import type { EpochMs } from '../observation/observation';
import type { Words } from '../words/words';
import type { BulkPlace } from './bulk';
import type { BulkSeen } from './bulk-seen';
import type { Plan } from './plan';

/** One line of the plan. */
export interface BulkPlanLine extends BulkPlace {
  /** Its place among those of its host, from 1; null where it would not be asked, and `blocked` says why. */
  readonly turn: number | null;
  readonly blocked: string | null;
  /** What it waits for besides its turn; null where nothing else forks on its host now. */
  readonly waitsFor: string | null;
  /** What its process holds, in bytes: a fork copies so much at most. Null where it is not known. */
  readonly memoryBytes: number | null;
  /** That the fork may not fit into the memory of its host; null where it may, or where that is not known. */
  readonly warning: string | null;
}

export interface BulkPlan {
  readonly lines: readonly BulkPlanLine[];
  readonly readAt: EpochMs;
}

/** What the plan of a bulk save is made of. */
export interface BulkPlanInput {
  readonly places: readonly BulkPlace[];
  /** A sentence for each instance that would not be asked, by the plan of it alone. */
  readonly whyNot: ReadonlyMap<string, string>;
  /** Of each instance the name of another one on its host that forks now. */
  readonly heldBy: ReadonlyMap<string, string>;
  /** What was seen of it last; null where nothing was. */
  readonly seen: (id: string) => BulkSeen | null;
}

/** What a bulk save would do, line by line in the order in which it was asked for. */
export function bulkPlanLines({ places, whyNot, heldBy, seen }: BulkPlanInput, words: Words): readonly BulkPlanLine[] {
  const turns = new Map<string, number>();
  const askedOf = askedByProcess(places, whyNot);
  return places.map((place) => {
    const first = askedOf.get(processOf(place)) ?? place;
    const blocked = whyNot.get(place.id) ?? (first === place ? null : words.bulk.sameProcess(first.name));
    const now = seen(place.id);
    const line = {
      ...place,
      memoryBytes: now?.memoryBytes ?? null,
      warning: now?.takesMuchMemory === true ? words.savePlan.memoryHigh : null,
    };
    if (blocked !== null) return { ...line, turn: null, blocked, waitsFor: null };
    const turn = (turns.get(place.host) ?? 0) + 1;
    turns.set(place.host, turn);
    const held = heldBy.get(place.id);
    return { ...line, turn, blocked: null, waitsFor: held === undefined ? null : words.bulk.heldBy(held) };
  });
}

/** Of each process that has one the first name that can be asked: a name before it may be for reading only, or lead nowhere. */
function askedByProcess(
  places: readonly BulkPlace[],
  whyNot: ReadonlyMap<string, string>,
): ReadonlyMap<string, BulkPlace> {
  const asked = places.filter(({ id }) => !whyNot.has(id));
  // Of one key a Map keeps the last.
  return new Map(asked.toReversed().map((place) => [processOf(place), place]));
}

function processOf({ id, sameAs }: BulkPlace): string {
  return sameAs?.id ?? id;
}

/** Why an instance is left out, by its own plan; null when it is asked. A save that would only be scheduled has no known begin. */
export function leftOutOfBulk(plan: Plan, seen: BulkSeen | null, words: Words): string | null {
  if (plan.blocked !== null) return plan.blocked;
  if (plan.secondPerson) return words.bulk.secondPerson;
  if (plan.mode === 'schedule') return words.bulk.otherChild;
  return seen?.keepsNothing === true ? words.bulk.keepsNothing : null;
}
