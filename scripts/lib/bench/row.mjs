import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say, Sentence } from '../steps.mjs';
import { Keeper } from './keeper.mjs';

/**
 * One line of the table; '' where there is nothing to say.
 * @typedef {{ what: string, ours: string, other: string, ratio: string, range: string, goal: string, reached: string }} Line
 *
 * What a row is given: whether figures are wanted fast rather than good, a folder that goes when the row ends, another (or null) where what took
 * long to make stays for the next run, and where to leave what has to be ended.
 * @typedef {{ quick: boolean, folder: string, kept: string | null, keep: (end: () => Promise<void> | void) => void }} Run
 *
 * @typedef {object} Row
 * @property {string} title what goes on while it is measured
 * @property {readonly ('redis-server' | 'chromium-headless-shell' | 'prometheus-redis-exporter' | 'postgresql')[]} needs
 * @property {number} atMostSeconds
 * @property {(run: Run) => Promise<Line[]>} measure
 */

/**
 * Measures one row, and ends everything that it started. A row that fails is a line of the table as well.
 * @param {string} name
 * @param {Row} row
 * @param {Pick<Run, 'quick' | 'kept'>} wanted
 * @param {Promise<unknown>} asked resolves when the person wants no more
 */
export async function measure(name, row, wanted, asked) {
  const keeper = new Keeper();
  const folder = mkdtempSync(join(tmpdir(), `savepoint-bench-${name}-`));
  keeper.keep(() => rmSync(folder, { recursive: true, force: true }));
  const started = Date.now();
  say(`${name}: ${row.title} …`);
  try {
    const run = { ...wanted, folder, keep: (/** @type {() => Promise<void> | void} */ end) => keeper.keep(end) };
    const lines = await Promise.race([row.measure(run), tooLate(row.atMostSeconds), asked.then(() => [])]);
    say(`  done (${Math.round((Date.now() - started) / 1000)} s)`);
    return lines;
  } catch (error) {
    say(`  failed: ${error instanceof Sentence ? error.message : error instanceof Error ? error.stack : error}`);
    return [line({ what: `\`${name}\``, reached: 'could not be measured' })];
  } finally {
    await keeper.end();
  }
}

/** @param {Partial<Line>} parts @returns {Line} */
export function line(parts) {
  return { what: '', ours: '', other: '', ratio: '', range: '', goal: '', reached: '', ...parts };
}

/** @param {number} value @param {number} goal the most it may be */
export function reached(value, goal) {
  if (!Number.isFinite(value)) return 'could not be measured';
  return value <= goal ? 'yes' : 'no';
}

/** @param {number} seconds @returns {Promise<never>} */
function tooLate(seconds) {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Sentence(`It did not end within ${seconds} s.`)), seconds * 1000).unref();
  });
}
