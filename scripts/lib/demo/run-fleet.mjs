import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { firstFree } from '../ports.mjs';
import { say, step } from '../steps.mjs';
import { DEEDS } from './deeds.mjs';
import { FLEET } from './fleet.mjs';
import { DEMO, leaveFolder, rememberServers, takeFolder } from './folder.mjs';
import { DemoServer } from './server.mjs';
import { smallDiskAt } from './small-disk.mjs';
import { startTraffic } from './traffic.mjs';
import { startGranting } from './wishes.mjs';

/** @typedef {import('./fleet.mjs').Member} Member */

const FIRST_PORT = 7401;

/**
 * Starts all servers, brings each into its state, and keeps them moving.
 * @returns {Promise<{ servers: readonly DemoServer[], env: Record<string, string>, end: () => Promise<void> }>}
 */
export async function runFleet() {
  takeFolder();
  const servers = await makeServers();
  const remember = () => rememberServers(servers.flatMap(({ pid }) => (pid === null ? [] : [pid])));
  const end = async () => {
    await Promise.all(servers.map((server) => server.end()));
    leaveFolder();
  };
  try {
    await step(`Starting ${servers.length} Redis servers`, async () => {
      await Promise.all(servers.map((server) => server.start()));
      remember();
      await Promise.all(servers.map(show));
      remember();
    });
  } catch (error) {
    await end();
    throw error;
  }
  const ends = [startTraffic(servers), startGranting(servers, remember)];
  return {
    servers,
    env: { SAVEPOINT_SIGN_IN: 'no', SAVEPOINT_CONFIG: writeConfig(servers), SAVEPOINT_DATA_DIR: join(DEMO, 'data') },
    end: async () => {
      for (const each of ends) each();
      await end();
    },
  };
}

async function makeServers() {
  /** @type {DemoServer[]} */
  const servers = [];
  let port = FIRST_PORT;
  for (const member of FLEET) {
    port = await firstFree(port);
    const primary = servers.find((server) => server.member.name === member.replicaOf);
    servers.push(new DemoServer(member, port, await mountOf(member), primary?.port ?? null));
    port += 1;
  }
  return servers;
}

/** @param {Member} member */
async function mountOf({ name, breaks }) {
  if (breaks !== 'aof') return [];
  const mount = await smallDiskAt(join(DEMO, name));
  if (mount === null)
    say(`${name} stays well: a full disk of its own needs root or user namespaces, and here is neither.`);
  return mount ?? [];
}

/** @param {DemoServer} server */
async function show(server) {
  if (server.primaryPort === null) await server.write(server.member.keys);
  for (const deed of server.member.deeds) await DEEDS[deed](server);
}

/** @param {readonly DemoServer[]} servers */
function writeConfig(servers) {
  const file = join(DEMO, 'savepoint.yaml');
  const instances = servers.map(({ member: { name, environment, tags, password }, port }) => ({
    name,
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    operator: 'same',
    environment,
    tags,
  }));
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ instances }, null, 2));
  return file;
}
