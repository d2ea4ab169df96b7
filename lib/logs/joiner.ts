import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import { joinLog, type Joined, type KnownRow, type PlacedSave } from '../domain/redis-log/joined';
import {
  certainOffset,
  whenShown,
  zoneOf,
  type Anchor,
  type LogZone,
  type OffsetAt,
} from '../domain/redis-log/log-zone';
import { momentOf, movedBy, type ToldSave } from '../domain/redis-log/told-save';
import { log } from '../log/log';
import type { Store } from '../store/store';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** How far back observed saves are looked at to find the offset of a log, and how many of each. */
const ANCHORED_MS = 2 * DAY_MS;
const MOST_ANCHORS = 20;
const MOST_ENDS = 2000;
/** A line that is read as it is written is of this moment; more is another offset. */
const FRESH_MS = 60_000;
/** A clock that goes back further was not only set right. */
const BACK_MS = 10 * 60_000;

/** What the instance itself shows at this moment. */
export interface Seen {
  /** A good save that was seen or proven. */
  readonly lastGoodSaveAt: EpochMs | null;
  /** What our clock is ahead of the one of its machine. */
  readonly aheadMs: number;
}

export interface JoinerParts {
  readonly store: Pick<Store, 'watchedBetween'>;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** From an attempt to the look that sees it, in milliseconds, while nothing goes wrong. */
  readonly slackMs: number;
  readonly offsetAt: OffsetAt;
}

/** Gives the saves of one log their time, and joins them with the history. */
export class Joiner {
  readonly #instanceId: string;
  readonly #parts: JoinerParts;
  /** Where the log's wall hangs, once that is certain. */
  zone: LogZone | null;
  /** The last save that was kept, and the last that was placed: what is not kept is placed again. */
  #latest: EpochMs = -Infinity;
  #reached: EpochMs = -Infinity;

  constructor(instanceId: string, parts: JoinerParts, zone: LogZone | null) {
    this.#instanceId = instanceId;
    this.#parts = parts;
    this.zone = zone;
  }

  /** The saves of `told` on our clock; null while it is not certain when they were. `isFresh`: they were written just now. */
  async place(told: readonly ToldSave[], seen: Seen, isFresh: boolean): Promise<readonly PlacedSave[] | null> {
    const local = told.filter(({ zone }) => zone === 'local');
    if (local.length > 0 && !this.#isPlausible(local, seen, isFresh)) this.zone = await this.#findZone(local, seen);
    const { zone } = this;
    if (local.length > 0 && zone === null) return null;
    this.#reached = this.#latest;
    const placed = told.map((one) => this.#placed(one, zone, seen));
    return placed.filter(({ at }) => zone?.kind !== 'fixed' || at >= zone.since - FRESH_MS);
  }

  /** Says that all that was placed last is kept. */
  kept(): void {
    this.#latest = this.#reached;
  }

  /** What these saves make of the history, and change in it. */
  async join(told: readonly PlacedSave[]): Promise<Joined> {
    const { store, newId, slackMs } = this.#parts;
    const moments = told.flatMap(({ save }) => [momentOf(save), save.startedAt].filter((at) => at !== null));
    const [from, to] = [Math.min(...moments) - HOUR_MS, Math.max(...moments) + HOUR_MS];
    const { rows, gaps } = await store.watchedBetween(this.#instanceId, from, to);
    const joined = joinLog({ instanceId: this.#instanceId, told, rows, gaps, slackMs, newId });
    if (joined.contradicted > 0) {
      const facts = { instance: this.#instanceId, saves: joined.contradicted };
      log.warn(facts, 'saves of the log contradict what was observed and are left out: it may be of another server');
    }
    return joined;
  }

  #placed(told: ToldSave, zone: LogZone | null, { aheadMs }: Seen): PlacedSave & { readonly at: EpochMs } {
    const { offsetAt } = this.#parts;
    const real = (wall: EpochMs): EpochMs =>
      told.zone === 'exact' || zone === null ? wall : whenShown(wall, zone, offsetAt, this.#reached);
    const save = movedBy(told.save, (wall) => real(wall) + aheadMs);
    const at = momentOf(save) ?? 0;
    this.#reached = at - aheadMs;
    return { save, key: told.key, at };
  }

  /** Does the zone that is known still tell times that can be? At the end of summer time, or on another machine, it does not. */
  #isPlausible(local: readonly ToldSave[], { aheadMs }: Seen, isFresh: boolean): boolean {
    const { zone } = this;
    if (zone === null) return false;
    const now = this.#parts.now() - aheadMs;
    let before = this.#latest;
    for (const { save } of local) {
      const at = whenShown(momentOf(save) ?? 0, zone, this.#parts.offsetAt, before);
      if (at > now + FRESH_MS || at < before - BACK_MS) return false;
      before = at;
    }
    // One without an end is known by its begin, which may be long ago.
    return !isFresh || local.at(-1)?.save.endedAt === null || now - before < FRESH_MS;
  }

  async #findZone(local: readonly ToldSave[], seen: Seen): Promise<LogZone | null> {
    const { store, now, slackMs, offsetAt } = this.#parts;
    const ends = local.slice(-MOST_ENDS).map(({ save }) => ({ wall: momentOf(save) ?? 0, outcome: save.outcome }));
    const walls = ends.map(({ wall }) => wall);
    const span = { from: Math.min(...walls), to: Math.max(...walls) };
    // What was observed later than a day after the last line agrees with none of them in any zone.
    const until = Math.min(now(), span.to + DAY_MS);
    const { rows } = await store.watchedBetween(this.#instanceId, span.to - ANCHORED_MS, until);
    const anchors = [...anchorsOf(rows, slackMs), ...provenAnchor(seen)].map((anchor) => onTheirClock(anchor, seen));
    const found = certainOffset({ ends, anchors, span, now: now() - seen.aheadMs });
    if (found === null) return null;
    log.info({ instance: this.#instanceId, minutes: found.minutes }, 'the zone of the log is known');
    return zoneOf(found, offsetAt);
  }
}

function anchorsOf(rows: readonly KnownRow[], slackMs: number): readonly Anchor[] {
  return rows
    .flatMap(({ save: { source, attempts, outcome, startedAt, endedAt } }): Anchor[] => {
      const isSure = outcome === 'saved' || outcome === 'failed' || outcome === 'cancelled';
      if (source === 'log' || attempts > 1 || !isSure || endedAt === null) return [];
      const from = outcome === 'saved' ? endedAt : Math.min(startedAt ?? endedAt, endedAt) - slackMs;
      return [{ from, to: endedAt, outcome }];
    })
    .slice(-MOST_ANCHORS);
}

function provenAnchor({ lastGoodSaveAt: at }: Seen): readonly Anchor[] {
  return at === null ? [] : [{ from: at, to: at, outcome: 'saved' }];
}

function onTheirClock({ from, to, outcome }: Anchor, { aheadMs }: Seen): Anchor {
  return { from: from - aheadMs, to: to - aheadMs, outcome };
}
