import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { firstFree } from '../ports.mjs';
import { bareEnvironment } from '../run.mjs';
import { answers, endServer, startServer } from '../savepoint.mjs';
import { Sentence } from '../steps.mjs';

/** @typedef {import('./row.mjs').Run} Run */
/** @typedef {{ name: string, url: string }} Entry */
/** What one row wants otherwise: in savepoint.yaml, and in the environment. @typedef {{ settings?: object, env?: Record<string, string> }} Special */

export const POLL_INTERVAL_MS = 1000;

const FIRST_PORT = 4600;

/**
 * Starts the built Savepoint, and waits until it has seen every instance once.
 * @param {Run} run
 * @param {readonly Entry[]} entries
 * @param {Special} [special]
 */
export async function startSavepoint(run, entries, special) {
  const { url, server, end } = await spawnSavepoint(run, entries, special);
  if (!(await answers(url, server))) throw new Sentence('Savepoint ended while it started.');
  await allSeen(url);
  return { url, pid: server.child.pid ?? 0, end };
}

/**
 * Starts the built Savepoint, and waits for nothing; `startedAt` by performance.now().
 * @param {Run} run
 * @param {readonly Entry[]} entries
 * @param {Special} [special]
 */
export async function spawnSavepoint(run, entries, { settings = {}, env: more = {} } = {}) {
  const port = await firstFree(FIRST_PORT);
  const home = mkdtempSync(join(run.folder, 'savepoint-'));
  const config = join(home, 'savepoint.yaml');
  const instances = entries.map(({ name, url }) => ({ name, url, operator: 'same', environment: 'development' }));
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ pollIntervalMs: POLL_INTERVAL_MS, instances, ...settings }));
  const env = {
    ...bareEnvironment(),
    SAVEPOINT_CONFIG: config,
    SAVEPOINT_DATA_DIR: join(home, 'data'),
    SAVEPOINT_SIGN_IN: 'no',
    SAVEPOINT_LOG_LEVEL: 'error',
    ...more,
  };
  const startedAt = performance.now();
  const server = startServer({ host: '127.0.0.1', port, env });
  const end = async () => {
    // A stopped process would not hear that it should end.
    server.child.kill('SIGCONT');
    await endServer(server);
  };
  run.keep(end);
  return { url: `http://127.0.0.1:${port}`, server, startedAt, end };
}

/** Waits until every instance was observed once. @param {string} url */
export async function allSeen(url) {
  for (;;) {
    const { instances } = await (await fetch(`${url}/api/instances`)).json();
    if (instances.every((/** @type {{ observedAt: string | null }} */ each) => each.observedAt !== null)) return;
    await pause(200);
  }
}
