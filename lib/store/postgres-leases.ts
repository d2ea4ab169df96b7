import 'server-only';
import { recorderOf } from './dividing';
import { reap } from './postgres-fence';
import type { Turn } from './postgres-hold';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import { StoreError } from './store-error';

const ELSEWHERE =
  'Another Savepoint on the same database records this instance now, so what was seen here was not kept.';

const TAKE =
  'insert into store_leases (instance_id, member) select id, $2 from jsonb_array_elements_text($1::jsonb) as id';
const GIVE_BACK =
  'delete from store_leases where member = $2 and instance_id in (select jsonb_array_elements_text($1::jsonb))';

/** How the instances are divided, as one member sees it. */
export interface Division {
  /** Recorded by this one. */
  readonly mine: readonly string[];
  /** Of those, what somebody else is to record. */
  readonly others: readonly string[];
  /** What the other members watch. */
  readonly elsewhere: ReadonlySet<string>;
  /** Some members were taken out just now. */
  readonly someGone: boolean;
}

/** Takes out who is gone, says what `me` watches, and takes what is free and is to be its. Run it in a transaction. */
export async function divide(run: Turn['ask'], me: string, ids: readonly string[]): Promise<Division> {
  const gone = await run(reap(me));
  const watches = JSON.stringify(ids);
  await run('update store_members set watches = $1 where id = $2 and watches <> $1', [watches, me]);
  const members = await rowsOf<{ id: string; watches: string }>(run, 'select id, watches from store_members');
  const leases = await rowsOf<{ instance_id: string; member: string }>(
    run,
    'select instance_id, member from store_leases',
  );
  const watchers = members.map((member) => ({ id: member.id, watches: new Set(parsed<string[]>(member.watches)) }));
  const held = new Set(leases.map(({ instance_id: id }) => id));
  const free = ids.filter((id) => !held.has(id) && recorderOf(id, watchers) === me);
  if (free.length > 0) await run(TAKE, [JSON.stringify(free), me]);
  const mine = [...leases.flatMap(({ instance_id: id, member }) => (member === me ? [id] : [])), ...free];
  const others = mine.filter((id) => recorderOf(id, watchers) !== me);
  const elsewhere = new Set(watchers.filter(({ id }) => id !== me).flatMap(({ watches: theirs }) => [...theirs]));
  return { mine, others, elsewhere, someGone: gone.rows.length > 0 };
}

/** Gives leases back. Run it in a transaction. */
export async function giveBack(run: Turn['ask'], me: string, ids: readonly string[]): Promise<void> {
  await run(GIVE_BACK, [JSON.stringify(ids), me]);
}

/**
 * Throws `StoreError` where somebody else records one of these; with `allMine` also where nobody does: it may have been taken out. Call it
 * in the transaction that writes what was seen of them.
 */
export async function refuseUnleased(db: Db, me: string, ids: readonly string[], allMine: boolean): Promise<void> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return;
  const rows = await db.selectFrom('store_leases').selectAll().where('instance_id', 'in', asked).execute();
  const isOthers = rows.some(({ member }) => member !== me);
  if (isOthers || (allMine && rows.length < asked.length)) throw new StoreError('taken', { message: ELSEWHERE });
}

async function rowsOf<Row>(run: Turn['ask'], text: string): Promise<readonly Row[]> {
  return (await run(text)).rows as readonly Row[];
}
