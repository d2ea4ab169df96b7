export const override = {
  label: 'Turn the guard on again',
  hint: 'Savepoint does it, and never so that writes stop',
  choices: {
    'next-good-save': 'at the next good save',
    after: (time: string) => `in ${time}`,
    none: 'never',
  },
  rewrite: {
    label: 'Write the configuration file as well (CONFIG REWRITE)',
    file: 'its configuration file',
    means: (file: string) =>
      `It replaces ${file} with all settings as they are now, not this one alone. A restart then keeps the guard off.`,
  },
  end: {
    nextGoodSave: 'Savepoint turns it on again at the next good save.',
    none: 'It has no end: it stays off until somebody turns it on.',
    timeBefore: 'Savepoint turns it on again at ',
    timeBetween: ', ',
    timeAfter: ', if the last save is good then.',
    now: 'now',
    overBefore: 'The guard should be on again since ',
    overAfter: ', but that would stop writes: Savepoint waits for a good save.',
  },
  title: 'Change the end of the override',
  change: 'Change end…',
  move: 'Change end',
  moved: 'End changed',
  notMoved: 'The end was not changed',
  over: 'No override is open any more',
  overMeans: 'The guard is on, or it was turned off by something else.',
  bar: 'Overrides near their end',
  barBetween: ': ',
};
