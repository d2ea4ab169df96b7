import { resolve } from 'node:path';

/** The folder of the project. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Where the person started the command; npm itself goes to the project's folder first. */
export const STARTED_IN = process.env.INIT_CWD ?? process.cwd();

/** @param {...string} parts */
export function inProject(...parts) {
  return resolve(ROOT, ...parts);
}

/** Where Debian's package chromium-headless-shell puts the browser of the tests, the pictures and the benchmark. */
export const CHROMIUM = '/usr/bin/chromium-headless-shell';
