import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allSeen } from '../bench/savepoint.mjs';
import { DemoServer } from '../demo/server.mjs';
import { smallDiskAt } from '../demo/small-disk.mjs';
import { inProject } from '../paths.mjs';
import { firstFree } from '../ports.mjs';
import { bareEnvironment } from '../run.mjs';
import { answers, endServer, startServer } from '../savepoint.mjs';
import { Sentence } from '../steps.mjs';
import { soakFleet } from './fleet.mjs';

/** @typedef {(end: () => Promise<void> | void) => void} Keep */

const FIRST_PORT = 21_500;
const FIRST_SAVEPOINT_PORT = 4750;

/**
 * Starts the servers, each saved once.
 * @param {string} home the folder of everything they write
 * @param {Keep} keep
 */
export async function startFleet(home, keep) {
  /** @type {DemoServer[]} */
  const servers = [];
  let port = FIRST_PORT;
  for (const { member } of soakFleet()) {
    port = await firstFree(port);
    const primary = servers.find((server) => server.member.name === member.replicaOf);
    const mount = member.breaks === 'aof' ? ((await smallDiskAt(join(home, member.name))) ?? []) : [];
    const server = new DemoServer(member, port, mount, primary?.port ?? null, home);
    keep(() => server.end());
    servers.push(server);
    port += 1;
  }
  await Promise.all(servers.map((server) => server.start()));
  await Promise.all(
    servers.map(async (server) => {
      if (server.primaryPort === null) await server.write(server.member.keys);
      if (server.member.save !== '') await server.save();
    }),
  );
  return servers;
}

/**
 * Starts the built Savepoint before them, its log in a file, and waits until it has seen each.
 * @param {string} home
 * @param {readonly DemoServer[]} servers
 * @param {Keep} keep
 */
export async function startWatching(home, servers, keep) {
  const port = await firstFree(FIRST_SAVEPOINT_PORT);
  const [config, data] = [join(home, 'savepoint.yaml'), join(home, 'data')];
  const [heapFile, logFile] = [join(home, 'heap'), join(home, 'savepoint.log')];
  writeFileSync(config, JSON.stringify({ instances: servers.map(entryOf) }));
  const log = openSync(logFile, 'a');
  const probe = pathToFileURL(inProject('scripts/lib/soak/heap-probe.mjs')).href;
  const env = {
    ...bareEnvironment(),
    SAVEPOINT_CONFIG: config,
    SAVEPOINT_DATA_DIR: data,
    SAVEPOINT_SIGN_IN: 'no',
    SAVEPOINT_LOG_LEVEL: 'warn',
    NODE_OPTIONS: `--import=${probe}`,
    SOAK_HEAP_FILE: heapFile,
  };
  const server = startServer({ host: '127.0.0.1', port, env, stdio: ['ignore', log, log] });
  closeSync(log);
  keep(async () => void (await endServer(server)));
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(url, server))) throw new Sentence('Savepoint ended while it started.');
  await allSeen(url);
  return { url, pid: server.child.pid ?? 0, exit: server.exit, data, heapFile, logFile };
}

/** @param {DemoServer} server */
function entryOf({ member: { name, environment, tags, password }, port }) {
  const login = password === undefined ? '' : `:${password}@`;
  return { name, url: `redis://${login}127.0.0.1:${port}`, operator: 'same', environment, tags };
}
