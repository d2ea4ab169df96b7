import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inProject } from '../paths.mjs';
import { endLeftover, isSame, identityOf } from './identity.mjs';
import { Sentence } from '../steps.mjs';

/** Everything the demo writes. */
export const DEMO = process.env.SAVEPOINT_DEMO_DIR ? resolve(process.env.SAVEPOINT_DEMO_DIR) : inProject('.demo');

const OWNER = join(DEMO, 'demo.json');
const SERVERS = join(DEMO, 'servers.json');

/** @typedef {import('./identity.mjs').Identity} Identity */

/** The demo that runs now; null when there is none. @returns {Identity | null} */
export function runningDemo() {
  const owner = readJson(OWNER);
  return owner !== null && isSame(owner) ? owner : null;
}

/** Takes the folder: ends servers that an earlier demo had to leave behind, and empties it. */
export function takeFolder() {
  const owner = runningDemo();
  if (owner !== null)
    throw new Sentence(
      `A demo runs already (process ${owner.pid}); end it with Ctrl-C first, or break and heal what it shows.`,
    );
  for (const server of readJson(SERVERS) ?? []) endLeftover(server);
  rmSync(DEMO, { recursive: true, force: true });
  mkdirSync(DEMO, { recursive: true });
  writeJson(OWNER, identityOf(process.pid));
}

/** Remembers which processes must be gone after this demo. @param {readonly number[]} pids */
export function rememberServers(pids) {
  writeJson(SERVERS, pids.map(identityOf));
}

/** Gives the folder back; what the servers wrote stays to be looked at. */
export function leaveFolder() {
  rmSync(OWNER, { force: true });
  rmSync(SERVERS, { force: true });
}

/** @param {string} file */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Written aside first: a reader never finds half of it. @param {string} file @param {unknown} value */
export function writeJson(file, value) {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}
