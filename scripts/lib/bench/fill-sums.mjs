import { isDeepStrictEqual } from 'node:util';
import { inProject } from '../paths.mjs';
import { seeded } from '../seeded.mjs';
import { Sentence } from '../steps.mjs';
import '../typescript-hooks.mjs';
import { instanceName } from './many-saves.mjs';

/** @typedef {import('../../../lib/store/schema').Db} Db */
/** @typedef {import('../../../lib/store/save-sums').SumStep} SumStep */

/** @type {typeof import('../../../lib/store/save-sums')} */
const { countSteps, SUM_MS } = await import(inProject('lib/store/save-sums.ts'));

/** All sums in one statement, in both engines; Savepoint makes them step by step. */
export const ALL_SUMS = `insert into save_sums
    (instance_id, at, outcome, written, attempts, longest_seconds, most_copied, longest_fork)
  select instance_id, sort_at / ${SUM_MS} * ${SUM_MS}, outcome, coalesce(snapshot_written, -1),
    sum(attempts), max(duration_seconds), max(cow_bytes), max(fork_usec)
  from saves group by instance_id, sort_at / ${SUM_MS} * ${SUM_MS}, outcome, snapshot_written`;

const CHECKED = 300;

/**
 * Whether the sums are those that Savepoint counts: some steps are counted anew by it, and all attempts must be in the sums. Throws where they
 * are not. Call it in a transaction.
 * @param {Db} db @param {import('./many-saves.mjs').Many} many
 */
export async function checkSums(db, many) {
  const steps = someSteps(many);
  const before = await sumsOf(db, steps);
  await countSteps(db, steps);
  if (before.length === 0 || !isDeepStrictEqual(await sumsOf(db, steps), before))
    throw new Sentence('The sums that the store was filled with are not those that Savepoint counts.');
  const [inSums, inRows] = [await attemptsIn(db, 'save_sums'), await attemptsIn(db, 'saves')];
  if (inSums !== inRows || inRows !== many.saves)
    throw new Sentence(`The store has ${inRows} attempts in its rows and ${inSums} in its sums, of ${many.saves}.`);
}

/** @param {import('./many-saves.mjs').Many} many @returns {readonly SumStep[]} */
function someSteps({ instances, days, end }) {
  const random = seeded(16);
  return Array.from({ length: CHECKED }, () => ({
    instanceId: instanceName(Math.floor(random() * instances)),
    at: Math.floor((end - random() * days * 86_400_000) / SUM_MS) * SUM_MS,
  }));
}

/** The sums of these steps, in one order. @param {Db} db @param {readonly SumStep[]} steps */
async function sumsOf(db, steps) {
  const all = [];
  for (const { instanceId, at } of steps) {
    const ofStep = db.selectFrom('save_sums').selectAll().where('instance_id', '=', instanceId).where('at', '=', at);
    all.push(...(await ofStep.orderBy('outcome').orderBy('written').execute()));
  }
  return all;
}

/** @param {Db} db @param {'save_sums' | 'saves'} table */
async function attemptsIn(db, table) {
  const { total } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.sum('attempts').as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}
