import type { InstanceStateName } from '@/lib/contracts/instance';

export const sentence = {
  verb: {
    'rejecting-writes': 'refuses writes',
    'not-saving': 'does not save',
    'at-risk': 'is at risk',
    unreachable: 'does not answer',
    'no-access': 'gives Savepoint no access',
    unknown: 'cannot be judged',
    loading: 'is loading its data',
    saving: 'is saving',
    'no-persistence': 'keeps no snapshots',
    saved: 'saved',
  } satisfies Record<InstanceStateName, string>,
  notSavingWritesOn: 'does not save, and takes writes',
  savedInAof: 'keeps every write in its AOF',
  nothingToSave: 'has nothing to save',
  share: (verb: string, percent: number) => `${verb}, ${percent} %`,
  beforeAge: ' ',
  since: ' since ',
  sinceEnd: '',
  orEarlier: ' or earlier',
  atLeast: 'at least ',
};
