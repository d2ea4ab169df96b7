import { basename } from 'node:path';
import { markdownTable } from '../bench/report.mjs';
import { countOf } from './run.mjs';

/** @typedef {import('./run.mjs').Test} Test */
/** @typedef {{ release: import('./unpack.mjs').Release, tests: readonly Test[] }} Run */

/** What docs/compatibility.md keeps of a run, in Markdown. @param {readonly Run[]} runs */
export async function reportOf(runs) {
  const notes = notesOf(runs);
  return [
    await markdownTable([['', ...runs.map(({ release }) => release.title)], ...capabilityRows(runs, notes)]),
    ...notes.map((note, index) => `${index + 1}. ${note}`),
    '',
    'The integration tests, how many passed:',
    '',
    await markdownTable([['', ...runs.map(({ release }) => release.title)], ...fileRows(runs), totalRow(runs)]),
    ...skippedIn(runs),
    `Debian’s packages: ${runs.map(({ release }) => `${release.title} of ${release.suite}`).join(', ')}.`,
    '',
  ].join('\n');
}

/** Why something is not in a release, each sentence once. @param {readonly Run[]} runs */
function notesOf(runs) {
  return [...new Set(runs.flatMap(({ tests }) => tests.flatMap(({ notInIt }) => notInIt ?? [])))];
}

/** @param {readonly Run[]} runs @param {readonly string[]} notes */
function capabilityRows(runs, notes) {
  const names = [...new Set(runs.flatMap(({ tests }) => tests.flatMap(({ capability }) => capability ?? [])))];
  return names.map((name) => [
    name,
    ...runs.map(({ tests }) => {
      const test = tests.find(({ capability }) => capability === name);
      if (test?.status !== 'passed') return '**no**';
      return test.notInIt === undefined ? 'yes' : `– (${notes.indexOf(test.notInIt) + 1})`;
    }),
  ]);
}

/** @param {readonly Run[]} runs */
function fileRows(runs) {
  const files = [...new Set(runs.flatMap(({ tests }) => othersOf(tests).map(({ file }) => file)))].sort();
  return files.map((file) => [
    `\`${basename(file, '.test.ts')}\``,
    ...runs.map(({ tests }) => cell(tests.filter((test) => test.file === file))),
  ]);
}

/** @param {readonly Run[]} runs */
function totalRow(runs) {
  return ['all', ...runs.map(({ tests }) => cell(othersOf(tests)))];
}

/** @param {readonly Test[]} tests */
function cell(tests) {
  const { passed, failed, skipped } = countOf(tests);
  const rest = [...(failed > 0 ? [`**${failed} failed**`] : []), ...(skipped > 0 ? [`${skipped} not in it`] : [])];
  return [String(passed), ...rest].join(', ');
}

/** The tests that were left out, by name: of something that a release has not. @param {readonly Run[]} runs */
function skippedIn(runs) {
  return runs.flatMap(({ release, tests }) => {
    const skipped = othersOf(tests).filter(({ status }) => status === 'skipped');
    if (skipped.length === 0) return [];
    return [`Not in ${release.title}:`, '', ...skipped.map(({ title }) => `- ${title}`), ''];
  });
}

/** @param {readonly Test[]} tests */
function othersOf(tests) {
  return tests.filter(({ capability }) => capability === undefined);
}
