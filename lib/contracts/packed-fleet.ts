import type { Instance, InstanceList } from './instance';

/** In what something differs from what most others are: `[value]` stands for a value of its own, nothing for the same. */
export interface Difference {
  readonly [key: string]: Difference | readonly [unknown];
}

/**
 * The fleet as the first HTML carries it: instances that are well are nearly alike, so each is told by what it differs in from one
 * of them. No part of the HTTP API.
 */
export interface PackedFleet {
  readonly list: Omit<InstanceList, 'instances'>;
  /** Null where there are no instances. */
  readonly usual: Instance | null;
  readonly differences: readonly Difference[];
}
