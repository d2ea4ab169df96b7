import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { instanceListSchema, type Instance } from '../../lib/contracts/instance';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { NAMES, NEVER } from '../support/outbound-cases';
import { killTree, spawnServer, type SpawnedServer } from '../support/processes';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';
import { startWatchedNet, type WatchedNet } from '../support/watched-net';

/* What is registered already is connected to again and again: with the packet counter of outbound-packets.test.ts as the witness. */
const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const ANNOUNCING = fileURLToPath(new URL('../support/announcing-redis.ts', import.meta.url));
const TOKEN = 'packets-token-packets-token';
const HEADERS = { authorization: `Bearer ${TOKEN}` };

const ALLOWED = '10.77.0.1:6379';

/** Eighty instances are polled: a busy machine takes its time, and nothing here depends on it. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS });

let net: WatchedNet | null = null;
let savepoint: SavepointServer | null = null;
let announcing: SpawnedServer | null = null;

afterEach(async () => {
  await savepoint?.stop();
  if (announcing !== null) killTree(announcing.pid);
  await announcing?.exited;
  await net?.stop();
});

/** Watches these addresses; `operator: same`, so that actions are tried as well. */
async function watch(inside: WatchedNet, urls: readonly string[]): Promise<string> {
  const entry = (url: string, index: number): string =>
    `  - name: i${index}\n    url: ${JSON.stringify(url)}\n    operator: same\n`;
  savepoint = await startSavepoint({
    port: inside.port,
    wrapper: inside.wrapper,
    yaml: `instances:\n${urls.map(entry).join('')}`,
    env: { SAVEPOINT_ADMIN_TOKEN: TOKEN },
  });
  return savepoint.url;
}

async function listed(url: string): Promise<readonly Instance[]> {
  return instanceListSchema.parse((await ask(url, '/api/instances', { headers: HEADERS })).json()).instances;
}

/** What some rounds of polls send. */
async function packetsOfPolls(inside: WatchedNet): Promise<readonly string[]> {
  const seen: string[] = [];
  const ask = async (): Promise<boolean> => {
    seen.push(...(await inside.packets()));
    return seen.length >= 3;
  };
  await eventually('some rounds of polls', ask, PATIENCE_MS / 2);
  return seen;
}

test('polls and actions send nothing to what is configured and may not be connected to', async () => {
  net = await startWatchedNet(NAMES);
  // The last one may be: while it is polled, so are the others.
  const url = await watch(net, [...NEVER, `redis://${ALLOWED}`]);
  const instances = (await listed(url)).filter(({ address }) => !address.includes(ALLOWED));
  expect(instances.length).toBeGreaterThanOrEqual(60);
  const seen = await packetsOfPolls(net);
  const save = { method: 'POST', headers: HEADERS, body: {} };
  await Promise.all(instances.map(({ id }) => ask(url, `/api/instances/${id}/bgsave`, save)));
  await eventually(
    'all of them to be refused',
    async () =>
      (await listed(url)).every(({ address, problem }) => address.includes(ALLOWED) || problem?.code === 'not-allowed'),
    PATIENCE_MS / 2,
  );
  expect(new Set([...seen, ...(await net.packets())])).toEqual(new Set(['tcp 10.77.0.1 6379']));
});

test('a name that leads elsewhere each time is polled only where that is allowed', async () => {
  net = await startWatchedNet(NAMES);
  await watch(net, ['redis://flips.test']);
  const seen = await packetsOfPolls(net);
  expect(new Set(seen)).toEqual(new Set(['tcp 10.77.0.1 6379']));
});

test('a server that says where else to go is not followed there', async () => {
  net = await startWatchedNet(NAMES);
  announcing = spawnServer([process.execPath, '--import', HOOKS, ANNOUNCING, '10.78.0.1'], { wrapper: net.wrapper });
  const [, port] = await eventually('its port', () => /^port (\d+)$/m.exec(announcing?.output() ?? ''));
  const url = await watch(net, [`redis://127.0.0.1:${port}`]);
  const first = await eventually('it to be seen', async () => {
    const [instance] = await listed(url);
    return instance?.replication.primaryAddress === '10.78.0.1:6379' ? instance : null;
  });
  const bgsave = await ask(url, `/api/instances/${first.id}/bgsave`, { method: 'POST', headers: HEADERS, body: {} });
  expect(bgsave.status).toBeGreaterThanOrEqual(400);
  await eventually('another look', async () => (await listed(url))[0]?.observedAt !== first.observedAt);
  expect(new Set(await net.packets())).toEqual(new Set([`tcp 127.0.0.1 ${port}`]));
});
