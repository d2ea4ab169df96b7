/** What is said in many places. */
export const common = {
  product: 'Savepoint',

  tabTitle: 'Redis persistence',

  skip: 'Skip to the content',

  nav: { label: 'Main', fleet: 'Fleet', history: 'History', audit: 'Audit' },

  close: 'Close',

  cancel: 'Cancel',

  unknown: 'not known',

  dash: '–',

  copied: 'Copied',

  copyCommand: (command: string) => `Copy the command ${command}`,

  ago: (age: string) => `${age} ago`,

  inAbout: (time: string) => `in about ${time}`,

  readAgo: (age: string) => `read ${age} ago`,

  neverRead: 'never read',

  older: 'Show older',

  loadingOlder: 'Reading older rows…',

  loadingRows: 'Reading…',

  planRead: 'read',

  run: (runId: string) => `run ${runId.slice(0, 8)}`,
} as const;
