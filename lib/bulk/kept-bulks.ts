import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, SAVEPOINT } from '../domain/action/action';
import type { BulkMember, BulkSave } from '../domain/action/bulk';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';
import { CLAIM, endLeftOnes } from './broken-off';
import type { BulkSaves } from './bulk-saves';
import { LOOK_EVERY_MS } from './save-one';

/** So long whoever runs a bulk save has to say that it begins nothing more, in milliseconds: a lease. */
const ACKNOWLEDGED_MS = 5000;

export interface KeptParts {
  readonly store: Pick<
    Store,
    'claimInstance' | 'getBulk' | 'latestBulk' | 'openBulks' | 'keepBulk' | 'askBulkStop' | 'getAction'
  >;
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly closing: AbortSignal;
}

/** Every bulk save on the data, whoever runs it: those that run here as they are, the others as they were kept last. */
export class KeptBulks {
  readonly #parts: KeptParts;
  readonly #here: BulkSaves;

  constructor(parts: KeptParts, here: BulkSaves) {
    this.#parts = parts;
    this.#here = here;
  }

  /** Null where there is none of that id any more. Rejects with `StoreError`. */
  async get(id: string): Promise<BulkSave | null> {
    const here = this.#here.get(id);
    if (here !== null) return here;
    const kept = await this.#parts.store.getBulk(id);
    return kept?.brokenOff === true ? this.#asEnded(kept) : kept;
  }

  /** The one that was begun last. Rejects with `StoreError`, unless one runs here. */
  async latest(): Promise<BulkSave | null> {
    const here = this.#here.latest();
    if (here?.endedAt === null) return here;
    const kept = await this.#parts.store.latestBulk();
    return kept === null ? here : this.get(kept.id);
  }

  /** Begins nothing more of it, wherever it runs; done once whoever runs it has said so. */
  async stop(id: string, actor: Actor, words: Words): Promise<Result<BulkSave>> {
    if (this.#here.get(id) !== null) return this.#here.stop(id, actor, words);
    const { store, monotonic, closing } = this.#parts;
    const until = monotonic() + ACKNOWLEDGED_MS;
    try {
      await store.askBulkStop(id, actor);
      while (!closing.aborted) {
        const save = await this.get(id);
        if (save === null) return refuse('not_found', words.bulk.noSuchBulk);
        if (save.endedAt !== null || save.stoppedBy !== null) return done(save);
        if (monotonic() >= until) break;
        await pause(LOOK_EVERY_MS, undefined, { signal: closing, ref: false }).catch(() => undefined);
      }
      return refuse('outcome_unknown', words.bulk.stopNotTaken);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return refuse('store_unavailable', error.message);
    }
  }

  /** Somebody at another Savepoint asked for the stop of one that may run here. */
  async heard(id: string): Promise<void> {
    await this.#here.askWhetherStopped(id);
  }

  /** Ends in the store what nobody runs any more. Whoever runs one has the claim, so that nothing is ended while somebody has it. */
  async endLeft(): Promise<void> {
    const { store } = this.#parts;
    const left = (await store.openBulks()).filter(({ id }) => this.#here.get(id) === null);
    if (left.length === 0) return;
    const claim = await store.claimInstance(CLAIM, SAVEPOINT.name);
    if (claim.kind === 'busy') return;
    try {
      await endLeftOnes(store, this.#parts.now());
    } finally {
      await claim.release();
    }
  }

  /** What ran when its Savepoint ended has become of its action by now what whoever records the instance found. */
  async #asEnded(save: BulkSave): Promise<BulkSave> {
    const members = await Promise.all(save.members.map((member) => this.#ofAction(member)));
    return { ...save, members };
  }

  async #ofAction(member: BulkMember): Promise<BulkMember> {
    const { standing, outcome, actionId } = member;
    if (standing !== 'ended' || outcome !== 'unknown' || actionId === null) return member;
    const action = await this.#parts.store.getAction(actionId);
    if (action === null || action.outcome === 'pending') return member;
    return { ...member, outcome: action.outcome, message: action.message };
  }
}
