import 'server-only';
import type { EventDetail, InstanceEvent } from '../domain/event/event';
import type { Cause, Save } from '../domain/save/save';
import { parsed } from './tables/json-text';
import type { EventsTable, SavesTable } from './tables/history';

/** A save as columns, but for the one it is sorted by and what only a log knows. */
export function saveRow(save: Save): Omit<SavesTable, 'sort_at' | 'log_key'> {
  return {
    id: save.id,
    instance_id: save.instanceId,
    run_id: save.runId,
    outcome: save.outcome,
    started_at: save.startedAt,
    ended_at: save.endedAt,
    duration_seconds: save.durationSeconds,
    trigger: save.trigger,
    actor: save.actor,
    cow_bytes: save.cowBytes,
    fork_usec: save.forkUsec,
    cause: save.cause === null ? null : JSON.stringify(save.cause),
    source: save.source,
    attempts: save.attempts,
    note: save.note,
    action_id: save.actionId,
    snapshot_written: save.snapshotWritten === null ? null : Number(save.snapshotWritten),
  };
}

export function saveOf(row: SavesTable): Save {
  return {
    id: row.id,
    instanceId: row.instance_id,
    runId: row.run_id,
    outcome: row.outcome,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    durationSeconds: row.duration_seconds,
    trigger: row.trigger,
    actor: row.actor,
    cowBytes: row.cow_bytes,
    forkUsec: row.fork_usec,
    cause: row.cause === null ? null : parsed<Cause>(row.cause),
    source: row.source,
    attempts: row.attempts,
    note: row.note,
    actionId: row.action_id,
    snapshotWritten: row.snapshot_written === null ? null : row.snapshot_written === 1,
  };
}

export function eventRow(event: InstanceEvent): EventsTable {
  return {
    id: event.id,
    instance_id: event.instanceId,
    sort_at: event.to,
    happened_from: event.from,
    kind: event.detail.kind,
    detail: JSON.stringify(event.detail),
  };
}

export function eventOf(row: EventsTable): InstanceEvent {
  return {
    id: row.id,
    instanceId: row.instance_id,
    from: row.happened_from,
    to: row.sort_at,
    detail: parsed<EventDetail>(row.detail),
  };
}
