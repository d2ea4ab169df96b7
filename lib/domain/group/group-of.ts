/** What tells which nodes belong together: Sentinels, or the nodes of a Redis Cluster themselves. */
export type GroupKind = 'sentinel' | 'cluster';

/** The group that an instance was found by. */
export interface GroupOf {
  readonly name: string;
  readonly kind: GroupKind;
}
