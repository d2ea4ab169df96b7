/**
 * `node scripts/with-setup.mjs SCRIPT …` runs a script of this project on a fresh clone: it installs the packages, and goes
 * on with the Node 24 that came with them when the one that runs this is older. Must itself run on Node 20.11.
 */
import { delimiter } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages } from './lib/packages.mjs';
import { inProject } from './lib/paths.mjs';
import { exitOf, spawnLeashed, works } from './lib/run.mjs';
import { main, Sentence } from './lib/steps.mjs';

const NEEDED = 24;
const BROUGHT = inProject('node_modules/.bin/node');
const [script = '', ...args] = process.argv.slice(2);

try {
  await ensurePackages();
} catch (error) {
  await main(() => Promise.reject(error));
}
process.env.PATH = `${inProject('node_modules/.bin')}${delimiter}${process.env.PATH}`;
if (isNewEnough(process.versions.node)) {
  process.argv = [process.execPath, inProject(script), ...args];
  await import(pathToFileURL(inProject(script)).href);
} else {
  await main(goOnWithNode24);
}

async function goOnWithNode24() {
  if (!(await works(BROUGHT, ['-e', `process.exit(parseInt(process.versions.node) >= ${NEEDED} ? 0 : 1)`])))
    throw new Sentence(
      `Savepoint needs Node ${NEEDED} or later and this is ${process.version}; the packages bring one for Linux on x64 and arm64 only, so install Node ${NEEDED} and try again.`,
    );
  // The channel tells the script when this process is gone, however it went.
  const child = spawnLeashed(BROUGHT, [inProject(script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => pass(child, signal));
  return exitOf(child);
}

/**
 * A terminal sends Ctrl-C to the child as well; elsewhere it would not learn of it.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function pass(child, signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
}

/** @param {string} version */
function isNewEnough(version) {
  return Number.parseInt(version, 10) >= NEEDED;
}
