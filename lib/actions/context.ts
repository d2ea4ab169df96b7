import 'server-only';
import type { Action } from '../domain/action/action';
import type { Environment, RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs, GuardValue } from '../domain/observation/observation';
import type { BgsaveReply, Connect, Timeouts } from '../redis/redis';
import type { Store } from '../store/store';

/** What every action needs; made by the composition root. */
export interface ActionContext {
  readonly store: Store;
  readonly connect: Connect;
  readonly timeouts: Timeouts;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** Where a second person has to approve that the guard is switched off. Absent: nowhere. */
  readonly secondPersonIn?: readonly Environment[];
  /** Told as soon as Redis answered a BGSAVE of ours, or failed to: whoever sees the save next knows whose it is. */
  readonly onBgsaveReply: (action: Action, reply: BgsaveReply) => void;
  /** Told before a change of the guard is sent; with null when Redis did not take it. */
  readonly onGuardChange: (
    instanceId: string,
    change: { readonly actionId: string; readonly value: GuardValue } | null,
  ) => void;
  /** False once this instance was taken out, or another one stands under its id: it is read back no more. Absent: it never is. */
  readonly isWatched?: (instance: RegisteredInstance) => boolean;
  /** True while the monitor looks for the save of this BGSAVE or follows it: it tells of its end. */
  readonly followsSaveOf: (action: Action) => boolean;
  /** Told each time an outcome was kept: also one that was read back in the background, or that another process was waited for with. */
  readonly onOutcome?: (action: Action) => void;
  /** Aborted at shutdown: reading back in the background ends then, and the next start goes on with it. */
  readonly closing?: AbortSignal;
}
