import 'server-only';
import type { TimeSpan } from '../domain/event/time-span';
import type { JoinedRow, KnownRow } from '../domain/redis-log/joined';
import type { EpochMs } from '../domain/observation/observation';
import type { Save } from '../domain/save/save';
import { saveOf, saveRow } from './history-rows';
import { countSteps, stepsOfSave, type SumStep } from './save-sums';
import type { Db } from './schema';
import type { LogRecord, KnownTime } from './store';

/** A save may run for long: one that ended in a time can have started this long before it. */
const LONGEST_SAVE_MS = 24 * 3_600_000;

export async function loadLogPlace(db: Db, instanceId: string): Promise<string | null> {
  const row = await db
    .selectFrom('log_places')
    .select('place')
    .where('instance_id', '=', instanceId)
    .executeTakeFirst();
  return row?.place ?? null;
}

export async function watchedBetween(db: Db, instanceId: string, from: EpochMs, to: EpochMs): Promise<KnownTime> {
  const rows = await db
    .selectFrom('saves')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('sort_at', '>=', from - LONGEST_SAVE_MS)
    .where('sort_at', '<=', to)
    .where((eb) => eb.or([eb('sort_at', '>=', from), eb('ended_at', '>=', from)]))
    .orderBy('sort_at')
    .orderBy('id')
    .execute();
  return {
    rows: rows.map((row): KnownRow => ({ save: saveOf(row), key: row.log_key })),
    gaps: await gapsBetween(db, instanceId, from, to),
  };
}

/** Call it in a transaction. Gives the saves of `rows` that were kept. */
export async function recordLog(db: Db, instanceId: string, { rows, place }: LogRecord): Promise<readonly Save[]> {
  const kept: Save[] = [];
  const steps: SumStep[] = [];
  for (const row of rows) {
    const changed = await keepRow(db, row);
    if (changed === null) continue;
    kept.push(row.save);
    steps.push(...changed);
  }
  await countSteps(db, steps);
  await db
    .insertInto('log_places')
    .values({ instance_id: instanceId, place })
    .onConflict((conflict) => conflict.column('instance_id').doUpdateSet({ place }))
    .execute();
  return kept;
}

async function gapsBetween(db: Db, instanceId: string, from: EpochMs, to: EpochMs): Promise<readonly TimeSpan[]> {
  const gaps = await db
    .selectFrom('events')
    .select(['happened_from as from', 'sort_at as to'])
    .where('instance_id', '=', instanceId)
    .where('kind', '=', 'gap')
    .where('sort_at', '>=', from)
    .where('happened_from', '<=', to)
    .orderBy('sort_at')
    .execute();
  return gaps;
}

/** Gives the steps whose sums it changed; null where the row was left out. */
async function keepRow(db: Db, { save, key }: JoinedRow): Promise<readonly SumStep[] | null> {
  const { id, ...columns } = saveRow(save);
  const sortAt = save.startedAt ?? save.endedAt;
  // A save of a log that has no time at all has no place in a history.
  if (sortAt === null || (await isKept(db, save.instanceId, id, key))) return null;
  const steps = await stepsOfSave(db, save, sortAt);
  const all = { ...columns, sort_at: sortAt, log_key: key };
  await db
    .insertInto('saves')
    .values({ id, ...all })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(all))
    .execute();
  return steps;
}

async function isKept(db: Db, instanceId: string, id: string, key: string | null): Promise<boolean> {
  if (key === null) return false;
  const other = await db
    .selectFrom('saves')
    .select('id')
    .where('instance_id', '=', instanceId)
    .where('log_key', '=', key)
    .where('id', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}
