import 'server-only';

/** What one action has to itself. */
export interface HeldClaim {
  readonly kind: 'held';
  /** Gives it back. Never rejects: what cannot be given back goes with the process. */
  release(): Promise<void>;
}

/** A claim, or that somebody else has it: `by` is who, null where that is not known. */
export type Claim = HeldClaim | { readonly kind: 'busy'; readonly by: string | null };

/**
 * What is had by a process that lives, beside what is kept: nothing of it outlives the process, however that ends, and no clock is
 * asked. Each engine of the store has its own; all reject with what `asStoreError` understands.
 */
export interface Claims {
  claimInstance(instanceId: string, who: string): Promise<Claim>;
  /** This process has the action open until `end`. False, and nothing new, when somebody has it already. */
  begin(actionId: string): Promise<boolean>;
  /** The action is open no more, whoever had it. Never rejects. */
  end(actionId: string): Promise<void>;
  isOpenElsewhere(actionId: string): Promise<boolean>;
  /** No action is open in this process any more. Never rejects. */
  close(): Promise<void>;
}
