import { backUp } from '../backup-loop.mjs';
import { figure, median, quantile } from '../figures.mjs';
import { askInTurns, beyondEmpty, exportFor, historyAsks } from '../history-asks.mjs';
import { longFile, longPostgres } from '../history-stores.mjs';
import { instanceName } from '../many-saves.mjs';
import { startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { startSavepoint } from '../savepoint.mjs';
import { say } from '../../steps.mjs';

/** @typedef {import('../row.mjs').Run} Run */
/** @typedef {import('../row.mjs').Line} Line */
/** @typedef {import('../history-stores.mjs').LongStore} LongStore */
/** @typedef {readonly { name: string, url: string }[]} Entries */

const INSTANCES = 1000;
const DAYS = 400;
/** A quarter of the history is older, and is deleted while it is asked again. */
const KEPT = 0.75;
/** Each server is watched under ten names, every ten seconds: a hundred polls a second, as of a fleet of a hundred. */
const [SERVERS, POLLED_MS, ASKED] = [100, 10_000, 20];
const EXPORT_MS = 15_000;

/** @type {import('../row.mjs').Row} */
export const history = {
  title:
    'a history of 10,000,000 saves: pages, filters, pictures and the export, in a file and in Postgres, also while old saves are deleted and a backup runs',
  needs: ['redis-server', 'postgresql'],
  atMostSeconds: 5400,
  async measure(run) {
    const size = run.quick ? { saves: 100_000, days: 120 } : { saves: 10_000_000, days: DAYS };
    const many = { ...size, instances: INSTANCES, asked: ASKED, end: Date.now() - 60_000 };
    const servers = await startRedis(run, SERVERS, { hz: 1 });
    const entries = Array.from({ length: INSTANCES }, (_, index) => ({
      name: instanceName(index),
      url: servers[index % SERVERS]?.url ?? '',
    }));
    const lines = [];
    for (const longStore of [longFile, longPostgres]) {
      const store = await longStore(run, many);
      lines.push(...(await measureStore(run, store, entries)));
      await store.remove();
    }
    return lines;
  },
};

/** @param {Run} run @param {LongStore} store @param {Entries} entries */
async function measureStore(run, store, entries) {
  const { saves, days } = store.many;
  const where = `${saves.toLocaleString('en')} saves, ${store.name}`;
  const quiet = await started(run, store, entries, 2 * days);
  const lines = await measureHistory(run, store, quiet, where);
  await quiet.end();
  const busy = await started(run, store, entries, Math.round(days * KEPT));
  const stop = backUp(run, store.env);
  lines.push(...(await measureHistory(run, store, busy, `${where}, while old ones are deleted and a backup runs`)));
  await stop();
  await busy.end();
  return lines;
}

/** @param {Run} run @param {LongStore} store @param {{ url: string, pid: number }} savepoint @param {string} where */
async function measureHistory(run, { many }, { url, pid }, where) {
  /** @type {Line[]} */
  const lines = [];
  /** Told at once: a run that is cut off has shown what it found. @param {Line} found */
  const add = (found) => {
    say(`  ${found.what}: ${found.ours} (${found.range || 'no range'})`);
    lines.push(found);
  };
  for (const ask of historyAsks(many, run.quick ? 30 : 200)) add(askLine(where, await askInTurns(url, ask)));
  add(exportLine(where, await exportFor(url, pid, run.quick ? 3000 : EXPORT_MS)));
  return lines;
}

/** @param {Run} run @param {LongStore} store @param {Entries} entries @param {number} retentionDays */
function started(run, store, entries, retentionDays) {
  return startSavepoint(run, entries, { settings: { retentionDays, pollIntervalMs: POLLED_MS }, env: store.env });
}

/** @param {string} where @param {import('../history-asks.mjs').Asked} asked @returns {Line} */
function askLine(where, asked) {
  const { ask, times, empty } = asked;
  const beyond = beyondEmpty(asked);
  return line({
    what: `${where}: ${ask.what}, p95 less the empty route`,
    ours: figure(beyond, 'ms'),
    other: `${figure(median(empty), 'ms')} (p95 ${figure(quantile(empty, 0.95), 'ms')})`,
    range: `p50 ${figure(median(times), 'ms')}, p95 ${figure(quantile(times, 0.95), 'ms')} as asked`,
    ...(ask.goalMs !== null && { goal: `≤ ${ask.goalMs} ms`, reached: reached(beyond, ask.goalMs) }),
  });
}

/** @param {string} where @param {{ perSecond: number, grownMiB: number }} exported @returns {Line} */
function exportLine(where, { perSecond, grownMiB }) {
  return line({
    what: `${where}: export as CSV, and what the process grows by`,
    ours: `${Math.round(perSecond).toLocaleString('en')} saves a second; ${figure(grownMiB, 'MiB')}`,
  });
}
