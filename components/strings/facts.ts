import type { Cause } from '@/lib/contracts/save';

/** What is true of an instance, row by row. */
export const facts = {
  facts: {
    writes: 'Writes',
    atRisk: 'At risk',
    cause: 'Cause',
    next: 'Next',
    guard: 'Guard',
    lastKnown: 'Last known',
    mayBeWrong: 'May be wrong now.',
    neverAnswered: 'It has not answered since Savepoint began to watch it: nothing is known of it.',
    save: 'Save',
    why: 'Why',
  },

  writes: {
    refused: 'Refused',
    proven: ' with MISCONF, proven by PING.',
    derived: ', as the guard and the last save status say; no PING has proven it.',
    aof: ': Redis cannot write its AOF; the guard has no part in it.',
    rejectedOne: 'refused command',
    soFar: 'so far in this run.',
    accepted: 'Not refused by persistence.',
    readOnly: 'Read-only: a replica takes writes from its primary alone.',
    unknown: 'Not known',
  },

  exposure: {
    sinceSave: 'since the last good save at',
    onlyMemory: 'only in memory.',
    unsaved: 'not in any snapshot.',
    noneSeen: 'No good save was seen in this run of the process.',
    none: 'Nothing: no change since the last good save.',
    noneSinceStart: 'Nothing changed since the process started.',
    aofOn: 'AOF is on: it keeps what it could write.',
    aofOff: 'AOF is off.',
    aofUnknown: 'Whether AOF is on is not known.',
    change: 'change',
    unsavedChange: 'unsaved change',
    changesUnknown: 'changes not known',
  },

  guard: {
    on: 'On',
    off: 'Off',
    unknown: 'Not known',
    directive: 'stop-writes-on-bgsave-error',
    expected: (value: 'yes' | 'no') => `By policy it should be ${value === 'yes' ? 'on' : 'off'}.`,
    wouldHelp: 'Turning it off would let refused writes in.',
    wouldNotHelp: 'Turning it off would not let refused writes in.',
    by: (name: string) => `by ${name}`,
  },

  cause: {
    'fork-memory': 'No memory to fork',
    'fork-limit': 'A limit on processes stops the fork',
    'disk-full': 'Disk full',
    permission: 'No permission to write the dump',
    'path-missing': 'The data directory is missing',
    'read-only-fs': 'The file system is read-only',
    'child-killed': 'The saving child was killed',
    'io-error': 'I/O error while writing',
    tampered: 'The dump path was tampered with',
    unknown: 'Not known',
  } satisfies Record<Cause['kind'], string>,

  stage: { fork: 'no child was started', child: 'the child ended without a snapshot' },

  confidence: {
    certain: 'certain',
    likely: 'likely',
    possible: 'possible',
    unknown: 'not known',
  } satisfies Record<Cause['confidence'], string>,

  noCauseYet: 'Not known yet: no evidence has been seen.',

  evidence: { for: 'For', against: 'Against', nothing: 'Nothing seen.' },

  next: {
    retries: 'Redis tries again by itself',
    due: 'at any moment',
    never: 'Redis will not try again by itself.',
    failures: (count: string) => `${count} attempts in a row wrote no snapshot, as far as Savepoint saw.`,
    aof: 'Free disk space where the AOF lies: Redis then writes it, and takes writes again, by itself.',
    expect: (age: string) => `saved ${age} ago`,
  },

  saving: {
    label: (name: string) => `Save of ${name}`,
    keys: (done: string, total: string) => `${done} of ${total} keys`,
    eta: (time: string) => `about ${time} to go`,
    elapsed: (time: string) => `running for ${time}`,
    last: (time: string) => `the last one took ${time}`,
    running: 'A save is running.',
    retryRunning: 'A retry is running.',
    noShare: 'This Redis does not tell how far it is.',
  },
} as const;
