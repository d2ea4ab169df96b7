import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../domain/action/action';
import {
  afterChange,
  type BulkChange,
  bulkMembers,
  type BulkRequest,
  type BulkSave,
  heldBack,
  isOver,
  nextToBegin,
  stopped,
} from '../domain/action/bulk';
import type { BulkPlan } from '../domain/action/bulk-plan';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import type { HeldClaim } from '../store/claims';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';
import { atMost } from './at-most';
import { CLAIM, endLeftOnes } from './broken-off';
import { Keeping } from './keeping';
import { planBulk } from './plan-bulk';
import { LOOK_EVERY_MS, saveOne, type SavingParts } from './save-one';
import { AT_ONCE, type BulkSight, heldBy, type Surroundings, surroundingsOf } from './sight';

/** Of those that have ended, so many can still be asked for. */
const KEPT = 20;
/** An end that the store did not take is kept later, in milliseconds. */
const AGAIN_MS = 1000;

export interface BulkParts extends BulkSight, SavingParts {
  readonly store: Pick<Store, 'claimInstance' | 'getAction' | 'keepBulk' | 'openBulks'>;
  /** This Savepoint among those on the same data: its machine and process. */
  readonly runner: string;
  readonly newId: () => string;
}

/** A bulk save, whose words a refusal is told in, what stands around it, and what it has to itself while it runs. */
interface Running {
  save: BulkSave;
  readonly words: Words;
  readonly around: Surroundings;
  readonly claim: HeldClaim;
  /** Waits for a look at whoever holds back some of it. */
  again: NodeJS.Timeout | null;
  readonly keeping: Keeping;
  /** This Savepoint ends, and has nothing more to do with it. */
  isLeft: boolean;
}

/**
 * Several BGSAVEs asked for at once: one at a time of each host, on a few hosts at once, and none beside a fork that somebody else began
 * there. They run in this process alone; each save is kept as the action that it is, how far all of it has come is kept for whoever does not run
 * it, and what was not begun when the process ends is not begun.
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
    let running: Running | null = null;
    try {
      await endLeftOnes(this.#parts.store, this.#parts.now());
      const around = await surroundingsOf(this.#parts, request.instanceIds);
      running = this.#running(this.#made(request, actor, around), words, around, claim.value);
      await running.keeping.now();
    } catch (error) {
      if (running === null) await claim.value.release();
      else this.#notBegun(running);
      if (!(error instanceof StoreError)) throw error;
      return refuse('store_unavailable', words.asked.notRecorded(error.message));
    }
    this.#know(running);
    this.#advance(running);
    return done(running.save);
  }

  /** The store may have it for all that, and would show it as one that runs: it is over, and so it is kept. */
  #notBegun(running: Running): void {
    running.save = { ...running.save, endedAt: this.#parts.now(), members: stopped(running.save.members) };
    this.#know(running);
    void this.#letGo(running);
  }

  /** Begins nothing more of it; saves that run go on. Stopped again, or over already, it stays as it is. */
  stop(id: string, actor: Actor, words: Words): Result<BulkSave> {
    const running = this.#known.get(id);
    if (running === undefined) return refuse('not_found', words.bulk.noSuchBulk);
    this.#halt(running, actor);
    return done(running.save);
  }

  /** Somebody at another Savepoint may have asked for its stop. Rejects with `StoreError`. */
  async askWhetherStopped(id: string): Promise<void> {
    const running = this.#known.get(id);
    if (running === undefined || running.isLeft || running.save.endedAt !== null) return;
    await running.keeping.now();
  }

  #halt(running: Running, actor: Actor): void {
    const { save } = running;
    if (running.isLeft || save.endedAt !== null || save.stoppedBy !== null) return;
    running.save = { ...save, stoppedBy: actor, members: stopped(save.members) };
    // Whoever asked for it elsewhere waits for it.
    running.keeping.tell();
    this.#advance(running);
  }

  /** Once its end is kept there may be a next one: what has none then is taken for broken off. */
  async #letGo(running: Running): Promise<void> {
    const { closing } = this.#parts;
    running.keeping.close();
    while (!closing.aborted) {
      const isKept = await running.keeping.now().then(
        () => true,
        () => false,
      );
      if (isKept) break;
      await pause(AGAIN_MS, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
    await this.#release(running);
  }

  /** This Savepoint ends, and begins nothing more: whoever comes next tells what is left of it, and need not wait for the end of the process. */
  #leave(running: Running): void {
    if (running.isLeft || running.save.members.some(({ standing }) => standing === 'running')) return;
    running.isLeft = true;
    running.keeping.close();
    if (running.again !== null) clearTimeout(running.again);
    // Its last write comes first: after the claim is given back it would undo what somebody else tells of it.
    void running.keeping
      .now()
      .catch(() => undefined)
      .then(() => this.#release(running));
  }

  async #release({ save, claim }: Running): Promise<void> {
    try {
      await claim.release();
    } catch (error) {
      log.warn({ bulk: save.id, err: error }, 'the claim of a bulk save is not given back');
    }
  }

  #running(save: BulkSave, words: Words, around: Surroundings, claim: HeldClaim): Running {
    const keeping = new Keeping(
      this.#parts.store,
      () => running.save,
      (by) => this.#halt(running, by),
    );
    const running: Running = { save, words, around, claim, again: null, keeping, isLeft: false };
    return running;
  }

  #made({ hostsAtOnce, reason }: BulkRequest, actor: Actor, { asked }: Surroundings): BulkSave {
    const { newId, now, runner } = this.#parts;
    const open = { begunAt: now(), endedAt: null, stoppedBy: null, brokenOff: false } as const;
    return { id: newId(), actor, reason, hostsAtOnce, runner, ...open, members: bulkMembers(asked) };
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

  #know(running: Running): void {
    this.#known.set(running.save.id, running);
    for (const [id, { save }] of this.#known) {
      if (this.#known.size > KEPT && save.endedAt !== null) this.#known.delete(id);
    }
  }

  /** Begins what may be begun, and ends it where nothing runs or waits any more. */
  #advance(running: Running): void {
    const { closing, now } = this.#parts;
    if (closing.aborted) return this.#leave(running);
    this.#hold(running);
    for (const id of nextToBegin(running.save)) {
      this.#change(running, id, { standing: 'running' });
      void this.#one(running, id).then(() => this.#advance(running));
    }
    this.#hold(running);
    if (running.save.endedAt !== null) return;
    if (!isOver(running.save)) return running.keeping.tellSoon();
    running.save = { ...running.save, endedAt: now() };
    void this.#letGo(running);
  }

  /** Says who holds back what waits, as it was seen last, and comes back for it. */
  #hold(running: Running): void {
    const waiting = running.save.members.filter(({ standing }) => standing === 'waiting').map(({ id }) => id);
    const held = heldBy(this.#parts, running.around, waiting);
    const members = heldBack(running.save.members, held);
    if (members.some((member, at) => member !== running.save.members[at])) running.save = { ...running.save, members };
    if (held.size === 0 || running.again !== null) return;
    running.again = setTimeout(() => {
      running.again = null;
      this.#advance(running);
    }, LOOK_EVERY_MS).unref();
  }

  #change(running: Running, id: string, change: BulkChange): void {
    const { members, stoppedBy } = running.save;
    const changed = afterChange(members, id, change);
    // A change may make one wait that did not when it was stopped.
    running.save = { ...running.save, members: stoppedBy === null ? changed : stopped(changed) };
    if (running.save.endedAt !== null) return;
    // By the name of its action whoever comes next finds what became of it.
    if (typeof change.actionId === 'string') running.keeping.tell();
    else running.keeping.tellSoon();
  }

  /** One save, to its end, if nobody else forks on its host. Never rejects: what fails has an end that is not known. */
  async #one(running: Running, id: string): Promise<void> {
    const { words, save } = running;
    try {
      const notNow = await this.#notNow(running, id);
      if (notNow !== null) return this.#change(running, id, notNow);
      const unkept = await this.#beginKept(running);
      if (unkept !== null) return this.#change(running, id, unkept);
      const mayBegin = (): boolean => !this.#isHalted(running);
      const one = { id, actor: save.actor, reason: save.reason, words, mayBegin };
      await saveOne(this.#parts, one, (change) => this.#change(running, id, change));
    } catch (error) {
      log.error({ instance: id, bulk: save.id, err: error }, 'a save of a bulk save failed');
      this.#change(running, id, { standing: 'ended', outcome: 'unknown', message: words.bulk.failed });
    }
  }

  /** That it is asked for is kept first: of what the store has as waiting, everybody may say that it was never begun. */
  async #beginKept(running: Running): Promise<BulkChange | null> {
    try {
      await running.keeping.now();
      return null;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { standing: 'refused', message: running.words.asked.notRecorded(error.message) };
    }
  }

  #isHalted(running: Running): boolean {
    return this.#parts.closing.aborted || running.save.stoppedBy !== null;
  }

  /** Looks at everybody on its host. What becomes of it instead of a save; null where it may begin. */
  async #notNow(running: Running, id: string): Promise<BulkChange | null> {
    const { around, words } = running;
    const host = around.asked.find((place) => place.id === id)?.host;
    const beside = around.neighbours.filter((place) => place.host === host);
    await atMost(AT_ONCE, beside, (place) => this.#parts.look(place.id));
    if (this.#isHalted(running)) return { standing: 'stopped' };
    const by = heldBy(this.#parts, around, [id]).get(id);
    if (by !== undefined) return { standing: 'waiting', heldBy: by };
    const { keepsNothing } = this.#parts.seen(id) ?? { keepsNothing: false };
    return keepsNothing ? { standing: 'refused', message: words.bulk.keepsNothing } : null;
  }
}
