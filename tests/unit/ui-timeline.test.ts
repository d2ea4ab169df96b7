import { expect, test } from 'vitest';
import { attemptsOf, everySeconds, foldFailures, type FoldedRow } from '@/components/saves/fold';
import { findRows, isPassed } from '@/components/saves/seek';
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
    forkMilliseconds: null,
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

const FAILED_CAUSE = {
  kind: 'disk-full',
  confidence: 'likely',
  stage: 'child',
  stageConfidence: 'likely',
  evidence: [],
  against: [],
} as const;

function failed(minute: number, changed: Partial<Save> = {}): Save {
  return {
    ...save(minute),
    outcome: 'failed',
    snapshotWritten: false,
    cause: { ...FAILED_CAUSE, evidence: [], against: [] },
    ...changed,
  };
}

function folded(saves: Save[], events: TimelineEvent[] = []): FoldedRow[] {
  return foldFailures(mergeTimeline(saves, events, { saves: true, events: true }));
}

const shapeOf = (rows: readonly FoldedRow[]): string =>
  rows
    .map((row) => {
      if (row.kind === 'event') return row.event.id;
      return row.kind === 'save' ? row.save.id : `(${row.saves.map(({ id }) => id).join(' ')})`;
    })
    .join(' ');

test('three failures in a row that are alike are one row; two are read one by one', () => {
  expect(shapeOf(folded([failed(9), failed(8), failed(7), save(5)]))).toBe('(s9 s8 s7) s5');
  expect(shapeOf(folded([failed(9), failed(8), save(5)]))).toBe('s9 s8 s5');
});

test('good saves are never folded', () => {
  expect(shapeOf(folded([save(9), save(8), save(7), save(6)]))).toBe('s9 s8 s7 s6');
});

test('an event or a good save between failures keeps them apart', () => {
  const saves = [9, 8, 7, 5, 4, 3].map((minute) => failed(minute));
  expect(shapeOf(folded(saves, [event(6)]))).toBe('(s9 s8 s7) e6 (s5 s4 s3)');
  expect(shapeOf(folded([...saves.slice(0, 3), save(6), ...saves.slice(3)]))).toBe('(s9 s8 s7) s6 (s5 s4 s3)');
});

test('failures of another cause, trigger or instance do not share a row', () => {
  const base = [failed(9), failed(8), failed(7)];
  const alone = (other: Partial<Save>): string => shapeOf(folded([failed(10, other), ...base]));
  expect(alone({ cause: null })).toBe('s10 (s9 s8 s7)');
  expect(alone({ cause: { ...FAILED_CAUSE, stage: 'fork', evidence: [], against: [] } })).toBe('s10 (s9 s8 s7)');
  expect(alone({ trigger: 'other-client' })).toBe('s10 (s9 s8 s7)');
  expect(alone({ instanceId: 'sessions' })).toBe('s10 (s9 s8 s7)');
});

test('a folded row keeps its identity while new failures come in above', () => {
  const before = folded([failed(9), failed(8), failed(7)])[0];
  const after = folded([failed(10), failed(9), failed(8), failed(7)])[0];
  expect([before, after].map((row) => (row?.kind === 'repeated' ? row.id : null))).toEqual(['s7', 's7']);
});

test('a row that stands for several attempts counts as so many', () => {
  expect(attemptsOf([failed(9), failed(8, { attempts: 4 })])).toBe(5);
});

test('about how often they were tried is told where they were steady, and left out where not', () => {
  expect(everySeconds([failed(9), failed(8), failed(7)])).toBe(60);
  expect(everySeconds([failed(59), failed(8), failed(7)])).toBeNull();
  expect(everySeconds([failed(9), failed(8, { startedAt: null, endedAt: null }), failed(7)])).toBeNull();
});

test('a save is found also where it is folded, and the rows of a time by when they were', () => {
  const rows = folded([failed(9), failed(8), failed(7), save(5)], [event(6)]);
  expect(findRows(rows, { kind: 'save', id: 's8' })).toEqual(['s8']);
  expect(findRows(rows, { kind: 'save', id: 's1' })).toEqual([]);
  expect(findRows(rows, { kind: 'span', from: at(6), to: at(8), text: '' })).toEqual(['repeated-s7', 'e6']);
});

test('a time is passed once older rows than it were read; a save that was not found may always lie further back', () => {
  const rows = folded([save(9), save(5)]);
  expect(isPassed(rows, { kind: 'span', from: at(6), to: at(7), text: '' })).toBe(true);
  expect(isPassed(rows, { kind: 'span', from: at(3), to: at(4), text: '' })).toBe(false);
  expect(isPassed(rows, { kind: 'save', id: 's1' })).toBe(false);
});
