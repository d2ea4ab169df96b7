import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { STORE } from './on-postgres.mjs';
import { inProject } from './paths.mjs';
import { runGuarded } from './guarded.mjs';
import { say } from './steps.mjs';

/** How a suite ended: what failed is named, so that the last lines of a long run tell it. @typedef {{ passed: number, failed: string[], skipped: number }} Count */
/** @typedef {(runId: string, env?: Record<string, string>) => Promise<Count>} Suite */

/** Characters of what a failed test said that are told again at the end. */
const LONGEST_MESSAGE = 300;

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
  const failed = [];
  for (const [name, commands] of Object.entries(CHECKS)) {
    const good = await allEndWell(runId, commands);
    say(`${good ? 'passed' : 'FAILED'}  ${name}`);
    if (!good) failed.push(`checks: ${name}`);
  }
  return { passed: Object.keys(CHECKS).length - failed.length, failed, skipped: 0 };
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
    return atLeastOneFailure('vitest', code, countOfVitest(readReport(report)));
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
    return atLeastOneFailure('playwright', code, countOfPlaywright(readReport(report)));
  };
}

/**
 * One suite of several, which run one after the other.
 * @param {readonly Suite[]} suites
 * @returns {Suite}
 */
export function inTurn(...suites) {
  return async (runId, env) => {
    let total = NOTHING;
    for (const suite of suites) total = sum(total, await suite(runId, env));
    return total;
  };
}

/** Before any suite. @type {Count} */
export const NOTHING = { passed: 0, failed: [], skipped: 0 };

/** Two counts together. @param {Count} one @param {Count} other @returns {Count} */
export function sum(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: [...one.failed, ...other.failed],
    skipped: one.skipped + other.skipped,
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
  return {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.testResults ?? []).flatMap(failuresOfFile),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** @param {any} file one of a report of Vitest @returns {string[]} */
function failuresOfFile({ name, status, assertionResults }) {
  const path = relative(inProject(), name);
  const failed = assertionResults
    .filter((/** @type {any} */ test) => test.status === 'failed')
    .map((/** @type {any} */ test) => told([path, ...test.ancestorTitles, test.title], test.failureMessages[0]));
  // One that cannot be loaded, or whose preparation fails, has no test that fails.
  return status === 'failed' && failed.length === 0 ? [`${path} › could not be loaded or prepared`] : failed;
}

/** @param {any} report @returns {Count} */
function countOfPlaywright(report) {
  const { stats, errors = [], suites = [] } = report ?? {};
  return {
    passed: stats?.expected ?? 0,
    failed: [
      ...suites.flatMap((/** @type {any} */ file) => failuresOfSuite(file, [])),
      ...errors.map(() => 'playwright › an error outside of any test'),
    ],
    skipped: stats?.skipped ?? 0,
  };
}

/** @param {any} suite one of a report of Playwright: a file, or a group in it @param {readonly string[]} path @returns {string[]} */
function failuresOfSuite({ title, specs = [], suites = [] }, path) {
  const here = [...path, title];
  const bad = specs.filter((/** @type {any} */ spec) => spec.tests.some(isBad));
  return [
    ...bad.map((/** @type {any} */ spec) => told([...here, spec.title], spec.tests[0].results[0]?.error?.message)),
    ...suites.flatMap((/** @type {any} */ inner) => failuresOfSuite(inner, here)),
  ];
}

/** A failed test in one line: where it stands, and the beginning of what it said. @param {readonly string[]} path @param {string} [message] */
function told(path, message = '') {
  const [line = ''] = stripVTControlCharacters(message).split('\n');
  return `${path.join(' › ')}: ${line.slice(0, LONGEST_MESSAGE)}`;
}

/** A test that fails and passes again has failed. @param {any} test */
function isBad({ status }) {
  return status === 'unexpected' || status === 'flaky';
}

/** A run that ended badly without a failed test, or without any test, has failed itself. @param {string} runner @param {number} code @param {Count} count @returns {Count} */
function atLeastOneFailure(runner, code, count) {
  const good = code === 0 && count.passed > 0;
  return good || count.failed.length > 0 ? count : { ...count, failed: [`${runner} ended with ${code}`] };
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
