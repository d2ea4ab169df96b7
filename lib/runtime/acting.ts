import 'server-only';
import { checkSwitch } from '../actions/check-switch';
import type { ActionContext } from '../actions/context';
import { planAction } from '../actions/plan-action';
import { resolveOpenAction } from '../actions/resolve-open-action';
import { settleBgsave } from '../actions/settle-bgsave';
import { settleByLog } from '../actions/settle-by-log';
import { setStopWrites } from '../actions/set-stop-writes';
import { triggerBgsave } from '../actions/trigger-bgsave';
import { type Action, type Actor, SAVEPOINT } from '../domain/action/action';
import type { BgsaveRequest, SetStopWritesRequest } from '../domain/action/action-guards';
import type { InstanceView, WriteAvailability } from '../domain/state/instance-view';
import type { Override } from '../domain/action/override';
import type { Plan, PlanRequest } from '../domain/action/plan';
import { done, refuse, type Result } from '../domain/result';
import type { Save } from '../domain/save/save';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import { log } from '../log/log';
import type { Monitor } from '../monitor/monitor';
import type { Turn } from '../monitor/turn';

/**
 * Where actions and the monitor meet: an action runs while its instance is not polled, the monitor learns whose save or change
 * it is about to see, and a BGSAVE is settled when the monitor saw its save end.
 */
export class Acting {
  readonly #context: ActionContext;
  readonly #monitor: Monitor;
  /** Actions that are being resolved in the background: the store may come back again and again meanwhile. */
  readonly #resolving = new Set<string>();
  /** The latest actions on each instance that the monitor was told of. */
  readonly #learnt = new Map<string, { readonly guard: string | undefined; readonly save: string | undefined }>();

  readonly #afterGuard: (instanceId: string) => Promise<void>;

  /** `afterGuard` is awaited after each change of a guard, before the instance is told as it is then. */
  constructor(
    context: Omit<ActionContext, 'onBgsaveReply' | 'onGuardChange' | 'followsSaveOf' | 'isWatched'>,
    monitor: Monitor,
    afterGuard: (instanceId: string) => Promise<void>,
  ) {
    this.#monitor = monitor;
    this.#afterGuard = afterGuard;
    this.#context = {
      ...context,
      onBgsaveReply: (action, reply) => {
        const { kind } = reply;
        if (kind !== 'started' && kind !== 'scheduled' && kind !== 'fork-refused' && kind !== 'no-answer') return;
        const own = { actionId: action.id, actor: action.actor.name, reply: kind, sentAt: action.requestedAt };
        monitor.watchOf(action.instanceId)?.expectSave(own);
      },
      onGuardChange: (instanceId, change) => monitor.watchOf(instanceId)?.expectGuard(change),
      followsSaveOf: (action) => monitor.followsSaveOf(action),
      isWatched: (instance) => monitor.registered(instance.id) === instance,
    };
  }

  get context(): ActionContext {
    return this.#context;
  }

  async plan(id: string, request: PlanRequest, words: Words): Promise<Result<Plan>> {
    const watch = this.#monitor.watchOf(id);
    if (watch === null) return unknownInstance(id, words);
    return planAction(this.#context, watch.instance, watch.memory.knowledge, request, words);
  }

  async triggerBgsave(
    id: string,
    request: BgsaveRequest,
    actor: Actor,
    words: Words,
    mayBegin?: () => boolean,
  ): Promise<Result<{ action: Action; save: Save | null }>> {
    const instance = this.#monitor.registered(id);
    if (instance === null) return unknownInstance(id, words);
    const result = await this.#monitor.whileHeld(id, () => {
      const unseen = this.#monitor.watchOf(id)?.memory.own ?? null;
      // A second one now could not be told from it.
      if (unseen !== null) return Promise.resolve(refuse('not_possible', words.asked.notSeenYet(unseen.actor)));
      return triggerBgsave(this.#context, instance, request, actor, words, mayBegin);
    });
    return result.ok ? done({ action: result.value.action, save: null }) : result;
  }

  async setStopWrites(
    id: string,
    request: SetStopWritesRequest,
    actor: Actor,
    words: Words,
  ): Promise<Result<{ action: Action; view: InstanceView }>> {
    const instance = this.#monitor.registered(id);
    if (instance === null) return unknownInstance(id, words);
    // What stands in the file would turn it off again at the next restart.
    const isInFile = request.value === 'yes' && this.#monitor.watchOf(id)?.override?.rewritten === true;
    const whole = isInFile ? { ...request, rewrite: true } : request;
    const result = await this.#monitor.whileHeld(id, () => setStopWrites(this.#context, instance, whole, actor, words));
    if (!result.ok) return result;
    await this.#afterGuard(id);
    // The answer carries the instance as it is after the change: read once more before it is told.
    await this.#monitor.nextTurn(id);
    const view = this.#monitor.view(id, words);
    return view === null ? unknownInstance(id, words) : done({ action: result.value, view });
  }

  /** Everything that is checked before a switch of the guard, on a fresh look; nothing is done. Gives the run that was seen. */
  async checkSwitch(
    id: string,
    request: SetStopWritesRequest,
    actor: Actor,
    words: Words,
  ): Promise<Result<{ readonly runId: string | null }>> {
    const instance = this.#monitor.registered(id);
    if (instance === null) return unknownInstance(id, words);
    const seen = await checkSwitch(this.#context, { instance, request, actor, words });
    return seen.ok ? done({ runId: seen.value.facts.server.runId }) : seen;
  }

  /** The answer about a switch that was begun, for who missed it. */
  async outcomeOf(actionId: string, words: Words): Promise<Result<{ action: Action; view: InstanceView }>> {
    const action = await this.#context.store.getAction(actionId);
    if (action === null) return refuse('not_found', words.asked.noSuchAction);
    const view = this.#monitor.view(action.instanceId, words);
    if (view === null) return unknownInstance(action.instanceId, words);
    if (action.outcome === 'applied') return done({ action, view });
    const isOpen = action.outcome === 'pending' || action.outcome === 'unknown';
    return refuse(isOpen ? 'outcome_unknown' : 'conflict', action.message, { action });
  }

  /** Turns the guard on at the end of an override, in the process that it was set in, and only where that stops no write. */
  async restoreGuard(override: Override): Promise<Result<Action>> {
    const { id, instanceId, rewritten, setAt, by } = override;
    const instance = this.#monitor.registered(instanceId);
    if (instance === null) return unknownInstance(instanceId, EN);
    const request: SetStopWritesRequest = {
      value: 'yes',
      expected: 'no',
      confirm: null,
      reason: `The end of the override by ${by}.`,
      until: null,
      rewrite: rewritten,
      // The process that the look was at: another may have taken its place since.
      runId: this.#monitor.watchOf(instanceId)?.memory.sighting?.facts.server.runId ?? override.runId,
      ends: { id, setAt },
    };
    return this.#monitor.whileHeld(instanceId, () => setStopWrites(this.#context, instance, request, SAVEPOINT));
  }

  /** Settles the BGSAVEs of ours whose save ended in this turn, or of which Redis shows no trace. */
  async settle(turn: Turn, writes: WriteAvailability | null): Promise<void> {
    const settle = (action: Action, save: Save | null): Promise<unknown> =>
      settleBgsave(this.#context, action, save, save === null ? null : writes);
    for (const { actionId, save } of turn.ownSaves) await this.#settleOne(actionId, save, settle);
    if (turn.ownLost !== null) await this.#settleOne(turn.ownLost, null, settle);
  }

  /** Says of our BGSAVEs among these saves how each ended by the log of Redis, where that was left open, or why it failed. */
  async settleByLog(saves: readonly Save[]): Promise<void> {
    const settle = (action: Action, save: Save): Promise<unknown> => settleByLog(this.#context, action, save);
    for (const save of saves) if (save.actionId !== null) await this.#settleOne(save.actionId, save, settle);
  }

  /** Tells the monitor of what an earlier process of Savepoint sent, before the first poll: it is not somebody else's. */
  async expectOpen(): Promise<void> {
    for (const instanceId of this.#monitor.ids()) await this.#expectLastChange(instanceId);
    for (const action of await this.#context.store.pendingActions()) {
      // One that ended as unknown is over: what is seen now is somebody else's.
      if (action.outcome === 'pending') await this.#expect(action);
    }
  }

  /** The same for one instance that is recorded here from now on: of what other Savepoints sent, too. */
  async expectOpenOf(instanceId: string): Promise<void> {
    this.#learnt.delete(instanceId);
    await this.learn(instanceId);
  }

  /** Tells the monitor of what other Savepoints sent to an instance since this was asked last, ended by now or not. */
  async learn(instanceId: string): Promise<void> {
    const { store } = this.#context;
    const [guard, save] = [await store.lastGuardAction(instanceId), await store.lastSaveAction(instanceId)];
    const known = this.#learnt.get(instanceId);
    this.#learnt.set(instanceId, { guard: guard?.id, save: save?.id });
    const memory = this.#monitor.watchOf(instanceId)?.memory ?? null;
    if (guard !== null && guard.id !== known?.guard && memory?.ownGuardChange === null) {
      await this.#expectLastChange(instanceId);
    }
    // One that had ended before the last look was seen by that.
    const isNews = save?.resolvedAt === null || (save?.resolvedAt ?? 0) >= (memory?.sighting?.at ?? 0);
    if (save !== null && save.id !== known?.save && isNews) await this.#expect(save);
    for (const action of await store.pendingActions()) {
      const isGuard = action.outcome === 'pending' && action.requestedValue !== null;
      if (isGuard && action.instanceId === instanceId) await this.#expect(action);
    }
  }

  /** Another Savepoint may be gone: what it had open on an instance that is recorded here is brought to an end here. */
  async adopt(): Promise<void> {
    const open = await this.#context.store.pendingActions();
    const ids = new Set(open.map(({ instanceId }) => instanceId));
    for (const id of ids) if (this.#monitor.records(id)) await this.learn(id);
    await this.resolveOpen();
  }

  /** Another Savepoint began or ended an action on an instance that is recorded here. */
  async follow(actionId: string): Promise<void> {
    const action = await this.#context.store.getAction(actionId);
    if (action === null || !this.#monitor.records(action.instanceId)) return;
    if (action.outcome === 'not-applied') this.#monitor.watchOf(action.instanceId)?.forgetSave(action.id);
    if (action.outcome !== 'pending') this.#monitor.watchOf(action.instanceId)?.endGuard(action.id);
    // Of a save it is not known yet whether Redis takes it: where something moves, `learn` asks.
    else if (action.requestedValue !== null) await this.#expect(action);
  }

  /**
   * A change that the last look that was kept does not show: the process died before the look that did. By value, not by time: the
   * clock may have been set in between. What somebody else set to the same value while Savepoint was stopped is taken for it.
   */
  async #expectLastChange(instanceId: string): Promise<void> {
    const last = await this.#context.store.lastGuardAction(instanceId);
    const seen = this.#monitor.watchOf(instanceId)?.memory.sighting?.facts.config.guard.value ?? null;
    if (last === null || last.after === null || seen === null || seen === last.after) return;
    this.#monitor.watchOf(instanceId)?.expectGuard({ actionId: last.id, value: last.after });
    this.#monitor.watchOf(instanceId)?.endGuard(last.id);
  }

  async #expect(action: Action): Promise<void> {
    const { id, instanceId, requestedValue } = action;
    if (requestedValue !== null) {
      this.#monitor.watchOf(instanceId)?.expectGuard({ actionId: id, value: requestedValue });
      return;
    }
    const { rows } = await this.#context.store.listSaves({ instanceId, limit: 500 });
    const isKnown = this.#monitor.followsSaveOf(action) || rows.some((save) => save.actionId === id);
    // What Redis answered went with that process: only its trace in the counters can tell.
    if (!isKnown)
      this.#monitor.watchOf(instanceId)?.expectSave({
        actionId: id,
        actor: action.actor.name,
        reply: 'no-answer',
        sentAt: action.requestedAt,
      });
  }

  /**
   * Resolves in the background what an earlier process left open, by reading back; a BGSAVE is never sent again. What another process
   * that lives has open is left to it.
   */
  async resolveOpen(): Promise<void> {
    for (const action of await this.#context.store.pendingActions()) {
      const { id, instanceId } = action;
      // Whoever records an instance knows what became of a save of it.
      const isNobodys = !this.#monitor.has(instanceId) && !this.#context.store.members?.isWatchedElsewhere(instanceId);
      const isOurs = this.#monitor.records(instanceId) || isNobodys;
      if (isOurs && !this.#resolving.has(id)) void this.#resolve(action);
    }
  }

  async #resolve(action: Action): Promise<void> {
    this.#resolving.add(action.id);
    try {
      await resolveOpenAction(this.#context, this.#monitor.registered(action.instanceId), action);
    } catch (error) {
      if (this.#context.closing?.aborted !== true) {
        log.error({ action: action.id, err: error }, 'an open action could not be resolved');
      }
    } finally {
      this.#resolving.delete(action.id);
    }
  }

  async #settleOne<S>(actionId: string, save: S, settle: (action: Action, save: S) => Promise<unknown>): Promise<void> {
    try {
      const { store } = this.#context;
      const action = await store.getAction(actionId);
      // Who asked for it knows what Redis answered, and so which save it was.
      if (action !== null && !(await store.isOpenElsewhere(actionId))) {
        await settle(action, save);
      }
    } catch (error) {
      log.error({ action: actionId, err: error }, 'the outcome of a BGSAVE could not be kept');
    }
  }
}

/** No instance of that id is watched. */
export function unknownInstance(id: string, { asked }: Words): Result<never> {
  return refuse('not_found', asked.noInstance(id));
}
