import type { EpochMs, GuardValue, Role, SavePoint } from '../observation/observation';

/** What happened between two observations, besides saves. */
export type EventDetail =
  | { readonly kind: 'watch-started' }
  | { readonly kind: 'gap'; readonly why: 'savepoint-stopped' | 'no-answer' }
  | { readonly kind: 'restarted'; readonly fromRunId: string | null; readonly toRunId: string | null }
  | { readonly kind: 'role-changed'; readonly from: Role; readonly to: Role }
  | {
      readonly kind: 'guard-changed';
      readonly from: GuardValue;
      readonly to: GuardValue;
      readonly actionId: string | null;
    }
  | {
      readonly kind: 'save-points-changed';
      readonly from: readonly SavePoint[];
      readonly to: readonly SavePoint[];
    }
  | { readonly kind: 'dir-changed'; readonly from: string; readonly to: string }
  | { readonly kind: 'dbfilename-changed'; readonly from: string; readonly to: string }
  | { readonly kind: 'counters-reset' }
  /** `already`: they were refused at the first look. */
  | { readonly kind: 'refusals-started'; readonly cause: 'rdb' | 'aof'; readonly already?: boolean }
  | { readonly kind: 'refusals-ended' }
  /** Its end had come and the guard stayed off. `why`: what kept Savepoint from turning it on, in English; null: saves failed. */
  | { readonly kind: 'override-expired'; readonly by: string; readonly end: EpochMs; readonly why: string | null }
  /** Another process answered: the setting went with the one before. */
  | { readonly kind: 'override-lost'; readonly by: string; readonly guard: GuardValue | null };

export type EventKind = EventDetail['kind'];

/** `from`..`to` is the interval in which it happened; both equal for an instant that is known. */
export interface InstanceEvent {
  readonly id: string;
  readonly instanceId: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly detail: EventDetail;
}
