import 'server-only';
import type { InstanceNotice } from '../domain/notice/notice';
import type { EpochMs } from '../domain/observation/observation';
import type { Delivery, NextTry, ReceiverRecord } from './notice-store';
import type { Db } from './schema';
import { parsed } from './tables/json-text';

export async function openNotices(db: Db): Promise<readonly InstanceNotice[]> {
  const rows = await db
    .selectFrom('open_notices')
    .select('notice')
    .orderBy('instance_id')
    .orderBy('dedup_key')
    .execute();
  return rows.map(({ notice }) => parsed<InstanceNotice>(notice));
}

/** Call it in a transaction. */
export async function tellNotice(
  db: Db,
  notice: InstanceNotice,
  receivers: readonly string[],
  at: EpochMs,
): Promise<boolean> {
  const isNew = notice.change === 'started' ? await open(db, notice) : await close(db, notice);
  if (!isNew) return false;
  const row = { instance_id: notice.instance.id, notice: JSON.stringify(notice), kept_at: at, tries: 0, next_at: at };
  for (const receiver of receivers)
    await db
      .insertInto('deliveries')
      .values({ receiver, ...row })
      .execute();
  return true;
}

async function open(db: Db, notice: InstanceNotice): Promise<boolean> {
  const { kind, dedupKey, instance } = notice;
  const row = await db
    .insertInto('open_notices')
    .values({ instance_id: instance.id, kind, dedup_key: dedupKey, notice: JSON.stringify(notice) })
    .onConflict((conflict) => conflict.columns(['instance_id', 'kind']).doNothing())
    .returning('kind')
    .executeTakeFirst();
  return row !== undefined;
}

async function close(db: Db, { dedupKey, instance }: InstanceNotice): Promise<boolean> {
  const row = await db
    .deleteFrom('open_notices')
    .where('instance_id', '=', instance.id)
    .where('dedup_key', '=', dedupKey)
    .returning('kind')
    .executeTakeFirst();
  return row !== undefined;
}

export async function closeNotices(db: Db, instanceId: string, dedupKey?: string): Promise<void> {
  const all = db.deleteFrom('open_notices').where('instance_id', '=', instanceId);
  await (dedupKey === undefined ? all : all.where('dedup_key', '=', dedupKey)).execute();
}

export async function nextDelivery(db: Db, receiver: string): Promise<Delivery | null> {
  const row = await db
    .selectFrom('deliveries as mine')
    .selectAll()
    .where('receiver', '=', receiver)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries as earlier')
            .select('earlier.seq')
            .whereRef('earlier.receiver', '=', 'mine.receiver')
            .whereRef('earlier.instance_id', '=', 'mine.instance_id')
            .whereRef('earlier.seq', '<', 'mine.seq'),
        ),
      ),
    )
    .orderBy('next_at')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { seq, notice, kept_at: keptAt, tries, next_at: nextAt } = row;
  return { seq, notice: parsed<InstanceNotice>(notice), keptAt, tries, nextAt };
}

/** Call it in a transaction. */
export async function keepDelivered(db: Db, receiver: string, seq: number, at: EpochMs): Promise<void> {
  await db.deleteFrom('deliveries').where('seq', '=', seq).execute();
  await db
    .insertInto('receivers')
    .values({ name: receiver, delivered_at: at, problem: null, problem_at: null })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ delivered_at: at }))
    .execute();
}

/** Call it in a transaction. */
export async function keepProblem(
  db: Db,
  receiver: string,
  seq: number,
  { message, at }: { message: string; at: EpochMs },
  next: NextTry,
): Promise<void> {
  if (next === null) await db.deleteFrom('deliveries').where('seq', '=', seq).execute();
  else
    await db
      .updateTable('deliveries')
      .set((eb) => ({ tries: eb('tries', '+', 1), next_at: next.nextAt }))
      .where('seq', '=', seq)
      .execute();
  const columns = { problem: message, problem_at: at };
  await db
    .insertInto('receivers')
    .values({ name: receiver, delivered_at: null, ...columns })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(columns))
    .execute();
}

export async function forgetDeliveries(db: Db, receivers: readonly string[], before: EpochMs): Promise<void> {
  const old = db.deleteFrom('deliveries').where('kept_at', '<', before);
  await (receivers.length === 0 ? old : old.where('receiver', 'not in', receivers)).execute();
}

export async function receiverRecords(db: Db): Promise<readonly ReceiverRecord[]> {
  const known = await db.selectFrom('receivers').selectAll().execute();
  const counted = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['receiver', fn.countAll<number>().as('waiting')])
    .groupBy('receiver')
    .execute();
  const names = new Set([...known.map(({ name }) => name), ...counted.map(({ receiver }) => receiver)]);
  return [...names].sort().map((name) => {
    const row = known.find((each) => each.name === name);
    const waiting = counted.find(({ receiver }) => receiver === name)?.waiting ?? 0;
    const problem =
      row === undefined || row.problem === null || row.problem_at === null
        ? null
        : { message: row.problem, at: row.problem_at };
    return { name, deliveredAt: row?.delivered_at ?? null, problem, waiting: Number(waiting) };
  });
}
