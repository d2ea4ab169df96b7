import type { GuardValue } from '../observation/observation';

export type WayName = 'wait' | 'save' | 'guard';

/** What a way does about the trouble of now. `not-known` where nothing tells: no guess is made. */
export type WayVerdict = 'helps' | 'does-not-help' | 'makes-worse' | 'not-known';

/** One of the three things that can be done about trouble: let time pass, BGSAVE, switch the guard. */
export interface Way {
  readonly way: WayName;
  /** What the guard would be switched to; null for the other two, and where it cannot be read. */
  readonly value: GuardValue | null;
  readonly verdict: WayVerdict;
  /** Why that is the verdict, in one sentence. */
  readonly tells: string;
  readonly changes: readonly string[];
  readonly risks: readonly string[];
  /** Why it cannot be done now; null when it can. */
  readonly blocked: string | null;
}

/** The three ways side by side, in this order, and which one is advised: one, or none. */
export interface Choices {
  readonly ways: readonly [wait: Way, save: Way, guard: Way];
  readonly advised: WayName | null;
  /** Why that one, or why none. */
  readonly reason: string;
}
