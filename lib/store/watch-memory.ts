import 'server-only';
import { inParts } from './in-parts';
import type { Db } from './schema';
import type { WatchChangesTable } from './tables/history';
import type { KeptMemory, MemoryChanges, TurnRecord, WatchMemory } from './store';

type Offered = readonly [instanceId: string, memory: TurnRecord['memory']];
type Whole = readonly [instanceId: string, memory: WatchMemory];
/** The whole memory that is kept of an instance. */
type Kept = Pick<WatchChangesTable, 'mark' | 'whole_at'>;

/** What stands in `mark` where nothing will be told beside a whole memory. */
const UNMARKED = 0;

export async function loadMemory(db: Db, instanceId: string): Promise<KeptMemory | null> {
  const row = await db
    .selectFrom('watch_memory as whole')
    .leftJoin('watch_changes as since', (join) =>
      join.onRef('since.instance_id', '=', 'whole.instance_id').onRef('since.whole_at', '=', 'whole.at'),
    )
    .select(['whole.at as wholeAt', 'whole.memory', 'since.at', 'since.changes'])
    .where('whole.instance_id', '=', instanceId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const whole = { at: row.at ?? row.wholeAt, json: row.memory };
  return row.changes === null ? whole : { ...whole, changes: row.changes };
}

/** Keeps what is remembered of each of these, and of one that is named twice the last. Call it in a transaction. */
export async function keepMemories(db: Db, offered: readonly Offered[]): Promise<void> {
  const last = [...new Map(offered)];
  const kept = await keptOf(db, last);
  const [rows, whole]: [WatchChangesTable[], Whole[]] = [[], []];
  for (const [id, memory] of last) {
    const of = kept.get(id);
    if (!('whole' in memory)) whole.push([id, memory]);
    else if (of?.mark === memory.since) rows.push(rowOf(id, of, memory));
    else whole.push([id, memory.whole()]);
  }
  await inParts(whole, (part) => keepWhole(db, part));
  await inParts(rows, (part) => keepRows(db, part));
}

/** Forgets what is remembered of an instance. */
export async function forgetMemory(db: Db, instanceId: string): Promise<void> {
  for (const table of ['watch_memory', 'watch_changes'] as const)
    await db.deleteFrom(table).where('instance_id', '=', instanceId).execute();
}

async function keptOf(db: Db, offered: readonly Offered[]): Promise<ReadonlyMap<string, Kept>> {
  const ids = offered.flatMap(([id, memory]) => ('whole' in memory ? [id] : []));
  const kept = new Map<string, Kept>();
  await inParts(ids, async (part) => {
    const rows = await db
      .selectFrom('watch_changes as since')
      .innerJoin('watch_memory as whole', (join) =>
        join.onRef('whole.instance_id', '=', 'since.instance_id').onRef('whole.at', '=', 'since.whole_at'),
      )
      .select(['since.instance_id', 'since.mark', 'since.whole_at'])
      .where('since.instance_id', 'in', part)
      .execute();
    for (const { instance_id, ...row } of rows) kept.set(instance_id, row);
  });
  return kept;
}

function rowOf(instanceId: string, { mark, whole_at }: Kept, { at, changes }: MemoryChanges): WatchChangesTable {
  return { instance_id: instanceId, mark, whole_at, at, changes };
}

async function keepWhole(db: Db, whole: readonly Whole[]): Promise<void> {
  await db
    .insertInto('watch_memory')
    .values(whole.map(([instance_id, { at, json }]) => ({ instance_id, at, memory: json })))
    .onConflict((conflict) =>
      conflict
        .column('instance_id')
        .doUpdateSet(({ ref }) => ({ at: ref('excluded.at'), memory: ref('excluded.memory') })),
    )
    .execute();
  const unchanged = whole.map(([instance_id, { at, mark = UNMARKED }]) => ({
    instance_id,
    mark,
    whole_at: at,
    at,
    changes: null,
  }));
  await keepRows(db, unchanged);
}

async function keepRows(db: Db, rows: readonly WatchChangesTable[]): Promise<void> {
  await db
    .insertInto('watch_changes')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('instance_id').doUpdateSet(({ ref }) => ({
        mark: ref('excluded.mark'),
        whole_at: ref('excluded.whole_at'),
        at: ref('excluded.at'),
        changes: ref('excluded.changes'),
      })),
    )
    .execute();
}
