import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Action, Actor } from '../domain/action/action';
import type { BgsaveRequest } from '../domain/action/action-guards';
import {
  afterChange,
  type BulkMember,
  bulkMembers,
  type BulkPlan,
  type BulkRequest,
  type BulkSave,
  isOver,
  nextToBegin,
  stopped,
} from '../domain/action/bulk';
import { done, refuse, type Refusal, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import type { HeldClaim } from '../store/claims';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';
import { type BulkSight, placesNow, planBulk } from './plan-bulk';

/** No id of an instance has a space. Savepoints on the same data have one bulk save at a time between them. */
const CLAIM = 'bulk saves';
const LOOK_EVERY_MS = 200;
/** Of those that have ended, so many can still be asked for. */
const KEPT = 20;

export interface BulkParts extends BulkSight {
  readonly store: Pick<Store, 'claimInstance' | 'getAction'>;
  readonly newId: () => string;
  /** One BGSAVE as an action of its own, with every check that it has. */
  readonly trigger: (
    id: string,
    request: BgsaveRequest,
    actor: Actor,
    words: Words,
  ) => Promise<Result<{ readonly action: Action }>>;
  /** Aborted at shutdown: nothing more is begun. */
  readonly closing: AbortSignal;
}

/** A bulk save, whose words a refusal is told in, and what it has to itself while it runs. */
interface Running {
  save: BulkSave;
  readonly words: Words;
  readonly claim: HeldClaim;
}

/**
 * Several BGSAVEs asked for at once: one at a time of each host, on a few hosts at once. They live in this process alone; each save is
 * kept as the action that it is, and what was not begun when the process ends is not begun.
 */
export class BulkSaves {
  readonly #parts: BulkParts;
  /** Oldest first. */
  readonly #known = new Map<string, Running>();

  constructor(parts: BulkParts) {
    this.#parts = parts;
  }

  plan(ids: readonly string[], words: Words): Promise<BulkPlan> {
    return planBulk(this.#parts, ids, words);
  }

  get(id: string): BulkSave | null {
    return this.#known.get(id)?.save ?? null;
  }

  /** The one that was begun last, running or ended; null where there was none. */
  latest(): BulkSave | null {
    return [...this.#known.values()].at(-1)?.save ?? null;
  }

  /** Begins it, unless another one runs here or in another process on the same store. */
  async start(request: BulkRequest, actor: Actor, words: Words): Promise<Result<BulkSave>> {
    const claim = await this.#claimed(actor, words);
    if (!claim.ok) return claim;
    try {
      const running: Running = { save: await this.#made(request, actor), words, claim: claim.value };
      this.#known.set(running.save.id, running);
      this.#forgetOld();
      this.#advance(running);
      return done(running.save);
    } catch (error) {
      await claim.value.release();
      throw error;
    }
  }

  /** Begins nothing more of it; saves that run go on. Stopped again, or over already, it stays as it is. */
  stop(id: string, actor: Actor, words: Words): Result<BulkSave> {
    const running = this.#known.get(id);
    if (running === undefined) return refuse('not_found', words.bulk.noSuchBulk);
    const { save } = running;
    if (save.endedAt === null && save.stoppedBy === null) {
      running.save = { ...save, stoppedBy: actor, members: stopped(save.members) };
      this.#advance(running);
    }
    return done(running.save);
  }

  async #made({ instanceIds, hostsAtOnce, reason }: BulkRequest, actor: Actor): Promise<BulkSave> {
    const { newId, now } = this.#parts;
    const members = bulkMembers(await placesNow(this.#parts, instanceIds));
    return { id: newId(), actor, reason, hostsAtOnce, begunAt: now(), endedAt: null, stoppedBy: null, members };
  }

  async #claimed(actor: Actor, words: Words): Promise<Result<HeldClaim>> {
    try {
      const claim = await this.#parts.store.claimInstance(CLAIM, actor.name);
      return claim.kind === 'held' ? done(claim) : refuse('not_possible', words.bulk.busy(claim.by));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return refuse('store_unavailable', words.asked.notClaimed(error.message));
    }
  }

  #forgetOld(): void {
    for (const [id, { save }] of this.#known) {
      if (this.#known.size > KEPT && save.endedAt !== null) this.#known.delete(id);
    }
  }

  /** Begins what may be begun, and ends it where nothing runs or waits any more. */
  #advance(running: Running): void {
    const { closing, now } = this.#parts;
    if (closing.aborted) return;
    for (const id of nextToBegin(running.save)) {
      this.#change(running, id, { standing: 'running' });
      void this.#one(running, id).then(() => this.#advance(running));
    }
    if (running.save.endedAt !== null || !isOver(running.save)) return;
    running.save = { ...running.save, endedAt: now() };
    void running.claim.release();
  }

  #change(running: Running, id: string, change: Parameters<typeof afterChange>[2]): void {
    running.save = { ...running.save, members: afterChange(running.save.members, id, change) };
  }

  /** One save, to its end. Never rejects: what fails has an end that is not known. */
  async #one(running: Running, id: string): Promise<void> {
    const { words, save } = running;
    try {
      const request: BgsaveRequest = { schedule: false, reason: save.reason, runId: null };
      const asked = await this.#parts.trigger(id, request, save.actor, words);
      const action = asked.ok ? asked.value.action : openActionOf(asked.refusal);
      if (action !== null) this.#change(running, id, { actionId: action.id });
      this.#change(running, id, action === null ? refusedBy(asked) : endOf(await this.#ended(action), words));
    } catch (error) {
      log.error({ instance: id, bulk: save.id, err: error }, 'a save of a bulk save failed');
      this.#change(running, id, { standing: 'ended', outcome: 'unknown', message: words.bulk.failed });
    }
  }

  /** The action once it is known how its save ended; null when nobody will see that: its instance was taken out, or Savepoint ends. */
  async #ended(action: Action): Promise<Action | null> {
    const { closing, instance } = this.#parts;
    while (!closing.aborted) {
      const now = await this.#look(action.id);
      if (now !== null && now.outcome !== 'pending') return now;
      if (instance(action.instanceId) === null) return null;
      await pause(LOOK_EVERY_MS, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
    return null;
  }

  /** Null also where the store cannot be read: it is looked at again. */
  async #look(actionId: string): Promise<Action | null> {
    try {
      return await this.#parts.store.getAction(actionId);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return null;
    }
  }
}

type Change = Partial<BulkMember>;

/** An action without an outcome: Redis was asked, and did not answer in time. Savepoint looks for the trace of its save. */
function openActionOf({ code, details }: Refusal): Action | null {
  return code === 'outcome_unknown' ? ((details['action'] as Action | undefined) ?? null) : null;
}

/** Nothing was started; where the action was kept, it is named. */
function refusedBy(asked: Result<unknown>): Change {
  if (asked.ok) return {};
  const action = asked.refusal.details['action'] as Action | undefined;
  const kept = { actionId: action?.id ?? null, outcome: action?.outcome ?? null };
  return { standing: 'refused', message: asked.refusal.message, ...kept };
}

function endOf(action: Action | null, words: Words): Change {
  if (action === null) return { standing: 'ended', outcome: 'unknown', message: words.bulk.endNotSeen };
  return { standing: 'ended', outcome: action.outcome, message: action.message };
}
