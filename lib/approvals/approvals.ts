import 'server-only';
import { type Actor, SAVEPOINT } from '../domain/action/action';
import type { SetStopWritesRequest } from '../domain/action/action-guards';
import {
  APPROVAL_MS,
  type Approval,
  type ApprovalEnd,
  askerOf,
  type Decision,
  isAsker,
} from '../domain/action/approval';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { Principal } from '../domain/access/principal';
import { done, refuse, type Refusal, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import { type Checks, checkDecision, checkName, checkOver, isDecidedBy } from './checks';
import { sweep } from './sweep';
import { Waiting, type WaitingParts } from './waiting';

/** What approvals need; made by the composition root. `T` is what an approved switch answers. */
export interface ApprovalParts<T> extends WaitingParts {
  readonly newId: () => string;
  /** Null where no such instance is watched. */
  readonly instance: (id: string) => RegisteredInstance | null;
  /** By this Savepoint or another one on the same data. */
  readonly isWatched: (id: string) => boolean;
  /** All checks of the switch on a fresh look, and nothing done; the run that was seen. */
  readonly check: (
    id: string,
    request: SetStopWritesRequest,
    actor: Actor,
    words: Words,
  ) => Promise<Result<{ readonly runId: string | null }>>;
  /** The switch itself, with all its checks. */
  readonly run: (id: string, request: SetStopWritesRequest, actor: Actor, words: Words) => Promise<Result<T>>;
  /** What became of an action that was begun. */
  readonly outcome: (actionId: string, words: Words) => Promise<Result<T>>;
}

/** After such a refusal the same request can never be done; what another one is about may be gone in a minute. */
const NEVER: readonly Refusal['code'][] = ['conflict', 'invalid', 'forbidden'];

/** Keeps what waits for a second person: one request of an instance, for fifteen minutes, done once or never. */
export class Approvals<T> {
  readonly #parts: ApprovalParts<T>;
  readonly #waiting: Waiting;
  readonly #checks: Checks;
  #sweeping = false;

  constructor(parts: ApprovalParts<T>) {
    this.#parts = parts;
    this.#waiting = new Waiting(parts);
    this.#checks = { waiting: this.#waiting, now: parts.now, instance: parts.instance };
  }

  /** Goes on with what is kept as waiting: at the start, and when the store can be read again. */
  load(): Promise<void> {
    return this.#waiting.load();
  }

  /** See `sweep`; one at a time. */
  async sweep(): Promise<void> {
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      await sweep(this.#waiting, this.#parts.isWatched);
    } finally {
      this.#sweeping = false;
    }
  }

  /** Asks a second person for a switch that could be done now. Nothing is sent. */
  async ask(
    instanceId: string,
    request: SetStopWritesRequest,
    principal: Principal,
    words: Words,
  ): Promise<Result<Approval>> {
    const { store, now, newId, check } = this.#parts;
    const asker = askerOf(principal);
    const checked = await check(instanceId, request, asker.actor, words);
    if (!checked.ok) return checked;
    const askedAt = now();
    // Of the process that was seen: in another one it is another question.
    const seen = { ...request, runId: checked.value.runId };
    const decision = { status: 'waiting', decidedBy: null, decidedAt: null, note: null, actionId: null } as const;
    const times = { askedAt, endsAt: askedAt + APPROVAL_MS };
    const approval: Approval = { id: newId(), instanceId, asker, request: seen, ...times, ...decision };
    if (await store.askApproval(approval)) {
      this.#waiting.add(approval);
      return done(approval);
    }
    await this.load();
    const by = this.#waiting.of(instanceId)?.asker.actor.name ?? null;
    return refuse('not_possible', words.approval.openAlready(by));
  }

  /** Does what was asked for, as who asked for it, once; with every check again as things are now. */
  async approve(id: string, { confirm, note }: Decision, principal: Principal, words: Words): Promise<Result<T>> {
    const { run, outcome } = this.#parts;
    const found = await this.#find(id, words);
    if (!found.ok) return found;
    const approval = found.value;
    const { actionId, instanceId, request } = approval;
    // Asked again by the same person: the answer was lost.
    if (actionId !== null && isDecidedBy(approval, principal.actor)) return outcome(actionId, words);
    const wrong =
      checkDecision(this.#checks, approval, principal, words) ?? checkName(this.#checks, approval, confirm, words);
    if (wrong !== null) return { ok: false, refusal: wrong };
    const actor = await this.#waiting.askerNow(approval);
    if (actor === null) {
      await this.#waiting.end(approval, { status: 'void', by: SAVEPOINT, note: EN.approval.askerLost });
      return refuse('conflict', words.approval.askerGone);
    }
    const result = await run(instanceId, { ...request, approval: { id, by: principal.actor, note } }, actor, words);
    if (!result.ok && NEVER.includes(result.refusal.code)) {
      return this.#neverDone(approval, principal, result.refusal, words);
    }
    await this.load();
    return result;
  }

  /** Says no. */
  async decline(id: string, note: string | null, principal: Principal, words: Words): Promise<Result<Approval>> {
    const found = await this.#find(id, words);
    if (!found.ok) return found;
    const wrong = checkDecision(this.#checks, found.value, principal, words);
    return this.#decided(found.value, wrong, { status: 'declined', by: principal.actor, note }, words);
  }

  /** Who asked takes it back. */
  async withdraw(id: string, principal: Principal, words: Words): Promise<Result<Approval>> {
    const found = await this.#find(id, words);
    if (!found.ok) return found;
    if (!isAsker(found.value, principal)) return refuse('forbidden', words.approval.notYours);
    const wrong = checkOver(this.#checks, found.value, words);
    return this.#decided(found.value, wrong, { status: 'withdrawn', by: principal.actor, note: null }, words);
  }

  async #find(id: string, words: Words): Promise<Result<Approval>> {
    const approval = await this.#parts.store.getApproval(id);
    return approval === null ? refuse('not_found', words.approval.noSuch) : done(approval);
  }

  /** What was asked for no longer fits what is: void, unless it was begun after all, by this approval or another one, or its time was over first. */
  async #neverDone(approval: Approval, { actor }: Principal, refusal: Refusal, words: Words): Promise<Result<never>> {
    if (this.#waiting.isOver(approval)) {
      await this.#waiting.end(approval, { status: 'expired', by: SAVEPOINT, note: null });
      return { ok: false, refusal };
    }
    const note = EN.approval.changed(actor.name);
    const ended = await this.#waiting.end(approval, { status: 'void', by: actor, note });
    if (ended === null) return { ok: false, refusal };
    return { ok: false, refusal: { ...refusal, message: words.approval.void(refusal.message) } };
  }

  async #decided(
    approval: Approval,
    wrong: Refusal | null,
    end: Omit<ApprovalEnd, 'at'>,
    words: Words,
  ): Promise<Result<Approval>> {
    if (wrong !== null) return { ok: false, refusal: wrong };
    const ended = await this.#waiting.end(approval, end);
    return ended === null ? refuse('not_possible', words.approval.decidedMeanwhile) : done(ended);
  }
}
