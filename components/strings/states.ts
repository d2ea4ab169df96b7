import type { InstanceStateName } from '@/lib/contracts/instance';

/** The ten states in a word, and in a sentence. */
export const states = {
  state: {
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
  } satisfies Record<InstanceStateName, string>,

  stateCounted: {
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
  } satisfies Record<InstanceStateName, string>,

  notSavingWritesOn: 'Not saving, writes on',

  stale: 'Stale',

  staleWas: (word: string) => `last known: ${word}`,

  staleReason: 'The facts are too old to act on.',

  offlineReason: 'You are offline: nothing can be changed from here.',

  changed: (name: string, word: string) => `${name}: now ${word}`,

  lasts: 'for ',

  lastsAtLeast: 'at least ',

  primary: 'primary',

  replica: 'replica',

  sentence: {
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
    since: 'since',
    orEarlier: ' or earlier',
    atLeast: 'at least ',
  },
} as const;
