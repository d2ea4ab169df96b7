import type { InstanceStateName } from '@/lib/contracts/instance';

export const stateCounted = {
  'rejecting-writes': 'rejecting',
  'not-saving': 'not saving',
  'at-risk': 'at risk',
  unreachable: 'unreachable',
  'no-access': 'no access',
  unknown: 'unknown',
  loading: 'loading',
  saving: 'saving',
  'no-persistence': 'no snapshots',
  saved: 'saved',
} satisfies Record<InstanceStateName, string>;
