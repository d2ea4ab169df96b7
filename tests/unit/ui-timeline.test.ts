import { expect, test } from 'vitest';
import type { TimelineRow } from '@/components/saves/timeline';
import { mergeTimeline } from '@/components/saves/timeline';
import type { Save, TimelineEvent } from '@/lib/contracts/save';

const at = (minute: number): string => `2026-11-22T05:${String(minute).padStart(2, '0')}:00.000Z`;

function save(minute: number): Save {
  return {
    id: `s${minute}`,
    instanceId: 'orders-primary',
    outcome: 'saved',
    snapshotWritten: true,
    startedAt: at(minute),
    endedAt: at(minute),
    durationSeconds: 0,
    trigger: 'save-point',
    actor: null,
    cowBytes: null,
    cause: null,
    source: 'observed',
    attempts: 1,
    note: null,
    actionId: null,
  };
}

function event(minute: number): TimelineEvent {
  return {
    id: `e${minute}`,
    instanceId: 'orders-primary',
    kind: 'restarted',
    from: at(minute),
    to: at(minute),
    message: '',
  };
}

const idsOf = (rows: readonly TimelineRow[]): string =>
  rows.map((row) => (row.kind === 'save' ? row.save.id : row.event.id)).join(' ');

test('saves and events stand in one order, newest first', () => {
  const rows = mergeTimeline([save(9), save(5)], [event(7), event(3)], { saves: true, events: true });
  expect(idsOf(rows)).toBe('s9 e7 s5 e3');
});

test('events older than the oldest save that was read wait for the saves between', () => {
  const rows = mergeTimeline([save(9), save(5)], [event(7), event(3)], { saves: false, events: true });
  expect(idsOf(rows)).toBe('s9 e7 s5');
});

test('saves older than the oldest event that was read wait for the events between', () => {
  const rows = mergeTimeline([save(9), save(5)], [event(7)], { saves: true, events: false });
  expect(idsOf(rows)).toBe('s9 e7');
});

test('a save whose start was not seen stands where it ended', () => {
  const unseen: Save = { ...save(8), startedAt: null };
  expect(idsOf(mergeTimeline([unseen], [event(7)], { saves: true, events: true }))).toBe('s8 e7');
});
