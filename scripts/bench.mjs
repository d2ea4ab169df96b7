/**
 * `npm run bench`, `npm run bench -- ROW …`: what Savepoint costs and how fast it is, beside what it is compared with, in one run.
 * `--quick` for a first look, `--write` to put the table of a whole run into docs/performance.md, `--keep FOLDER` to fill long histories once. Never
 * part of the tests.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDebianPackages } from './lib/apt.mjs';
import { compared, machine } from './lib/bench/machine.mjs';
import { keepReport, table } from './lib/bench/report.mjs';
import { measure } from './lib/bench/row.mjs';
import { ROWS } from './lib/bench/rows.mjs';
import { ensureBuild } from './lib/build.mjs';
import { STARTED_IN } from './lib/paths.mjs';
import { endRequested } from './lib/savepoint.mjs';
import { main, say, Sentence } from './lib/steps.mjs';

const USAGE = `Usage: npm run bench, or npm run bench -- ROW … with rows of: ${Object.keys(ROWS).join(', ')}.
  --quick  fewer and shorter measurements, for a first look
  --write  the table of a whole run goes into docs/performance.md
  --keep FOLDER  stores with a long history are filled once, and stay there for the next run`;

await main(async () => {
  const { names, quick, kept, write } = wanted(process.argv.slice(2));
  const rows = names.map((name) => ({ name, row: ROWS[/** @type {keyof typeof ROWS} */ (name)] }));
  await ensureDebianPackages([...new Set(rows.flatMap(({ row }) => row.needs))]);
  await ensureBuild();
  const asked = endRequested();
  let ended = false;
  void asked.then(() => (ended = true));
  const facts = await machine(await compared());
  const lines = [];
  for (const { name, row } of rows) if (!ended) lines.push(...(await measure(name, row, { quick, kept }, asked)));
  if (ended) return 130;
  const report = `${await table(lines)}\n${facts}`;
  say(`\n${report}`);
  if (write) await keepReport('docs/performance.md', 'bench', report);
});

/** @param {readonly string[]} args */
function wanted(args) {
  const { names, quick, write, keep } = parsed(args);
  if (!names.every((name) => Object.hasOwn(ROWS, name))) throw new Sentence(USAGE);
  if (write && (quick || names.length > 0))
    throw new Sentence('Only a whole run is written down: leave out --quick and the names of rows, or --write.');
  const kept = keep === undefined ? null : resolve(STARTED_IN, keep);
  return { names: names.length > 0 ? names : Object.keys(ROWS), quick, kept, write };
}

/** @param {readonly string[]} args */
function parsed(args) {
  const [flag, text] = [
    /** @type {const} */ ({ type: 'boolean', default: false }),
    /** @type {const} */ ({ type: 'string' }),
  ];
  try {
    const options = { quick: flag, write: flag, keep: text };
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { names: positionals, ...values };
  } catch {
    throw new Sentence(USAGE);
  }
}
