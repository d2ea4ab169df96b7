import { writeFileSync } from 'node:fs';
import { figure, quantile } from '../bench/figures.mjs';
import { asFormatted, keepReport, markdownTable } from '../bench/report.mjs';
import { inProject } from '../paths.mjs';
import { beforeAndAfter, hourly, judgeCount, judgeMemory } from './judge.mjs';
import { clock } from './plan.mjs';

const PAGE = 'docs/soak.md';
const FIGURES = 'docs/soak.json';
const MOST_SAMPLES = 400;

/**
 * What a run left: `ended` when the server did so before it was asked to.
 * @typedef {object} Soaked
 * @property {number} seed
 * @property {number} instances
 * @property {readonly import('./judge.mjs').Sample[]} samples
 * @property {import('./tally.mjs').Tally} tally
 * @property {import('./log.mjs').LogCount} log
 * @property {boolean} ended
 */

/** What is to be said of a run, and whether it went well. @param {Soaked} soaked */
export function verdictsOf({ samples, tally, log, ended }) {
  const growth = [
    judgeMemory(samples),
    judgeCount(samples, 'fds', 'File descriptors'),
    judgeCount(samples, 'threads', 'Threads'),
  ];
  const bad = {
    'Errors: none that nobody caught, and none in the log.':
      log.errors + log.unhandled > 0 && `Errors: ${log.unhandled} that nobody caught, ${log.errors} others in the log.`,
    'Answers and actions: all as they should be.':
      tally.failed > 0 && `Answers and actions: ${tally.failed} were not as they should be.`,
    'Freshness: no facts of an undisturbed instance were stale.':
      tally.stale > 0 &&
      `Freshness: facts of undisturbed instances were stale in ${tally.stale} of ${tally.ages.length} looks.`,
    'Process: one and the same from the start to the end.': ended && 'Process: Savepoint ended before it was asked to.',
  };
  return {
    good: Object.values(bad).every((each) => each === false) && growth.every(({ grows }) => !grows),
    texts: [...growth.map(({ text }) => text), ...Object.entries(bad).map(([well, told]) => told || well)],
  };
}

/** The figures as a table in Markdown. @param {Soaked} soaked */
export function tableOf({ seed, instances, samples, tally, log }) {
  const last = samples.at(-1);
  const [first] = samples;
  const perHour = (/** @type {Parameters<typeof hourly>[1]} */ of) => {
    const { slope, error } = hourly(samples, of);
    return `${figure(slope)} ± ${figure(error, 'MiB')} per hour`;
  };
  const [memory, fds, threads] = [
    /** @type {const} */ ('rss'),
    /** @type {const} */ ('fds'),
    /** @type {const} */ ('threads'),
  ].map((of) => beforeAndAfter(samples, of));
  const change = (/** @type {{ before: number, after: number } | undefined} */ pair, /** @type {string} */ unit = '') =>
    `${figure(pair?.before ?? NaN)} → ${figure(pair?.after ?? NaN, unit)}`;
  const cpu = ((last?.cpu ?? NaN) - (first?.cpu ?? NaN)) / ((last?.at ?? NaN) - (first?.at ?? NaN));
  return markdownTable([
    ['what', 'figure'],
    ['length of the run', clock(last?.at ?? 0)],
    ['instances, and the seed of what happened', `${instances}, SEED ${seed}`],
    ['happened', happened(tally.done)],
    ['memory (RSS), after the warm-up → at the end', change(memory, 'MiB')],
    ['memory (RSS), most', figure(Math.max(...samples.map((sample) => sample.rss)), 'MiB')],
    ['memory (RSS), slope', perHour('rss')],
    ['heap of V8 after full collections, slope', perHour('heap')],
    ['of this what V8 compiled, slope', perHour('code')],
    ['file descriptors, after the warm-up → at the end', change(fds)],
    ['threads, after the warm-up → at the end', change(threads)],
    [
      'files of the store at the end, and what an hour adds',
      `${figure(last?.store ?? NaN, 'MiB')}, ${perHour('store')}`,
    ],
    ['write-ahead log of the store, most', figure(Math.max(...samples.map(({ wal }) => wal)), 'MiB')],
    ['processor', `${figure(cpu * 100)} % of a core`],
    ['answers of pages and API; answers and actions that failed', `${tally.answers}; ${tally.failed}`],
    ['events on two open streams; broken; opened and closed', `${tally.events}; ${tally.broken}; ${tally.reconnects}`],
    [
      'age of the facts of undisturbed instances: p50, p95, most',
      [0.5, 0.95, 1].map((share) => figure(quantile(tally.ages, share), 'ms')).join(', '),
    ],
    ['of these, stale', `${tally.stale} of ${tally.ages.length}`],
    ['lines in the log: errors nobody caught, errors, warnings', `${log.unhandled}, ${log.errors}, ${log.warnings}`],
  ]);
}

/** @param {Record<string, number>} done */
function happened(done) {
  return Object.entries(done)
    .map(([kind, count]) => `${count} × ${kind}`)
    .join(', ');
}

/** Puts the report into docs/soak.md, and the samples beside it. @param {string} report @param {Soaked} soaked */
export async function keepSoak(report, { seed, instances, samples, tally, log, ended }) {
  await keepReport(PAGE, 'soak', report);
  const step = Math.ceil(samples.length / MOST_SAMPLES);
  const kept = samples.filter((_sample, index) => index % step === 0);
  const column = (/** @type {keyof import('./judge.mjs').Sample} */ of) =>
    kept.map((sample) => (sample[of] === null ? null : Math.round((sample[of] ?? 0) * 10) / 10));
  const { answers, failed, failures, broken, reconnects, stale, done } = tally;
  const figures = {
    seed,
    instances,
    ended,
    log,
    counts: { answers, failed, failures, broken, reconnects, stale, done },
    samples: {
      seconds: column('at'),
      rssMiB: column('rss'),
      heapMiB: column('heap'),
      codeMiB: column('code'),
      fds: column('fds'),
      threads: column('threads'),
      storeMiB: column('store'),
    },
  };
  writeFileSync(inProject(FIGURES), await asFormatted(JSON.stringify(figures), 'json'));
}
