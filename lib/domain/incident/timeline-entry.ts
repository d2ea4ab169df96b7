import { type Actor, type AuditEntry, SAVEPOINT } from '../action/action';
import type { InstanceEvent } from '../event/event';
import type { EpochMs } from '../observation/observation';
import type { Save } from '../save/save';
import { escaped } from '../text/format';
import { noteIn } from '../words/told';
import type { Words } from '../words/words';
import { isFailure, type TimelineGroup } from './fold-timeline';
import type { TimelineRecord } from './timeline-record';

/** One row of a timeline, in the words of who asks. */
export interface TimelineEntry {
  readonly id: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly kind: 'opened' | 'closed' | 'save' | 'failures' | 'event' | 'gap' | 'audit' | 'note' | 'step' | 'deleted';
  readonly source: 'observed' | 'counted' | 'log' | 'action' | 'outside' | 'note' | 'savepoint' | 'retention';
  readonly actor: Actor | null;
  readonly text: string;
  readonly attempts: number | null;
  readonly saveId: string | null;
  readonly actionId: string | null;
  readonly auditSeq: number | null;
  readonly noteId: string | null;
  readonly stepId: string | null;
  readonly struck: boolean;
}

const NOTHING = {
  actor: null,
  attempts: null,
  saveId: null,
  actionId: null,
  auditSeq: null,
  noteId: null,
  stepId: null,
  struck: false,
} as const;

/** Failures of fewer attempts have no rhythm yet. */
const RHYTHM_FROM = 3;

/** A group as a row; `now` is when it is told. */
export function entryOf(group: TimelineGroup, now: EpochMs, words: Words): TimelineEntry {
  return group.records > 1 ? failuresEntry(group, words) : recordEntry(group.newest, now, words);
}

function recordEntry(record: TimelineRecord, now: EpochMs, words: Words): TimelineEntry {
  const base = { ...NOTHING, id: record.id.replace(/^[!~]/, ''), from: record.at, to: record.at };
  const told = words.incident;
  switch (record.kind) {
    case 'save':
      return { ...base, ...saveEntry(record.save, record.at, words) };
    case 'event':
      return { ...base, ...eventEntry(record.event, words) };
    case 'audit':
      return { ...base, ...auditEntry(record.entry, words) };
    case 'note': {
      const { actor, text, id, struck } = record.note;
      return { ...base, kind: 'note', source: 'note', actor, text, noteId: id, struck: struck !== null };
    }
    case 'step': {
      const { actor, stepId, done } = record.step;
      return { ...base, kind: 'step', source: 'note', actor, stepId, text: told.step(stepId, done) };
    }
    case 'opened': {
      const { openedFrom, openedBy } = record.incident;
      return { ...base, from: openedFrom, kind: 'opened', source: 'savepoint', text: told.opened(openedBy) };
    }
    case 'closed': {
      const text = told.closedBy(record.incident.closedBy ?? 'good-save');
      return { ...base, kind: 'closed', source: 'savepoint', text };
    }
    case 'deleted': {
      const text = told.deleted(words.format.utc(record.at, now));
      return { ...base, from: record.incident.openedFrom, kind: 'deleted', source: 'retention', text };
    }
  }
}

type Part = Pick<TimelineEntry, 'kind' | 'source' | 'text'> & Partial<TimelineEntry>;

function saveEntry(save: Save, at: EpochMs, words: Words): Part {
  const { startedAt, endedAt, source, actor, actionId, attempts, id, note } = save;
  return {
    from: startedAt ?? endedAt ?? at,
    to: endedAt ?? startedAt ?? at,
    kind: isFailure(save) && attempts > 1 ? 'failures' : 'save',
    source: actionId === null ? source : 'action',
    actor: actor === null ? null : { kind: 'user', name: actor, role: 'operator' },
    text: words.text([
      saveText(save, words),
      ...causeText(save, words),
      ...(note === null ? [] : [noteIn(note, words) ?? note]),
    ]),
    attempts,
    saveId: id,
    actionId,
  };
}

function saveText(save: Save, words: Words): string {
  const { outcome, attempts, durationSeconds } = save;
  const told = words.incident;
  if (attempts === 1) return told.save(outcome, durationSeconds);
  return isFailure(save) ? told.failures(attempts, null) : told.saves(outcome, attempts);
}

function causeText({ cause }: Save, words: Words): string[] {
  return cause === null || cause.kind === 'unknown' ? [] : [words.incident.cause(cause.kind, cause.confidence)];
}

function failuresEntry({ newest, oldest, attempts }: TimelineGroup, words: Words): TimelineEntry {
  const first = oldest.kind === 'save' ? (oldest.save.startedAt ?? oldest.at) : oldest.at;
  const last = newest.kind === 'save' ? (newest.save.endedAt ?? newest.at) : newest.at;
  const total = attempts ?? 1;
  const every = total < RHYTHM_FROM ? null : (newest.at - oldest.at) / 1000 / (total - 1);
  const cause = newest.kind === 'save' ? causeText(newest.save, words) : [];
  return {
    ...NOTHING,
    id: oldest.id,
    from: first,
    to: last,
    kind: 'failures',
    source: oldest.kind === 'save' ? oldest.save.source : 'observed',
    text: words.text([words.incident.failures(total, every), ...cause]),
    attempts: total,
  };
}

function eventEntry({ from, to, detail }: InstanceEvent, words: Words): Part {
  const text = words.event(detail);
  if (detail.kind === 'gap') return { from, to, kind: 'gap', source: 'observed', text };
  return { from, to, kind: 'event', source: sourceOf(detail.kind), text };
}

function sourceOf(kind: InstanceEvent['detail']['kind']): TimelineEntry['source'] {
  if (kind === 'override-expired' || kind === 'override-lost') return 'savepoint';
  const isSetting = kind === 'guard-changed' || kind.endsWith('-changed');
  return isSetting && kind !== 'role-changed' ? 'outside' : 'observed';
}

function auditEntry({ actor, message, action, seq }: AuditEntry, words: Words): Part {
  const reason = action?.reason ?? null;
  return {
    kind: 'audit',
    source: actor.name === SAVEPOINT.name && actor.kind === 'system' ? 'savepoint' : 'action',
    actor,
    text: reason === null ? message : words.incident.reason(message, escaped(reason)),
    actionId: action?.id ?? null,
    auditSeq: seq,
  };
}
