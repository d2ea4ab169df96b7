/**
 * `npm run test:releases`, `npm run test:releases -- NAME …`: what Savepoint can do with each release of Redis and Valkey that Debian packages, and
 * the integration tests against each of them. `--write` puts the tables of a whole run into docs/compatibility.md.
 */
import { randomUUID } from 'node:crypto';
import { ensureDebianPackages } from './lib/apt.mjs';
import { keepReport } from './lib/bench/report.mjs';
import { endLeftovers } from './lib/guarded.mjs';
import { inProject } from './lib/paths.mjs';
import { reportOf } from './lib/releases/report.mjs';
import { countOf, testRelease } from './lib/releases/run.mjs';
import { redisReleases } from './lib/releases/unpack.mjs';
import { endRequested } from './lib/savepoint.mjs';
import { main, say, Sentence, step } from './lib/steps.mjs';

const FOLDER = inProject('node_modules/.cache/redis-releases');
/** Fewer tell little about what changes from release to release. */
const AT_LEAST = 5;

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
  const args = process.argv.slice(2);
  const names = args.filter((arg) => arg !== '--write');
  const write = names.length < args.length;
  if (write && names.length > 0)
    throw new Sentence('Only a whole run is written down: leave out the names, or --write.');
  await ensureDebianPackages(['redis-server', 'gcc', 'libc6-dev']);
  const releases = await chosen(names);
  const runs = [];
  for (const release of releases) {
    say(`\n— ${release.title} —`);
    runs.push({ release, tests: await testRelease(runId, release) });
  }
  const left = endLeftovers(runId);
  for (const line of left) say(`Left behind and ended: ${line}`);
  const report = await reportOf(runs);
  const { passed, failed, skipped } = countOf(runs.flatMap(({ tests }) => tests));
  say(`\n${report}\n${passed} passed, ${failed + left.length} failed, ${skipped} skipped`);
  if (failed + left.length > 0) return 1;
  if (write) await keepReport('docs/compatibility.md', 'releases', report);
  return 0;
}

/** The releases to test, all that can be had unless named. @param {readonly string[]} names */
async function chosen(names) {
  const { releases, missing } = await step('Unpacking the releases (apt-get)', () => redisReleases(FOLDER));
  for (const sentence of missing) say(sentence);
  const known = releases.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Sentence(`There is no release “${unknown}”; there are ${known.join(', ')}.`);
  if (names.length > 0) return releases.filter(({ name }) => names.includes(name));
  if (releases.length >= AT_LEAST) return releases;
  throw new Sentence(
    `Only ${releases.length} releases can be had here, and ${AT_LEAST} are needed: ${missing.join(' ')}`,
  );
}
