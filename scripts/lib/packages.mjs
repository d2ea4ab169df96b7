import { readFileSync } from 'node:fs';
import { inProject } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { Sentence, step } from './steps.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/** Installs the packages of package-lock.json unless node_modules holds exactly them. */
export async function ensurePackages() {
  const wanted = packagesOf('package-lock.json');
  if (wanted === null) throw new Sentence('package-lock.json is missing or damaged: check the files out again.');
  // npm writes this file at the end of an installation: without it there is none, or half of one.
  const installed = packagesOf('node_modules/.package-lock.json');
  if (installed !== null && holds(installed, wanted)) return;
  await step('Installing the packages of package-lock.json (npm ci)', () => npm(['ci', '--no-audit', '--no-fund']));
}

/** @param {string} file @returns {Packages | null} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(inProject(file), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** @param {Packages} installed @param {Packages} wanted */
function holds(installed, wanted) {
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** @param {readonly string[]} args */
function npm(args) {
  const script = process.env.npm_execpath;
  const own = script !== undefined && script.endsWith('.js');
  return runQuietly(own ? process.execPath : 'npm', own ? [script, ...args] : args);
}
