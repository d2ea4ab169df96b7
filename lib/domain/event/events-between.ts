import type { EventDetail } from './event';
import type { Facts, Known, SavePoint, Sighting } from '../observation/observation';
import { countersResetBetween, restartedBetween } from '../save/save-movement';
import { writeAvailability } from '../state/write-availability';

/** An event without the identity and the instance that the monitor gives it. */
export interface EventDraft {
  readonly from: number;
  readonly to: number;
  readonly detail: EventDetail;
}

/**
 * What happened between two sightings, besides saves. Only what both sides know is compared: a value that could not be read
 * on either side changed for nobody.
 */
export function eventsBetween(before: Sighting, after: Sighting): readonly EventDraft[] {
  const [from, to] = [before.facts, after.facts];
  const details: (EventDetail | null)[] = [
    restarted(before, after),
    resetCounters(before, after),
    roleChange(from, to),
    guardChange(from, to),
    savePointChange(from, to),
    // '' is a data directory that was deleted (redis-persistence.md, 7): nobody set it.
    to.config.dir.value === '' ? null : textChange('dir-changed', from.config.dir, to.config.dir),
    textChange('dbfilename-changed', from.config.dbfilename, to.config.dbfilename),
  ];
  return details.filter((detail) => detail !== null).map((detail) => ({ from: before.at, to: after.at, detail }));
}

/** True for a change that an operator would want to see in the audit: made to the configuration, by someone. */
export function isSettingChange(detail: EventDetail): boolean {
  return ['guard-changed', 'save-points-changed', 'dir-changed', 'dbfilename-changed'].includes(detail.kind);
}

function restarted(before: Sighting, after: Sighting): EventDetail | null {
  if (!restartedBetween(before, after)) return null;
  return { kind: 'restarted', fromRunId: before.facts.server.runId, toRunId: after.facts.server.runId };
}

function resetCounters(before: Sighting, after: Sighting): EventDetail | null {
  if (restartedBetween(before, after) || !countersResetBetween(before.facts, after.facts)) return null;
  return { kind: 'counters-reset' };
}

function roleChange(from: Facts, to: Facts): EventDetail | null {
  const [was, is] = [from.server.role, to.server.role];
  return was !== null && is !== null && was !== is ? { kind: 'role-changed', from: was, to: is } : null;
}

function guardChange(from: Facts, to: Facts): EventDetail | null {
  const [was, is] = [from.config.guard.value, to.config.guard.value];
  return was !== null && is !== null && was !== is
    ? { kind: 'guard-changed', from: was, to: is, actionId: null }
    : null;
}

function savePointChange(from: Facts, to: Facts): EventDetail | null {
  const [was, is] = [from.config.savePoints.value, to.config.savePoints.value];
  if (was === null || is === null || sameSavePoints(was, is)) return null;
  return { kind: 'save-points-changed', from: was, to: is };
}

function sameSavePoints(a: readonly SavePoint[], b: readonly SavePoint[]): boolean {
  return (
    a.length === b.length &&
    a.every((point, index) => point.seconds === b[index]?.seconds && point.changes === b[index].changes)
  );
}

function textChange(
  kind: 'dir-changed' | 'dbfilename-changed',
  from: Known<string>,
  to: Known<string>,
): EventDetail | null {
  if (from.value === null || to.value === null || from.value === to.value) return null;
  return { kind, from: from.value, to: to.value };
}

/** Which refusal is open, and what to tell when it began or ended. Absence of data ends nothing: only "accepted" does. */
export function refusalChange(
  open: 'rdb' | 'aof' | null,
  after: Facts,
): { readonly open: 'rdb' | 'aof' | null; readonly detail: EventDetail | null } {
  const { availability, cause } = writeAvailability(after);
  if (open === null && availability === 'rejected') {
    const now = cause ?? 'rdb';
    return { open: now, detail: { kind: 'refusals-started', cause: now } };
  }
  if (open !== null && (availability === 'accepted' || availability === 'read-only')) {
    return { open: null, detail: { kind: 'refusals-ended' } };
  }
  return { open, detail: null };
}
