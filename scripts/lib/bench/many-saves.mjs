import { seeded } from '../seeded.mjs';

/**
 * A history as a fleet leaves it behind: saves of every instance in the order of time, now and then a run of failures.
 * @typedef {{ saves: number, instances: number, days: number, end: number }} Many
 * `end`: when the last one began, in milliseconds since 1970.
 */

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** Of so many saves one fails, and those after it for a while. */
const FAILS_ONE_IN = 600;
const FAILURES_IN_A_ROW = 12;
const GAPS_OF_INSTANCE = 100;

const CAUSE = JSON.stringify({
  kind: 'disk-full',
  confidence: 'likely',
  stage: 'child',
  evidence: ['Write error saving DB on disk: No space left on device'],
  against: [],
});

export const SAVE_COLUMNS = /** @type {const} */ ([
  'id',
  'instance_id',
  'sort_at',
  'run_id',
  'outcome',
  'started_at',
  'ended_at',
  'duration_seconds',
  'trigger',
  'cow_bytes',
  'fork_usec',
  'cause',
  'source',
  'attempts',
  'snapshot_written',
]);
export const EVENT_COLUMNS = /** @type {const} */ (['id', 'instance_id', 'sort_at', 'happened_from', 'kind', 'detail']);
export const EXPOSURE_COLUMNS = /** @type {const} */ (['instance_id', 'step_seconds', 'at', 'most']);
export const MEMORY_COLUMNS = /** @type {const} */ (['instance_id', 'at', 'memory']);

/** @param {number} index from 0 */
export function instanceName(index) {
  return `redis-${String(index + 1).padStart(4, '0')}`;
}

/** The rows of `saves`, oldest first. @param {Many} many @returns {Generator<(string | number | null)[]>} */
export function* manySaves({ saves, instances, days, end }) {
  const random = seeded(20_261_128);
  const failing = new Int32Array(instances);
  const apart = (days * DAY_MS) / saves;
  for (let index = 0; index < saves; index += 1) {
    const of = Math.floor(random() * instances);
    if (failing[of] === 0 && random() < 1 / FAILS_ONE_IN) failing[of] = FAILURES_IN_A_ROW;
    const fails = (failing[of] ?? 0) > 0;
    if (fails) failing[of] = (failing[of] ?? 0) - 1;
    const at = Math.round(end - (saves - 1 - index) * apart);
    yield saveRow(index, instanceName(of), at, fails, random());
  }
}

/** @param {number} index @param {string} instance @param {number} at @param {boolean} fails @param {number} chance */
function saveRow(index, instance, at, fails, chance) {
  const id = `${at.toString(16).padStart(12, '0')}${(index % 65_536).toString(16).padStart(4, '0')}${Math.floor(
    chance * 2 ** 48,
  )
    .toString(16)
    .padStart(16, '0')}`;
  const seconds = Math.round(chance * 9);
  const [outcome, cow, cause, written] = fails
    ? ['failed', null, CAUSE, 0]
    : ['saved', Math.round(chance * 4e8), null, 1];
  const run = instance.padEnd(40, '0');
  const fork = Math.round(200 + chance * 9000);
  const ended = at + seconds * 1000;
  // In the order of SAVE_COLUMNS.
  return [id, instance, at, run, outcome, at, ended, seconds, 'save-point', cow, fork, cause, 'observed', 1, written];
}

/** Gaps in the watch, over all the days. @param {Many} many @returns {Generator<(string | number | null)[]>} */
export function* manyEvents({ instances, days, end }) {
  const detail = JSON.stringify({ kind: 'gap', why: 'no-answer' });
  for (let gap = 0; gap < GAPS_OF_INSTANCE; gap += 1) {
    const at = Math.round(end - ((GAPS_OF_INSTANCE - gap) * days * DAY_MS) / GAPS_OF_INSTANCE);
    for (let of = 0; of < instances; of += 1) {
      yield [`gap-${String(gap).padStart(4, '0')}-${instanceName(of)}`, instanceName(of), at + of, at, 'gap', detail];
    }
  }
}

/** The most changes of each quarter of an hour of the last 90 days. @param {Many} many @param {number} asked how many instances have them @returns {Generator<(string | number | null)[]>} */
export function* manyQuarters({ end, days }, asked) {
  const first = Math.floor((end - Math.min(days, 90) * DAY_MS) / QUARTER_MS) * QUARTER_MS;
  for (let at = first; at <= end - QUARTER_MS; at += QUARTER_MS) {
    for (let of = 0; of < asked; of += 1) yield [instanceName(of), 900, at, (at / QUARTER_MS + of) % 5000];
  }
}

/** What the monitor remembers: nothing that it could go on with. @param {Many} many @returns {Generator<(string | number | null)[]>} */
export function* manyMemories({ instances, end }) {
  for (let of = 0; of < instances; of += 1) yield [instanceName(of), end, 'null'];
}
