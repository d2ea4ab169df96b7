import type { Instance, InstanceList } from './instance';

/** One fact in which the instances of a fleet differ. */
export interface FactColumn {
  /** Where it stands in an instance: `['server', 'runId']`. */
  readonly path: readonly string[];
  /** What all texts among `values` begin with, and what they end with; they are told without it. */
  readonly start: string;
  readonly end: string;
  readonly values: readonly unknown[];
  /** Which of the values each instance has: 0 is as usual, 1 the first of them. Null: there is one for each instance, in their order. */
  readonly which: readonly number[] | null;
}

/**
 * The fleet as the first HTML carries it: instances that are well are nearly alike, so one of them is told, and of the others the facts in
 * which they differ, fact by fact: a page is cheaper to make, to send and to read with few long lists than with many small objects. No part of the HTTP API.
 */
export interface PackedFleet {
  readonly list: Omit<InstanceList, 'instances'>;
  /** Null where there are no instances. */
  readonly usual: Instance | null;
  readonly count: number;
  readonly columns: readonly FactColumn[];
}
