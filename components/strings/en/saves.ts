import type { Save } from '@/lib/contracts/save';

export const saves = {
  title: 'History',
  lead: 'Every save that Savepoint saw. Redis keeps no history itself.',
  caption: 'Saves and events, newest first',
  empty: 'No save has been seen yet.',
  emptyMeans: 'Redis keeps no history itself: rows appear from the moment Savepoint began to watch.',
  error: 'The history cannot be read. What is shown live is current.',
  columns: {
    outcome: 'Outcome',
    instance: 'Instance',
    started: 'Started',
    took: 'Took',
    trigger: 'Started by',
    copied: 'Copied',
    cause: 'Cause',
    source: 'Source',
  },
  outcome: {
    running: 'Running',
    saved: 'Saved',
    failed: 'Failed',
    'not-saved': 'Not saved',
    cancelled: 'Cancelled',
    unknown: 'Unknown',
  } satisfies Record<Save['outcome'] | 'not-saved', string>,
  trigger: {
    'save-point': 'save point',
    operator: 'operator',
    'other-client': 'another client',
    replication: 'replica sync',
    unknown: 'not known',
  } satisfies Record<Save['trigger'], string>,
  operator: (actor: string) => `${actor}, here`,
  source: {
    observed: 'observed',
    counted: 'counted between polls',
    log: 'log',
  } satisfies Record<Save['source'], string>,
  attempts: (count: string) => `${count} attempts`,
  event: 'Event',
  noData: 'No data',
};
