import type { InstanceStateName } from '@/lib/contracts/instance';

export const state = {
  'rejecting-writes': 'Rejecting writes',
  'not-saving': 'Not saving',
  'at-risk': 'At risk',
  unreachable: 'Unreachable',
  'no-access': 'No access',
  unknown: 'Unknown',
  loading: 'Loading',
  saving: 'Saving',
  'no-persistence': 'No snapshots set',
  saved: 'Saved',
} satisfies Record<InstanceStateName, string>;
