export const live = {
  label: 'Connection',
  connecting: 'Connecting',
  live: (age: string) => `Live · ${age}`,
  behind: (age: string) => `${age} ago`,
  stale: (age: string) => `Stale ${age}`,
  offline: 'Offline',
  youAreOffline: 'You are offline.',
  silent: 'Savepoint does not answer.',
  silentMeans:
    'What you see may be out of date, so it has lost its colour and nothing can be changed from here. This page keeps trying.',
  asleep: 'A part of this page has not come.',
  asleepMeans:
    'What you see stands as it was when the page was loaded, so it has lost its colour. This page keeps trying; if Savepoint was replaced by a newer version meanwhile, that does not help.',
  reload: 'Load the page again',
  storeTitle: 'History and audit cannot be written.',
  storeWhy: (problem: string) => problem,
  lastData: (age: string) => `Last data ${age} ago.`,
  lastDataUnknown: 'When the last data came is not known.',
};
