import { ENVIRONMENTS, type Environment } from './instance';
import type { InstanceStateName } from '../state/instance-view';

/** What the order looks at: fits an InstanceView, and an Instance of the HTTP API with its ISO time. */
export interface Orderable {
  readonly name: string;
  readonly environment: Environment;
  readonly state: InstanceStateName;
  readonly quiet: boolean;
  readonly since: number | string | null;
}

/** Worst first, in order of precedence. */
export const WORST_FIRST: readonly InstanceStateName[] = [
  'rejecting-writes',
  'not-saving',
  'unreachable',
  'no-access',
  'unknown',
  'at-risk',
  'loading',
  'saving',
  'no-persistence',
  'saved',
];

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The longest first; one whose start is not known comes last. */
function bySince(a: Orderable['since'], b: Orderable['since']): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

const BADNESS = new Map(WORST_FIRST.map((state, index) => [state, index]));

function byState(a: InstanceStateName, b: InstanceStateName): number {
  return a === b ? 0 : (BADNESS.get(a) ?? 0) - (BADNESS.get(b) ?? 0);
}

/** Sorts by state, quiet ones after the others of their state, production first, longest first, then by name. */
export function compareInstances(a: Orderable, b: Orderable): number {
  return (
    byState(a.state, b.state) ||
    Number(a.quiet) - Number(b.quiet) ||
    ENVIRONMENTS.indexOf(a.environment) - ENVIRONMENTS.indexOf(b.environment) ||
    bySince(a.since, b.since) ||
    byText(a.name, b.name)
  );
}

/** A sorted copy, worst first. */
export function orderInstances<T extends Orderable>(instances: readonly T[]): T[] {
  return [...instances].sort(compareInstances);
}
