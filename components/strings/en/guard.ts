import type { Instance } from '@/lib/contracts/instance';

export const guard = {
  on: 'On',
  off: 'Off',
  unknown: 'Not known',
  directive: 'stop-writes-on-bgsave-error',
  expected: (value: 'yes' | 'no') => `By policy it should be ${value === 'yes' ? 'on' : 'off'}.`,
  wouldHelp: 'Turning it off would let refused writes in.',
  wouldNotHelp: 'Turning it off would not let refused writes in.',
  outside: ', not set through Savepoint',
  keeping: {
    lost: 'A restart of Redis takes what its configuration says.',
    kept: 'Its configuration file has that.',
    'not-known': 'Whether its configuration file has that is not known.',
  } satisfies Record<Instance['drift'][number]['keeping'], string>,
  by: (name: string) => ` by ${name}`,
};
