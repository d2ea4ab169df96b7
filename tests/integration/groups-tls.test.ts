import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseFile } from '../../lib/config/yaml-file';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import { idOn } from '../support/a-group';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { callsOf } from '../support/action-bench';
import { startAuthority, type Authority } from '../support/certificates';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { startSentinel } from '../support/sentinel';
import { newDataDir } from '../support/store-folder';

const NAME_OF_CONFIG = 'canary-config-8f21';

let ours: Authority;
beforeAll(() => {
  ours = startAuthority();
});
afterAll(() => ours?.stop());

const toEnd = endings();

function kept<T extends { stop(): Promise<void> }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

/** Watches the one group that these lines register, as savepoint.yaml would. */
async function watching(lines: readonly string[]): Promise<TestSavepoint> {
  const { groups, problems } = parseFile(['groups:', ...lines].join('\n'), 'savepoint.yaml', { NAME_OF_CONFIG });
  expect(problems).toEqual([]);
  return kept(await aSavepoint([], { pollIntervalMs: 100, groups }));
}

const problemsOf = ({ savepoint }: TestSavepoint): readonly string[] =>
  savepoint.groups().flatMap(({ problems }) => problems);

function found({ savepoint }: TestSavepoint, id: string): Promise<InstanceView> {
  return eventually(`${id} to be read`, () => {
    const view = savepoint.instance(id);
    return view?.observedAt === null ? null : view;
  });
}

/** A cluster of one that shows a certificate for `redis.internal`, asks for one, and has another name for CONFIG. */
async function aLockedCluster() {
  const [tlsPort, bus, dir] = [await freePort(), await freePort(), newDataDir()];
  writeFileSync(join(dir, 'redis.conf'), `rename-command CONFIG ${NAME_OF_CONFIG}\n`);
  const own = ours.redisArgs(tlsPort, 'DNS:redis.internal', undefined, true);
  const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(bus), '--tls-cluster', 'yes'];
  const redis = kept(await startRedis({ dir, configFile: 'redis.conf', args: [...own, ...cluster] }));
  expect(await redis.cli('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')).toBe('OK');
  await eventually('the cluster', async () => (await redis.cli('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  return { redis, tlsPort };
}

test('a cluster behind an authority of its own, with CONFIG renamed: asked and watched by what the group says', async () => {
  const { redis, tlsPort } = await aLockedCluster();
  const { cert, key } = ours.issue('savepoint');
  const watch = await watching([
    '  - name: cache',
    `    cluster: { nodes: ["127.0.0.1:${tlsPort}"], hostnames: no }`,
    '    operator: same',
    '    observer: { username: default, password: any }',
    `    tls: { ca: ${ours.trust}, cert: ${cert}, key: ${key}, serverName: redis.internal }`,
    '    commands: { config: "${NAME_OF_CONFIG}", acl: "" }',
  ]);
  const view = await found(watch, idOn(tlsPort, 'cache'));
  expect(view).toMatchObject({
    problem: null,
    guard: { value: 'yes' },
    address: `127.0.0.1:${tlsPort}`,
    group: { role: 'master', slots: '0-16383', announced: true },
  });
  await expect.poll(() => problemsOf(watch)).toEqual([]);
  expect(await callsOf(redis, 'config|get')).toBeGreaterThan(0);
  expect(await callsOf(redis, 'acl|dryrun')).toBe(0);
});

test('Sentinels have an authority of their own, which the servers know nothing of', async () => {
  const primary = kept(await startRedis());
  kept(await recipes.startReplicaOf(primary));
  const tlsPort = await freePort();
  const own = ours.redisArgs(tlsPort, 'DNS:sentinel.internal');
  const lines = own
    .join(' ')
    .split(' --')
    .map((line) => line.replace(/^--/, ''));
  kept(await startSentinel(primary, { lines }));
  const group = (tls: string): string[] => [
    '  - name: shop',
    `    sentinel: { master: orders, nodes: ["127.0.0.1:${tlsPort}"], tls: ${tls} }`,
  ];
  const watch = await watching(group(`{ ca: ${ours.trust}, serverName: sentinel.internal }`));
  expect(await found(watch, idOn(primary.port))).toMatchObject({
    problem: null,
    group: { role: 'master' },
  });
  await expect.poll(() => problemsOf(watch)).toEqual([]);

  const other = await watching(group(`{ ca: ${ours.trust} }`));
  await eventually('the name to be missed', () =>
    problemsOf(other).some((one) => /The certificate of 127\S+ is not for 127\.0\.0\.1: /.test(one)),
  );
});
