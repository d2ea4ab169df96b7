/**
 * `npm run scaling`: what a thousand, ten thousand and a hundred thousand instances take, from what one takes here. `--quick` for a first look, `--write` to put the figures
 * into docs/scaling.md. Never part of the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianPackages } from './lib/apt.mjs';
import { Keeper } from './lib/bench/keeper.mjs';
import { machine } from './lib/bench/machine.mjs';
import { keepReport } from './lib/bench/report.mjs';
import { endRequested } from './lib/savepoint.mjs';
import { fromPerformance } from './lib/scaling/benched.mjs';
import { measureAll } from './lib/scaling/measure.mjs';
import { report } from './lib/scaling/report.mjs';
import { main, say, Sentence } from './lib/steps.mjs';

const USAGE = `Usage: npm run scaling
  --quick  fewer rows, for a first look
  --write  the figures go into docs/scaling.md`;

await main(async () => {
  const flags = process.argv.slice(2);
  const [quick, write] = [flags.includes('--quick'), flags.includes('--write')];
  if (flags.some((flag) => flag !== '--quick' && flag !== '--write') || (quick && write)) throw new Sentence(USAGE);
  await ensureDebianPackages(['redis-server', 'postgresql']);
  const keeper = new Keeper();
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-scaling-'));
  keeper.keep(() => rmSync(folder, { recursive: true, force: true }));
  const asked = endRequested().then(() => null);
  try {
    const facts = await machine();
    const measured = await Promise.race([measureAll({ folder, quick, keeper }), asked]);
    if (measured === null) return 130;
    const text = `${await report(fromPerformance(), measured)}\n${facts}`;
    say(`\n${text}`);
    if (write) await keepReport('docs/scaling.md', 'scaling', text);
  } finally {
    await keeper.end();
  }
});
