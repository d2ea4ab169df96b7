import type { Instance } from '@/lib/contracts/instance';

export const exposure = {
  sinceSave: 'since the last good save at',
  onlyMemory: 'only in memory.',
  unsaved: 'not in any snapshot.',
  noneSeen: 'No good save was seen in this run of the process.',
  none: 'Nothing: no change since the last good save.',
  noneSinceStart: 'Nothing changed since the process started.',
  aof: {
    none: 'AOF is off.',
    every: 'AOF has every one of them.',
    second: 'AOF has them, but for about a second if the host fails.',
    system: 'AOF has them, but for what the host has not yet put on disk if it fails.',
    on: 'AOF has them; how soon they are on disk is not known.',
    partly: 'AOF is on: it keeps what it could write.',
    unknown: 'Whether AOF has them is not known.',
  } satisfies Record<Instance['exposure']['aof'], string>,
  grows: (perMinute: string) => `About ${perMinute} more a minute.`,
  growsNot: 'No more come now.',
  growthUnknown: 'How fast more come is not known yet.',
  nextSave: 'The next save is due',
  now: 'now',
  change: 'change',
  unsavedChange: 'unsaved change',
  changesUnknown: 'changes not known',
};
