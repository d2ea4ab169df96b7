import type { RegisteredInstance } from './instance';
import type { Capability } from './instance-view';
import type { Facts, GuardValue, Observation } from './observation';
import type { Refusal } from './result';

/** What a capability is judged on. `latest` is the poll that ended last; `stale`: it ended too long ago. */
export interface CapabilityInput {
  readonly registered: RegisteredInstance;
  readonly latest: Observation | null;
  readonly stale: boolean;
}

/** Body of a switch of the guard, as the domain sees it. `until`: its kind alone. */
export interface SetStopWritesRequest {
  readonly value: GuardValue;
  readonly expected: GuardValue | null;
  readonly confirm: string | null;
  readonly reason: string | null;
  readonly until: 'next-good-save' | 'time' | 'none' | null;
  readonly rewrite: boolean;
  readonly runId: string | null;
}

/** Body of a BGSAVE, as the domain sees it. */
export interface BgsaveRequest {
  readonly schedule: boolean;
  readonly runId: string | null;
}

/** May a BGSAVE be asked for now, and would Redis start it or keep it for after another child? */
export function bgsaveCapability(_input: CapabilityInput): Capability & { readonly mode: 'start' | 'schedule' } {
  throw new Error('being written');
}

/** May the guard be switched now? About the action as such: a value that is refused has its reason in the plan. */
export function setStopWritesCapability(_input: CapabilityInput): Capability {
  throw new Error('being written');
}

/** Why this switch of the guard is not done, in the order of the HTTP contract; null when it may run. `facts` are read fresh. */
export function checkSetStopWrites(
  _request: SetStopWritesRequest,
  _instance: RegisteredInstance,
  _facts: Facts,
): Refusal | null {
  throw new Error('being written');
}

/** Why this BGSAVE is not sent; null when it may be. `facts` are read fresh. */
export function checkBgsave(_request: BgsaveRequest, _instance: RegisteredInstance, _facts: Facts): Refusal | null {
  throw new Error('being written');
}
