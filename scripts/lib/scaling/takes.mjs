/** @typedef {ReturnType<import('./benched.mjs').fromPerformance>} Benched */
/** @typedef {import('./measure.mjs').Measured} Measured */

const DAY_SECONDS = 86_400;
const DAYS = 90;
/** Saves of an instance in a day: one an hour (`save 3600 1`), and one a minute (`save 60 10000`). */
const HOURLY = 24;
const BUSY = 1440;
/** Restarts, gaps and changed settings of an instance in a day. */
const EVENTS = 2;
/** What is remembered is written this often (lib/monitor/turn-keeper.ts). */
const REMEMBERED_SECONDS = 5;
/** Minutes of the exposure are kept for 25 hours, quarters of an hour as long as the history (lib/runtime/retention.ts). */
const MINUTES_KEPT = 1500;
const MINUTES = 1440;
const QUARTERS = 96;
/** A connection, and one more while a save is followed or a page asks: a hundred at a time at most. */
const BESIDES = 100;
/** The share of one processor that may be used so that polls are not late. */
const USABLE = 0.7;
/** Of a hundred instances one changes each second, in what a page shows. */
const CHANGING = 0.01;

/** What a fleet takes, by what one instance takes: rates per second, sizes in bytes. @param {number} instances @param {Benched} benched @param {Measured} measured */
export function takes(instances, benched, { changesBytes, file, postgres }) {
  const processors = (instances * benched.pollMs) / 1000;
  const quietTurns = instances / REMEMBERED_SECONDS;
  const savesHourly = (instances * (HOURLY + EVENTS)) / DAY_SECONDS;
  const kept = (/** @type {number} */ saves) => ({
    saves: instances * saves * DAYS,
    events: instances * EVENTS * DAYS,
    exposure: instances * (QUARTERS * DAYS + MINUTES_KEPT),
  });
  const bytes = (/** @type {import('./measure.mjs').Engine} */ of, /** @type {ReturnType<typeof kept>} */ rows) =>
    rows.saves * of.saveBytes + rows.events * of.eventBytes + rows.exposure * of.exposureBytes;
  const steps = (instances * (MINUTES + QUARTERS)) / DAY_SECONDS;
  // A step of the exposure is one more statement of a turn.
  const share = (/** @type {import('./measure.mjs').Engine} */ of) =>
    (quietTurns + steps) / of.quietTurns + savesHourly / of.saveTurns;
  const rows = kept(HOURLY);
  return {
    polls: instances,
    processors,
    intervalSeconds: Math.max(1, processors / USABLE),
    connections: instances + BESIDES,
    memoryMiB: benched.baseMiB + (instances - 1000) * benched.instanceMiB,
    quietTurns,
    rewrittenDaily: quietTurns * changesBytes * DAY_SECONDS,
    journalDaily: quietTurns * postgres.quietBytes * DAY_SECONDS,
    steps,
    savesHourly,
    savesBusy: (instances * (BUSY + EVENTS)) / DAY_SECONDS,
    fileShare: share(file),
    postgresShare: share(postgres),
    rowsDaily: instances * (HOURLY + EVENTS + QUARTERS + MINUTES),
    rowsKept: rows.saves + rows.events + rows.exposure,
    fileBytes: bytes(file, rows),
    postgresBytes: bytes(postgres, rows),
    busyBytes: bytes(postgres, kept(BUSY)),
    streamBytes: instances * CHANGING * benched.eventBytes,
  };
}
