/**
 * `npm run soak -- --hours N`: the built Savepoint before twenty real servers to which something happens all the time, and whether
 * its memory or its file descriptors grow. Ctrl-C ends it with the figures so far. Never part of the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianPackages } from './lib/apt.mjs';
import { Keeper } from './lib/bench/keeper.mjs';
import { machine } from './lib/bench/machine.mjs';
import { ensureBuild } from './lib/build.mjs';
import { endRequested } from './lib/savepoint.mjs';
import { keepSoak, tableOf, verdictsOf } from './lib/soak/report.mjs';
import { soak } from './lib/soak/run.mjs';
import { main, say, Sentence } from './lib/steps.mjs';

const USAGE = `Usage: npm run soak -- --hours N
  --hours N  how long; 1 when it is not said, and fractions are fine
  --write    the figures of a whole run go into docs/soak.md and docs/soak.json
  SEED=…     repeats what happened in an earlier run`;

await main(async () => {
  const { hours, write } = wanted(process.argv.slice(2));
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  await ensureDebianPackages(['redis-server']);
  await ensureBuild();
  const asked = endRequested();
  let early = false;
  void asked.then((signal) => {
    early = true;
    say(`\n${signal}: ending early, with the figures so far.`);
  });
  const facts = await machine();
  const keeper = new Keeper();
  const home = mkdtempSync(join(tmpdir(), 'savepoint-soak-'));
  keeper.keep(() => rmSync(home, { recursive: true, force: true }));
  try {
    const keep = (/** @type {() => Promise<void> | void} */ end) => keeper.keep(end);
    const soaked = await soak({ seconds: hours * 3600, seed, home, keep, asked });
    const { good, texts } = verdictsOf(soaked);
    const examples = [...soaked.tally.failures, ...soaked.log.first];
    const report = `${texts.map((text) => `- ${text}\n`).join('')}\n${await tableOf(soaked)}\n${facts}`;
    say(`\n${report}${examples.length === 0 ? '' : `\nThe first that went wrong:\n${examples.join('\n')}\n`}`);
    if (write && early) say('Only a whole run is written down: docs/soak.md stays as it was.');
    if (write && !early) await keepSoak(report, soaked);
    return good ? 0 : 1;
  } finally {
    await keeper.end();
  }
});

/** @param {readonly string[]} args */
function wanted(args) {
  let hours = 1;
  let write = false;
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--write') write = true;
    else if (args[i] === '--hours') hours = Number(args[(i += 1)]);
    else throw new Sentence(USAGE);
  }
  if (!(hours > 0)) throw new Sentence(USAGE);
  return { hours, write };
}
