/**
 * `npm run bench`, `npm run bench -- ROW …`: what Savepoint costs and how fast it is, beside what it is compared with, in one run.
 * `--quick` for a first look, `--write` to put the table of a whole run into docs/performance.md. Never part of the tests.
 */
import { ensureDebianPackages } from './lib/apt.mjs';
import { compared, machine } from './lib/bench/machine.mjs';
import { keepReport, table } from './lib/bench/report.mjs';
import { measure } from './lib/bench/row.mjs';
import { ROWS } from './lib/bench/rows.mjs';
import { ensureBuild } from './lib/build.mjs';
import { endRequested } from './lib/savepoint.mjs';
import { main, say, Sentence } from './lib/steps.mjs';

const USAGE = `Usage: npm run bench, or npm run bench -- ROW … with rows of: ${Object.keys(ROWS).join(', ')}.
  --quick  fewer and shorter measurements, for a first look
  --write  the table of a whole run goes into docs/performance.md`;

await main(async () => {
  const { names, quick, write } = wanted(process.argv.slice(2));
  const rows = names.map((name) => ({ name, row: ROWS[/** @type {keyof typeof ROWS} */ (name)] }));
  await ensureDebianPackages([...new Set(rows.flatMap(({ row }) => row.needs))]);
  await ensureBuild();
  const asked = endRequested();
  let ended = false;
  void asked.then(() => (ended = true));
  const facts = await machine(await compared());
  const lines = [];
  for (const { name, row } of rows) if (!ended) lines.push(...(await measure(name, row, quick, asked)));
  if (ended) return 130;
  const report = `${await table(lines)}\n${facts}`;
  say(`\n${report}`);
  if (write) await keepReport('docs/performance.md', 'bench', report);
});

/** @param {readonly string[]} args */
function wanted(args) {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const flags = args.filter((arg) => arg.startsWith('--'));
  const known = names.every((name) => Object.hasOwn(ROWS, name));
  if (!known || flags.some((flag) => flag !== '--quick' && flag !== '--write')) throw new Sentence(USAGE);
  const [quick, write] = [flags.includes('--quick'), flags.includes('--write')];
  if (write && (quick || names.length > 0))
    throw new Sentence('Only a whole run is written down: leave out --quick and the names of rows, or --write.');
  return { names: names.length > 0 ? names : Object.keys(ROWS), quick, write };
}
