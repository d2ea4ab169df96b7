import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { runGuarded } from '../guarded.mjs';
import { inProject, ROOT } from '../paths.mjs';

/** @typedef {import('./unpack.mjs').Release} Release */

/**
 * A test as it ended. `capability`: the line of the table that it is; `notInIt`: why this release cannot have it.
 * @typedef {{ file: string, title: string, status: 'passed' | 'failed' | 'skipped', capability?: string, notInIt?: string }} Test
 */

/** The integration tests in which Redis itself matters, as vitest takes them; the others test Savepoint around it. */
const FILES = [
  'tests/releases/',
  ...['redis-', 'recipes-', 'actions-', 'history-truth', 'acl-lines', 'observer-rights', 'overrides.test'].map(
    (name) => `tests/integration/${name}`,
  ),
];

/**
 * Runs the tests against one release. What breaks before the tests do is told as a failed one.
 * @param {string} runId
 * @param {Release} release
 * @returns {Promise<Test[]>}
 */
export async function testRelease(runId, { name, server }) {
  const report = inProject('test-results', 'releases', `${name}.json`);
  rmSync(report, { force: true });
  const args = ['run', ...FILES, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runGuarded(runId, inProject('node_modules/.bin/vitest'), args, { REDIS_SERVER: server });
  const tests = testsIn(report);
  const isToldAll = code === 0 || tests.some(({ status }) => status === 'failed');
  return isToldAll && tests.length > 0
    ? tests
    : [...tests, { file: 'vitest', title: `ended with ${code}`, status: 'failed' }];
}

/** @param {readonly Test[]} tests */
export function countOf(tests) {
  const of = (/** @type {Test['status']} */ status) => tests.filter((test) => test.status === status).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/** @param {string} path @returns {Test[]} */
function testsIn(path) {
  const { testResults } = /** @type {{ testResults: any[] }} */ (JSON.parse(readFileSync(path, 'utf8')));
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(ROOT, name);
    // A file that cannot even be loaded has no tests to fail.
    if (status === 'failed' && assertionResults.length === 0) return [{ file, title: 'not loaded', status: 'failed' }];
    return assertionResults.map((/** @type {any} */ test) => ({
      file,
      title: test.fullName.trim(),
      status: ['passed', 'failed'].includes(test.status) ? test.status : 'skipped',
      capability: test.meta?.capability,
      notInIt: test.meta?.notInThisRelease,
    }));
  });
}
