/** What stands around every page. */
export const shell = {
  live: {
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
    lastData: (age: string) => `Last data ${age} ago.`,
    lastDataUnknown: 'When the last data came is not known.',
  },

  display: {
    menu: 'Display',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    times: 'Times',
    utc: 'UTC',
    local: 'Local, with offset',
    keys: 'Keyboard…',
  },

  palette: {
    open: 'Find an instance or an action',
    title: 'Find an instance or an action',
    label: 'Instance or action',
    placeholder: 'Type a name or an action…',
    found: 'Found',
    instances: 'Instances',
    actions: 'Actions',
    pages: 'Pages',
    display: 'This page',
    saveNow: (name: string) => `Save now: ${name}`,
    guard: (name: string) => `Guard: ${name}`,
    fleetTable: 'Fleet as a table',
    refresh: 'Read everything again',
    nothing: (typed: string) => `Nothing is called “${typed}”.`,
  },

  keys: {
    title: 'Keyboard',
    about: 'No key changes anything by itself: what can change something opens its dialogue first.',
    switch: 'Single keys',
    switchMeans: 'Off for whoever speaks to this machine, or whose keyboard is leant on. Ctrl K stays.',
    noInstance: 'Which one? Go to an instance first: j and k move between them.',
    refreshed: 'Reading everything again.',
    timesLocal: 'Times are local now, each with its offset from UTC.',
    timesUtc: 'Times are in UTC now.',
    list: [
      { keys: ['Ctrl', 'K'], does: 'Find an instance or an action (⌘ K on a Mac)', single: false },
      { keys: ['/'], does: 'Filter the fleet', single: true },
      { keys: ['j', 'k'], does: 'Next instance, previous instance', single: true },
      { keys: ['Enter'], does: 'Open the instance', single: false },
      { keys: ['b'], does: 'Save now: what stands in its way, then the button', single: true },
      { keys: ['g'], does: 'Guard: what would change, then the button', single: true },
      { keys: ['r'], does: 'Read everything again', single: true },
      { keys: ['.'], does: 'Sort again, when the order changed under the pointer', single: true },
      { keys: ['u'], does: 'Times in UTC or local', single: true },
      { keys: ['?'], does: 'This list', single: true },
      { keys: ['Esc'], does: 'Close a dialogue; leave the filter or the card', single: false },
    ],
  },

  errors: {
    notFoundTitle: 'There is no such page.',
    notFound: 'The address may be mistyped, or the instance was removed from Savepoint.',
    toFleet: 'Go to the fleet',
    title: 'This page could not be shown.',
    means:
      'Savepoint itself has a problem; your Redis servers are not affected by it. Try again; if it stays, read the log of Savepoint.',
    again: 'Try again',
    reference: (digest: string) => `Reference for the log: ${digest}`,
  },
} as const;
