/**
 * `npm test [-- SUITE… --store=postgres]`: everything that shows that Savepoint works. With the name of a suite, only that; with `--store=postgres`, every
 * Savepoint of the tests keeps everything in a Postgres. Ends with the names of what failed, and one line over all.
 */
import { randomUUID } from 'node:crypto';
import { ensureDebianPackages } from './lib/apt.mjs';
import { ensureBuild } from './lib/build.mjs';
import { endLeftovers } from './lib/guarded.mjs';
import { ensurePrometheus } from './lib/prometheus.mjs';
import { endRequested } from './lib/savepoint.mjs';
import { main, say, Sentence } from './lib/steps.mjs';
import { checks, inTurn, NOTHING, onPostgres, playwright, sum, vitest } from './lib/suites.mjs';

/** @type {Record<string, import('./lib/suites.mjs').Suite>} */
const SUITES = {
  checks,
  unit: vitest('tests/unit', 'tests/architecture'),
  integration: vitest('tests/contract', 'tests/integration'),
  e2e: playwright(),
  // A part of the others, for runs of its own.
  faults: inTurn(
    vitest('tests/integration/faults-', 'tests/unit/faults-', 'tests/integration/redis-observe'),
    playwright('tests/e2e/hostile'),
  ),
  causes: vitest('tests/integration/causes'),
  // Not one of all: it needs a Prometheus and an Alertmanager.
  alerts: vitest('tests/alerts'),
  // Five minutes, and a hundred servers.
  several: vitest('tests/several'),
};
/** Debian packages of all suites but the first. */
const NEEDED = [
  ...['redis-server', 'postgresql', 'chromium-headless-shell', 'python3-redis'],
  ...['gcc', 'libc6-dev', 'iproute2', 'openssl'],
];
/** Suites that start the built server. */
const BUILT = ['integration', 'e2e', 'faults', 'alerts'];
const ALL = ['checks', 'unit', 'integration', 'e2e'];
/** With it every Savepoint of the tests keeps everything in a Postgres. */
const ON_POSTGRES = '--store=postgres';
/** Suites that start Savepoints. */
const STARTING = ['integration', 'e2e'];

await main(async () => {
  const runId = randomUUID();
  const stopped = endRequested().then(() => {
    endLeftovers(runId);
    return 130;
  });
  return Promise.race([run(runId), stopped]);
});

/** @param {string} runId */
async function run(runId) {
  let total = NOTHING;
  const { suites, isOnPostgres } = chosen();
  await prepare(suites);
  for (const name of suites) {
    const suite = SUITES[name];
    if (suite === undefined) continue;
    say(`\n— ${name}${isOnPostgres ? ' on Postgres' : ''} —`);
    total = sum(total, await (isOnPostgres ? onPostgres(suite) : suite)(runId));
  }
  const { passed, failed, skipped } = sum(total, leftBehind(runId));
  say('');
  for (const name of failed) say(`FAILED  ${name}`);
  say(`${passed} passed, ${failed.length} failed, ${skipped} skipped`);
  return failed.length === 0 ? 0 : 1;
}

function chosen() {
  const known = Object.keys(SUITES);
  const asked = process.argv.slice(2).filter((argument) => argument !== ON_POSTGRES);
  const isOnPostgres = process.argv.includes(ON_POSTGRES);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Sentence(
      `There is no suite “${unknown}”; the suites are ${known.join(', ')}, each also with ${ON_POSTGRES}.`,
    );
  const every = isOnPostgres ? STARTING : ALL;
  return { suites: asked.length > 0 ? asked : every, isOnPostgres };
}

/** @param {readonly string[]} suites */
async function prepare(suites) {
  if (suites.some((name) => name !== 'checks')) await ensureDebianPackages(NEEDED);
  if (suites.includes('alerts')) await ensurePrometheus();
  if (suites.some((name) => BUILT.includes(name))) await ensureBuild();
}

/** A process that outlives the tests is a failure of its own. @param {string} runId @returns {import('./lib/suites.mjs').Count} */
function leftBehind(runId) {
  const failed = endLeftovers(runId).map((line) => `left behind and ended: ${line}`);
  return { passed: failed.length === 0 ? 1 : 0, failed, skipped: 0 };
}
