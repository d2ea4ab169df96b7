import { readFileSync, rmSync } from 'node:fs';
import { STORE } from './on-postgres.mjs';
import { inProject } from './paths.mjs';
import { runGuarded } from './guarded.mjs';
import { say } from './steps.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {(runId: string, env?: Record<string, string>) => Promise<Count>} Suite */

/** The checks that look at the source alone, each counted as one test: name → commands, all of which must end well. */
const CHECKS = {
  // The types of the routes are Next's to write, and those of an earlier build may be of routes that are gone.
  types: ['next typegen', 'tsc -p .'],
  eslint: ['eslint --max-warnings 0 .'],
  prettier: ['prettier --check --log-level warn .'],
  knip: ['knip --no-progress --treat-config-hints-as-errors'],
};

/** @param {string} runId */
export async function checks(runId) {
  let failed = 0;
  for (const [name, commands] of Object.entries(CHECKS)) {
    const good = await allEndWell(runId, commands);
    say(`${good ? 'passed' : 'FAILED'}  ${name}`);
    if (!good) failed += 1;
  }
  return { passed: Object.keys(CHECKS).length - failed, failed, skipped: 0 };
}

/** @param {string} runId @param {readonly string[]} commands */
async function allEndWell(runId, commands) {
  for (const command of commands) {
    const [file = '', ...args] = command.split(' ');
    if ((await runGuarded(runId, inProject('node_modules/.bin', file), args)) !== 0) return false;
  }
  return true;
}

/**
 * @param {readonly string[]} filters parts of the paths of test files; empty for all
 * @returns {Suite}
 */
export function vitest(...filters) {
  return async (runId, env) => {
    const report = freshReport('vitest.json');
    const args = ['run', ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runGuarded(runId, inProject('node_modules/.bin/vitest'), args, env);
    return atLeastOneFailure(code, countOfVitest(readReport(report)));
  };
}

/**
 * @param {readonly string[]} filters parts of the paths of test files; empty for all
 * @returns {Suite}
 */
export function playwright(...filters) {
  return async (runId, env) => {
    const report = freshReport('playwright.json');
    const args = ['test', ...filters, '--reporter=list,json'];
    const code = await runGuarded(runId, inProject('node_modules/.bin/playwright'), args, {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    const { stats, errors = [] } = readReport(report) ?? {};
    return atLeastOneFailure(code, {
      passed: stats?.expected ?? 0,
      failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + errors.length,
      skipped: stats?.skipped ?? 0,
    });
  };
}

/**
 * One suite of several, which run one after the other.
 * @param {readonly Suite[]} suites
 * @returns {Suite}
 */
export function inTurn(...suites) {
  return async (runId, env) => {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const suite of suites) {
      const { passed, failed, skipped } = await suite(runId, env);
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    }
    return total;
  };
}

/**
 * The same suite with every Savepoint of its tests on Postgres , without the tests about the store's file.
 * @param {Suite} suite
 * @returns {Suite}
 */
export function onPostgres(suite) {
  return (runId, env) => suite(runId, { ...env, [STORE]: 'postgres' });
}

/** @param {any} report @returns {Count} */
function countOfVitest(report) {
  // A file that cannot even be loaded has no tests to fail.
  const unloadable = (report?.testResults ?? []).filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + unloadable.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** A run that ended badly without a failed test, or without any test, has failed itself. @param {number} code @param {Count} count */
function atLeastOneFailure(code, count) {
  const good = code === 0 && count.passed > 0;
  return good || count.failed > 0 ? count : { ...count, failed: 1 };
}

/** @param {string} name */
function freshReport(name) {
  const file = inProject('test-results', name);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
