import type { ActionKind } from './action';
import type { EpochMs, GuardValue, Role } from '../observation/observation';

/** One line of the pre-flight check. `not-visible`: Redis cannot tell; `command` is what would. */
export interface PlanCheck {
  readonly level: 'ok' | 'warn' | 'block' | 'not-visible';
  readonly text: string;
  readonly command: string | null;
}

/** What is true now and what an action would do, from a fresh observation. */
export interface Plan {
  readonly action: ActionKind;
  readonly value: GuardValue | null;
  readonly current: GuardValue | null;
  readonly runId: string | null;
  readonly role: Role | null;
  readonly helps: boolean | null;
  readonly mode: 'start' | 'schedule' | null;
  readonly checks: readonly PlanCheck[];
  readonly consequences: readonly string[];
  readonly limits: readonly string[];
  readonly warnings: readonly string[];
  readonly blocked: string | null;
  readonly advice: string;
  readonly reasonRequired: boolean;
  readonly confirmRequired: boolean;
  /** It is asked of a second person, and done only once that one approves. */
  readonly secondPerson: boolean;
  /** May the configuration file be written as well, and which; null for a BGSAVE. */
  readonly rewrite: { readonly file: string | null; readonly reason: string | null } | null;
  readonly readAt: EpochMs;
}

export interface PlanRequest {
  readonly action: ActionKind;
  readonly value: GuardValue | null;
}
