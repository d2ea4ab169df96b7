export const guard = {
  on: 'On',
  off: 'Off',
  unknown: 'Not known',
  directive: 'stop-writes-on-bgsave-error',
  expected: (value: 'yes' | 'no') => `By policy it should be ${value === 'yes' ? 'on' : 'off'}.`,
  wouldHelp: 'Turning it off would let refused writes in.',
  wouldNotHelp: 'Turning it off would not let refused writes in.',
  by: (name: string) => ` by ${name}`,
};
