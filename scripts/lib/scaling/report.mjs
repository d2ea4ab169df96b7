import { readFileSync } from 'node:fs';
import { markdownTable } from '../bench/report.mjs';
import { figure } from '../bench/figures.mjs';
import { takes } from './takes.mjs';

/** @typedef {ReturnType<import('./benched.mjs').fromPerformance>} Benched */
/** @typedef {import('./measure.mjs').Measured} Measured */

const FLEETS = [1000, 10_000, 100_000];
const count = (/** @type {number} */ n) => Math.round(n).toLocaleString('en');
const GIB = 2 ** 30;

/** Everything between the markers of docs/scaling.md. @param {Benched} benched @param {Measured} measured */
export async function report(benched, measured) {
  const parts = [
    '### What one takes',
    await ones(benched, measured),
    '### What fleets take',
    await fleets(benched, measured),
    '### Where it ends',
    await ends(benched, measured),
    '### Old rows',
    await old(measured),
  ];
  return parts.join('\n\n');
}

/** @param {Benched} benched @param {Measured} measured */
function ones(benched, { wholeBytes, changesBytes, moved, file, postgres }) {
  return markdownTable([
    ['what', 'in a file', 'in Postgres'],
    ['bytes of a save, with its indexes', count(file.saveBytes), count(postgres.saveBytes)],
    ['bytes of an event', count(file.eventBytes), count(postgres.eventBytes)],
    ['bytes of a step of the exposure', count(file.exposureBytes), count(postgres.exposureBytes)],
    ['turns with a save committed per second, one writer', count(file.saveTurns), count(postgres.saveTurns)],
    ['turns without, a hundred a commit', count(file.quietTurns), count(postgres.quietTurns)],
    ['rows moved per second, read back and compared (`npm run store:move`)', count(moved), ''],
    ['bytes remembered of an instance, kept whole', count(wholeBytes), 'the same'],
    ['of these what is otherwise since, written every 5 s', count(changesBytes), 'the same'],
    [
      'bytes that the engine writes for it, in Postgres to its journal',
      count(file.quietBytes),
      count(postgres.quietBytes),
    ],
    ['processor time of a poll (bench)', `${benched.pollMs} ms`, 'the same'],
    ['of Redis for it (bench)', `${benched.redisMs} ms`, 'the same'],
    ['resident memory of an instance (bench)', `${benched.instanceMiB} MiB`, 'the same'],
    ['bytes of an event of the stream, each page (bench)', count(benched.eventBytes), 'the same'],
  ]);
}

/** @param {Benched} benched @param {Measured} measured */
function fleets(benched, measured) {
  const all = FLEETS.map((instances) => takes(instances, benched, measured));
  const row = (/** @type {string} */ what, /** @type {(each: (typeof all)[number]) => string} */ told) => [
    what,
    ...all.map(told),
  ];
  const size = (/** @type {number} */ bytes) => figure(bytes / GIB, 'GiB');
  return markdownTable([
    ['what', ...FLEETS.map((instances) => `${count(instances)} instances`)],
    row('polls per second, one each second', ({ polls }) => count(polls)),
    row('processors for them', ({ processors }) => figure(processors)),
    row('interval at which 70 % of one processor is enough', ({ intervalSeconds }) => figure(intervalSeconds, 's')),
    row('connections to Redis, and files open', ({ connections }) => count(connections)),
    row('resident memory', ({ memoryMiB }) => figure(memoryMiB / 1024, 'GiB')),
    row('what is remembered, rows rewritten per second', ({ quietTurns }) => count(quietTurns)),
    row('what is remembered, rewritten per day', ({ rewrittenDaily }) => size(rewrittenDaily)),
    row('journal of Postgres for it, per day', ({ journalDaily }) => size(journalDaily)),
    row('steps of the exposure, rows per second', ({ steps }) => figure(steps)),
    row('saves and events per second, hourly saves', ({ savesHourly }) => figure(savesHourly)),
    row('the same, a save every minute', ({ savesBusy }) => figure(savesBusy)),
    row('share of one writer, file', ({ fileShare }) => figure(fileShare * 100, '%')),
    row('share of one writer, Postgres', ({ postgresShare }) => figure(postgresShare * 100, '%')),
    row('rows per day, hourly saves', ({ rowsDaily }) => count(rowsDaily)),
    row('rows kept, 90 days, hourly saves', ({ rowsKept }) => count(rowsKept)),
    row('disk of these, file', ({ fileBytes }) => size(fileBytes)),
    row('disk of these, Postgres', ({ postgresBytes }) => size(postgresBytes)),
    row('disk, a save every minute, Postgres', ({ busyBytes }) => size(busyBytes)),
    row('stream per open page, one in a hundred changes each second', ({ streamBytes }) =>
      figure(streamBytes / 1e6, 'MB/s'),
    ),
  ]);
}

/** @param {Benched} benched @param {Measured} measured */
function ends(benched, measured) {
  const one = takes(1, benched, measured);
  const limit = openFiles();
  return markdownTable([
    ['limit of one Savepoint', 'reached at', 'what moves it'],
    ['one processor, at one poll a second', count(1 / one.processors), '`pollIntervalMs`; a Savepoint for each part'],
    ['the writer of a file', count(1 / one.fileShare), 'what is remembered, written less often'],
    ['the writer of a Postgres', count(1 / one.postgresShare), 'the same; several writers'],
    [
      '4 GiB of memory',
      count((4096 - benched.baseMiB) / benched.instanceMiB + 1000),
      'a Savepoint for each part; less per instance',
    ],
    [`files open, ${count(limit)} on this machine`, count(limit - 100), '`ulimit -n`'],
    [
      'deleting as fast as rows come, saves every minute, Postgres',
      count(measured.pruned.deletedPerSecond / (one.savesBusy + one.steps)),
      'partitions by time',
    ],
  ]);
}

/** The most that a process of this user may have open: Node asks for all of it. */
function openFiles() {
  const [, hard] = /^Max open files +\d+ +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return Number(hard);
}

/** @param {Measured} measured */
function old({ pruned }) {
  return markdownTable([
    ['way', 'time', 'left on the disk of the half that stays'],
    [
      'deleted, 500 rows at a time',
      `${count(pruned.deletedPerSecond)} rows per second`,
      figure(pruned.leftByDelete / 2 ** 20, 'MiB'),
    ],
    ['a partition dropped', `${figure(pruned.dropMs, 'ms')} for all`, figure(pruned.leftByDrop / 2 ** 20, 'MiB')],
  ]);
}
