import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, quantile } from '../figures.mjs';
import { askInTurns, beyondEmpty, exportFor, historyAsks } from '../history-asks.mjs';
import { backUp, longFile, longPostgres } from '../history-stores.mjs';
import { instanceName } from '../many-saves.mjs';
import { startRedis } from '../redis.mjs';
import { line, reached } from '../row.mjs';
import { startSavepoint } from '../savepoint.mjs';

/** @typedef {import('../row.mjs').Run} Run */
/** @typedef {import('../row.mjs').Line} Line */
/** @typedef {import('../history-stores.mjs').LongStore} LongStore */

const INSTANCES = 1000;
const DAYS = 400;
/** A quarter of the history is older, and is deleted while it is asked again. */
const KEPT = 0.75;
/** Of the instances so many are watched: a hundred servers of Redis would measure something else. */
const [SERVERS, WATCHED, ASKED] = [10, 100, 20];
const EXPORT_MS = 15_000;

/** @type {import('../row.mjs').Row} */
export const history = {
  title:
    'a history of 10,000,000 saves: pages, filters, pictures and the export, in a file and in Postgres, also while old saves are deleted and a backup runs',
  needs: ['redis-server', 'postgresql'],
  atMostSeconds: 5400,
  async measure(run) {
    const saves = run.quick ? 300_000 : 10_000_000;
    const many = { saves, instances: INSTANCES, days: run.quick ? 120 : DAYS, end: Date.now() - 60_000 };
    const servers = await startRedis(run, SERVERS, { hz: 1 });
    const entries = Array.from({ length: WATCHED }, (_, index) => ({
      name: instanceName(index),
      url: servers[index % SERVERS]?.url ?? '',
    }));
    const lines = [];
    for (const longStore of [longFile, longPostgres]) {
      const store = await longStore(run, many, ASKED);
      lines.push(...(await measureStore(run, store, entries, many)));
      const folder = store.env.SAVEPOINT_DATA_DIR;
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    }
    return lines;
  },
};

/** @param {Run} run @param {LongStore} store @param {readonly { name: string, url: string }[]} entries @param {import('../many-saves.mjs').Many} many */
async function measureStore(run, store, entries, { end, saves, days }) {
  const asks = historyAsks({ watched: WATCHED, asked: ASKED, end, days, times: run.quick ? 30 : 200 });
  const where = `${saves.toLocaleString('en')} saves, ${store.name}`;
  const quiet = await started(run, store, entries, 2 * days);
  const summedUp = await summedUpAfter(store);
  const lines = [line({ what: `${where}: older saves summed up after an update`, ours: figure(summedUp, 's') })];
  for (const ask of asks) lines.push(askLine(where, await askInTurns(quiet.url, ask)));
  lines.push(exportLine(where, await exportFor(quiet.url, quiet.pid, run.quick ? 3000 : EXPORT_MS)));
  await quiet.end();
  const busy = await started(run, store, entries, Math.round(days * KEPT));
  const stop = backUp(run, store);
  const meanwhile = `${where}, while old ones are deleted and a backup runs`;
  for (const ask of asks) lines.push(askLine(meanwhile, await askInTurns(busy.url, ask)));
  await stop();
  await busy.end();
  return lines;
}

/** @param {Run} run @param {LongStore} store @param {readonly { name: string, url: string }[]} entries @param {number} retentionDays */
function started(run, store, entries, retentionDays) {
  return startSavepoint(run, entries, { settings: { retentionDays }, env: store.env });
}

/** Seconds until no older save is left to be summed up. @param {LongStore} store */
async function summedUpAfter({ isSummedUp }) {
  const began = performance.now();
  while (!(await isSummedUp())) await pause(1000);
  return (performance.now() - began) / 1000;
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
    goal: `≤ ${ask.goalMs} ms`,
    reached: reached(beyond, ask.goalMs),
  });
}

/** @param {string} where @param {{ perSecond: number, grownMiB: number }} exported @returns {Line} */
function exportLine(where, { perSecond, grownMiB }) {
  return line({
    what: `${where}: export as CSV, and what the process grows by`,
    ours: `${Math.round(perSecond).toLocaleString('en')} saves a second; ${figure(grownMiB, 'MiB')}`,
  });
}
