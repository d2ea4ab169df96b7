import 'server-only';
import type { Action } from '../domain/action/action';
import type { EpochMs } from '../domain/observation/observation';
import type { Override, OverrideEnd } from '../domain/action/override';
import { appendRecord } from './audit';
import { keepEvent } from './history';
import type { Db } from './schema';
import type { OverridesTable } from './tables/actions';
import type { OverrideExpiry, OverrideMove, OverrideTold } from './store';
import type { AuditFacts } from './audit-facts';

/** An applied change of the guard ends the override of its instance, and one to "no" opens the next. Call it in a transaction. */
export async function followGuard(db: Db, action: Action, rewritten: boolean): Promise<void> {
  const { kind, outcome, after, instanceId } = action;
  if (kind !== 'set-stop-writes' || outcome !== 'applied') return;
  const at = action.resolvedAt ?? action.requestedAt;
  await db
    .updateTable('overrides')
    .set({ ended_at: at })
    .where('instance_id', '=', instanceId)
    .where('ended_at', 'is', null)
    .execute();
  if (after === 'no')
    await db
      .insertInto('overrides')
      .values(openedBy(action, at, rewritten))
      .execute();
}

export async function openOverrides(db: Db, instanceId?: string): Promise<readonly Override[]> {
  let query = db.selectFrom('overrides').selectAll().where('ended_at', 'is', null).orderBy('since').orderBy('id');
  if (instanceId !== undefined) query = query.where('instance_id', '=', instanceId);
  return (await query.execute()).map(overrideOf);
}

/** Call it in a transaction. */
export async function moveOverride(
  db: Db,
  id: string,
  { runId, until, setAt, setRedisTime, saveTime }: OverrideMove,
  entry: AuditFacts,
): Promise<Override | null> {
  const row = await db
    .updateTable('overrides')
    .set({
      run_id: runId,
      until_kind: until.kind,
      until_at: until.at,
      set_at: setAt,
      set_redis_time: setRedisTime,
      save_time: saveTime,
      expired_at: null,
      expired_why: null,
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  await appendRecord(db, entry, null);
  return overrideOf(row);
}

/** Call it in a transaction. */
export async function expireOverride(
  db: Db,
  { id, setAt }: Pick<Override, 'id' | 'setAt'>,
  expired: OverrideExpiry,
  told: OverrideTold,
): Promise<Override | null> {
  const row = await db
    .updateTable('overrides')
    .set({ expired_at: expired.at, expired_why: expired.why })
    .where('id', '=', id)
    .where('set_at', '=', setAt)
    .where('ended_at', 'is', null)
    // A reason of its own is told once as well, after it was told that saves fail.
    .where(({ eb, or }) =>
      or([eb('expired_at', 'is', null), ...(expired.why === null ? [] : [eb('expired_why', 'is', null)])]),
    )
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  await tell(db, told);
  return overrideOf(row);
}

/** Call it in a transaction. */
export async function endOverride(db: Db, id: string, at: EpochMs, told: OverrideTold | null): Promise<boolean> {
  const row = await db
    .updateTable('overrides')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  if (told !== null) await tell(db, told);
  return true;
}

async function tell(db: Db, { entry, event }: OverrideTold): Promise<void> {
  await appendRecord(db, entry, null);
  await keepEvent(db, event);
}

/** Its time counts from when it was asked for: that is when Redis's clock in the terms was read. */
function openedBy(
  { id, instanceId, runId, actor, reason, terms, requestedAt }: Action,
  at: EpochMs,
  rewritten: boolean,
) {
  const until: OverrideEnd = terms?.until ?? { kind: 'none', at: null };
  return {
    id,
    instance_id: instanceId,
    run_id: runId,
    actor: actor.name,
    reason,
    since: at,
    until_kind: until.kind,
    until_at: until.at,
    set_at: requestedAt,
    set_redis_time: terms?.redisTime ?? null,
    save_time: terms?.saveTime ?? null,
    rewritten: rewritten ? 1 : 0,
    expired_at: null,
    expired_why: null,
    ended_at: null,
  } satisfies OverridesTable;
}

function overrideOf(row: OverridesTable): Override {
  return {
    id: row.id,
    instanceId: row.instance_id,
    runId: row.run_id,
    by: row.actor,
    reason: row.reason,
    since: row.since,
    until: endOf(row),
    setAt: row.set_at,
    setRedisTime: row.set_redis_time,
    saveTime: row.save_time,
    rewritten: row.rewritten === 1,
    expiredAt: row.expired_at,
    expiredWhy: row.expired_why,
  };
}

function endOf({ until_kind: kind, until_at: at }: OverridesTable): OverrideEnd {
  return kind === 'time' ? { kind, at: at ?? 0 } : { kind, at: null };
}
