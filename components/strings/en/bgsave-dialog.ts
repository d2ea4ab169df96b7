import type { Save } from '@/lib/contracts/save';

export const bgsaveDialog = {
  title: 'Save now',
  checks: 'Before it starts',
  level: { ok: 'ok', warn: 'warning', block: 'blocked', 'not-visible': 'not visible' },
  start: 'Start save',
  schedule: 'Schedule save after the rewrite',
  watch: 'Watch running save',
  starting: 'Asking Redis…',
  startedNotSaved: 'Started. Not saved yet.',
  scheduled: 'Scheduled. Not started yet.',
  blocked: 'A save cannot be started now',
  endedUnseen: 'No save runs any more. How it ended is in the history, once it is recorded.',
  notSaved: 'Not saved',
  leave: 'Closing this does not stop the save.',
  outcome: {
    running: 'Save is running',
    saved: 'Saved',
    failed: 'Failed',
    cancelled: 'Cancelled',
    unknown: 'Unknown',
  } satisfies Record<Save['outcome'], string>,
  notStarted: 'Not started',
  took: (time: string) => `Took ${time}.`,
  copied: (size: string) => `${size} copied.`,
};
