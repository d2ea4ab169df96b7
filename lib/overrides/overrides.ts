import 'server-only';
import { oneAtATime } from '../actions/one-at-a-time';
import { type Actor, SAVEPOINT } from '../domain/action/action';
import type { EventDetail, InstanceEvent } from '../domain/event/event';
import { type EpochMs, type Observation, type Sighting, valueOf } from '../domain/observation/observation';
import {
  judgeOverride,
  millisecondsLeft,
  type Override,
  type OverrideEnd,
  overrideOf,
  savesSeen,
} from '../domain/action/override';
import { checkEnd } from '../domain/action/override-end';
import { done, refuse, type Result } from '../domain/result';
import type { SaveKnowledge } from '../domain/save/save-knowledge';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import { log } from '../log/log';
import type { OverrideTold, Store } from '../store/store';
import { movedSentence } from './moved-sentence';

/** After a guard that could not be turned on: the first wait, and the longest, in milliseconds. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 300_000;
/** So many in a row need a person. */
const TRIES_IN_VAIN = 3;

/** What overrides need; made by the composition root. */
export interface OverrideParts {
  readonly store: Store;
  readonly now: () => EpochMs;
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly newId: () => string;
  /** Turns the guard on, once, where that stops no write. */
  readonly restore: (override: Override) => Promise<Result<unknown>>;
  /** Told which override is open on an instance, each time that changes. */
  readonly onChange: (instanceId: string, override: Override | null) => void;
  /** Told of what an override did by itself, once it is kept. */
  readonly onEvent: (event: InstanceEvent) => void;
}

interface Open {
  override: Override;
  /** On the monotonic clock; null before the first look, and for one that has no time. */
  dueAt: number | null;
  /** A poll that was under way when the override was opened shows what was before it. */
  looks: number;
  busy: boolean;
  tries: number;
  notBefore: number;
}

const UNTRIED = { dueAt: null, looks: 0, busy: false, tries: 0, notBefore: 0 };

/** Ends each override once: when its end has come and turning the guard on stops no write. */
export class Overrides {
  readonly #parts: OverrideParts;
  readonly #open = new Map<string, Open>();

  constructor(parts: OverrideParts) {
    this.#parts = parts;
  }

  /** Goes on with those that are kept as open: at the start, and when the store can be read again. */
  async load(): Promise<void> {
    const kept = await this.#parts.store.openOverrides();
    for (const override of kept) this.#set(override);
    const ids = new Set(kept.map(({ instanceId }) => instanceId));
    for (const instanceId of [...this.#open.keys()]) if (!ids.has(instanceId)) this.forget(instanceId);
  }

  /** Reads again what is open on an instance: after an action on its guard. */
  async reload(instanceId: string): Promise<void> {
    try {
      const [override] = await this.#parts.store.openOverrides(instanceId);
      if (override === undefined) this.forget(instanceId);
      else this.#set(override);
    } catch (error) {
      log.error({ instance: instanceId, err: error }, 'which override is open could not be read');
    }
  }

  /** Looks at an instance after a poll of it; what has to be done is done in the background, one thing at a time. */
  look(instanceId: string, latest: Observation | null, knowledge: SaveKnowledge): void {
    const open = this.#open.get(instanceId);
    if (open === undefined || open.busy || latest?.kind !== 'facts') return;
    open.looks += 1;
    if (open.looks < 2) return;
    open.dueAt ??= this.#dueAt(open.override, latest);
    open.busy = true;
    this.#act(open, latest, knowledge)
      .catch((error: unknown) => log.error({ instance: instanceId, err: error }, 'an override could not be ended'))
      .finally(() => (open.busy = false));
  }

  /** Moves the end of the open override of an instance, not while an action on it is under way. `latest` is the latest look at it. */
  async move(
    instanceId: string,
    until: OverrideEnd,
    actor: Actor,
    latest: Observation | null,
    words: Words,
  ): Promise<Result<Override>> {
    const { store } = this.#parts;
    return oneAtATime(store, instanceId, actor, words, () => this.#move(instanceId, until, actor, latest, words));
  }

  async #move(
    instanceId: string,
    until: OverrideEnd,
    actor: Actor,
    latest: Observation | null,
    words: Words,
  ): Promise<Result<Override>> {
    const { store, now } = this.#parts;
    const open = this.#open.get(instanceId);
    const facts = latest?.kind === 'facts' ? latest.facts : null;
    const override = open === undefined || facts === null ? (open?.override ?? null) : overrideOf(facts, open.override);
    if (override === null) return refuse('not_possible', words.blocked.noOverride);
    const wrong = checkEnd(until, actor, now(), words);
    if (wrong !== null) return { ok: false, refusal: wrong };
    const move = {
      // From here on it counts in the process that answers now.
      runId: facts?.server.runId ?? override.runId,
      until,
      setAt: now(),
      setRedisTime: facts?.server.timeSeconds ?? null,
      saveTime: facts === null ? override.saveTime : savesSeen(facts),
    };
    const message = movedSentence(override.until, until, move.setAt);
    const entry = { at: move.setAt, kind: 'override-moved', actor, instanceId, action: null } as const;
    const moved = await store.moveOverride(override.id, move, { ...entry, outcome: 'applied', message });
    if (moved === null) {
      await this.reload(instanceId);
      return refuse('not_possible', words.blocked.noOverride);
    }
    this.#set(moved);
    return done(moved);
  }

  async #act(open: Open, sighting: Sighting, knowledge: SaveKnowledge): Promise<void> {
    const { override } = open;
    const { store, now, monotonic, onEvent } = this.#parts;
    const isDue = open.dueAt !== null && monotonic() >= open.dueAt;
    const verdict = judgeOverride(override, sighting, knowledge, isDue);
    if (verdict.kind !== 'restore') open.tries = 0;
    switch (verdict.kind) {
      case 'stays':
        return;
      case 'restore':
        return this.#restore(open);
      case 'expired':
        return this.#expire(override, null);
      case 'ended': {
        const guard = valueOf(sighting.facts.config.guard);
        const told =
          verdict.how === 'lost' ? this.#told(override, { kind: 'override-lost', by: override.by, guard }) : null;
        const ended = await store.endOverride(override.id, now(), told);
        if (!ended) return this.reload(override.instanceId);
        this.forget(override.instanceId);
        return told === null ? undefined : onEvent(told.event);
      }
    }
  }

  /** What could not be done is tried again; less and less often where Redis refuses it, as each such try is in the audit. */
  async #restore(open: Open): Promise<void> {
    const { monotonic, restore } = this.#parts;
    if (monotonic() < open.notBefore) return;
    const result = await restore(open.override);
    if (result.ok) return;
    const { code, message } = result.refusal;
    const { instanceId, expiredWhy } = open.override;
    const wait = code === 'not_possible' ? Math.min(FIRST_WAIT_MS * 2 ** open.tries, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    open.notBefore = monotonic() + wait;
    open.tries = Math.min(open.tries + 1, 16);
    log.warn({ instance: instanceId, code }, `the guard could not be turned on again: ${message}`);
    // The first may have met an action that is under way, or an answer that was lost.
    if (open.tries >= TRIES_IN_VAIN && expiredWhy === null) await this.#expire(open.override, message);
  }

  /** Its end has come and the guard stays off: told once, and shown until somebody acts or a later look ends it. */
  async #expire(override: Override, why: string | null): Promise<void> {
    const { store, now, onEvent } = this.#parts;
    const at = now();
    const told = this.#told(override, { kind: 'override-expired', by: override.by, end: override.until.at ?? at, why });
    const expired = await store.expireOverride(override, { at, why }, told);
    if (expired === null) return this.reload(override.instanceId);
    this.#set(expired);
    onEvent(told.event);
  }

  #told(override: Override, detail: EventDetail): OverrideTold {
    const { now, newId } = this.#parts;
    const { instanceId } = override;
    const at = now();
    const outcome = detail.kind === 'override-expired' ? 'not-applied' : 'applied';
    const kind = detail.kind === 'override-expired' ? 'override-expired' : 'override-lost';
    return {
      entry: { at, kind, actor: SAVEPOINT, instanceId, outcome, message: EN.event(detail), action: null },
      event: { id: newId(), instanceId, from: at, to: at, detail },
    };
  }

  /** One that is known goes on as it was, unless its end was moved: what was tried in vain is not tried the sooner. */
  #set(override: Override): void {
    const known = this.#open.get(override.instanceId);
    if (known?.override.id === override.id && known.override.setAt === override.setAt) known.override = override;
    else this.#open.set(override.instanceId, { override, ...UNTRIED });
    this.#parts.onChange(override.instanceId, override);
  }

  /** The instance is watched no more, or its override is over. */
  forget(instanceId: string): void {
    if (!this.#open.delete(instanceId)) return;
    this.#parts.onChange(instanceId, null);
  }

  #dueAt(override: Override, sighting: Sighting): number | null {
    const left = millisecondsLeft(override, sighting, this.#parts.now());
    return left === null ? null : this.#parts.monotonic() + left;
  }
}
