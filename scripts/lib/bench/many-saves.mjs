/**
 * A history as a fleet leaves it behind: saves of every instance in the order of time, now and then a dozen failures of one in a row.
 * @typedef {{ saves: number, instances: number, days: number, asked: number, end: number }} Many
 * `asked`: of how many instances the changes are kept as well; `end`: when the last save began, in milliseconds since 1970.
 */

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** Of so many dozens of saves in a row of one instance one fails. */
const FAILS_ONE_IN = 51;
const FAILURES_IN_A_ROW = 12;
const GAPS_OF_INSTANCE = 100;

const CAUSE = JSON.stringify({
  kind: 'disk-full',
  confidence: 'likely',
  stage: 'child',
  evidence: ['Write error saving DB on disk: No space left on device'],
  against: [],
});

/** Names of one width, as text that is made from a number in any engine. */
const FIRST_NAME = 1001;

/** @param {number} index from 0 */
export function instanceName(index) {
  return `redis-${FIRST_NAME + index}`;
}

/**
 * What fills the tables, one statement for each. The engine makes the rows, in a fifth of the time in which they could be handed to it, and both
 * engines make the same ones: whole numbers alone, and no function.
 * @param {Many} many
 */
export function fillings(many) {
  return { saves: manySaves(many), others: [manyEvents(many), manyQuarters(many), manyMemories(many)] };
}

/** Numbers from 0. @param {string} name @param {number} count */
function series(name, count) {
  return `${name}(n) as (select cast(0 as bigint) union all select n + 1 from ${name} where n < ${count - 1})`;
}

/** Oldest first. `of` goes by the golden ratio: each instance has its turn about as often, and none at the same distance. @param {Many} many */
function manySaves({ saves, instances, days, end }) {
  const apart = Math.floor((days * DAY_MS) / saves);
  const inARow = instances * FAILURES_IN_A_ROW;
  return `insert into saves (id, instance_id, sort_at, run_id, outcome, started_at, ended_at, duration_seconds, trigger,
      cow_bytes, fork_usec, cause, source, attempts, snapshot_written)
    with recursive ${series('numbers', saves)},
    drawn as (select n, ${end - (saves - 1) * apart} + n * ${apart} as at,
      n * 1327217885 % 2147483648 * ${instances} / 2147483648 as of_instance, (n * 1664525 + 1013904223) % 4294967296 as chance from numbers),
    told as (select n, at, chance, 'redis-' || (${FIRST_NAME} + of_instance) as name,
      (n / ${inARow} * 7919 + of_instance * 104729) % ${FAILS_ONE_IN} = 0 as fails from drawn)
    select at || '-' || (10000000000 + n) || '-' || (1000000 + chance % 1000000), name, at, name || '${'0'.repeat(30)}',
      case when fails then 'failed' else 'saved' end, at, at + chance % 10 * 1000, chance % 10, 'save-point',
      case when fails then null else chance % 400000000 end, 200 + chance % 9000,
      case when fails then '${CAUSE}' end, 'observed', 1, case when fails then 0 else 1 end
    from told`;
}

/** Gaps in the watch, over all the days. @param {Many} many */
function manyEvents({ instances, days, end }) {
  const apart = Math.floor((days * DAY_MS) / GAPS_OF_INSTANCE);
  return `insert into events (id, instance_id, sort_at, happened_from, kind, detail)
    with recursive ${series('gaps', GAPS_OF_INSTANCE)}, ${series('instances', instances)}
    select 'gap-' || (1000 + gaps.n) || '-' || (${FIRST_NAME} + instances.n), 'redis-' || (${FIRST_NAME} + instances.n),
      ${end - GAPS_OF_INSTANCE * apart} + gaps.n * ${apart} + instances.n, ${end - GAPS_OF_INSTANCE * apart} + gaps.n * ${apart},
      'gap', '{"kind":"gap","why":"no-answer"}'
    from gaps cross join instances`;
}

/** The most changes of each quarter of an hour of the last 90 days. @param {Many} many */
function manyQuarters({ end, days, asked }) {
  const first = Math.floor((end - Math.min(days, 90) * DAY_MS) / QUARTER_MS);
  return `insert into exposure (instance_id, step_seconds, at, most)
    with recursive ${series('quarters', Math.floor(end / QUARTER_MS) - first)}, ${series('instances', asked)}
    select 'redis-' || (${FIRST_NAME} + instances.n), 900, (${first} + quarters.n) * ${QUARTER_MS}, (quarters.n + instances.n) % 5000
    from quarters cross join instances`;
}

/** What the monitor remembers: nothing that it could go on with. @param {Many} many */
function manyMemories({ instances, end }) {
  return `insert into watch_memory (instance_id, at, memory)
    with recursive ${series('instances', instances)} select 'redis-' || (${FIRST_NAME} + n), ${end}, 'null' from instances`;
}
