import { expect } from 'vitest';
import { instanceStateSchema } from '../../../lib/contracts/instance';
import { eventually } from '../eventually';
import * as recipes from '../recipes';
import type { RedisServer } from '../redis-server';
import type { Watched } from '../watched-fleet';
import type { Capability, Ground, Shown } from './capability';

const GUARD = 'stop-writes-on-bgsave-error';

/** What Savepoint sees without doing anything. */
export const WATCHING: readonly Capability[] = [
  { name: 'each of the ten states', check: tenStates },
  { name: 'a restart', check: restart },
  { name: 'how far a running save is', check: progress },
  { name: 'every attempt between two looks', check: attempts },
  { name: 'a save that was cancelled', check: cancelled },
  { name: 'the full copy of a replica is no save', check: disklessSync },
  { name: 'how many commands were refused', check: refusedCommands },
  { name: 'how far its clock is off', check: clock },
];

async function tenStates(ground: Ground): Promise<Shown> {
  const states = [...(await statesOfOne(ground)), ...(await statesAtStart(ground))];
  expect(states.sort()).toEqual([...instanceStateSchema.options].sort());
  return 'yes';
}

async function statesOfOne(ground: Ground): Promise<string[]> {
  const redis = await ground.started();
  await redis.cli('SET', 'k', 'v');
  const orders = await ground.watched(redis.url);
  const seen = [(await orders.state('at-risk')).state];
  await recipes.save(redis);
  seen.push((await orders.state('saved')).state);
  await recipes.startLongSave(redis);
  seen.push((await orders.state('saving')).state);
  await recipes.signalChild(redis, 'SIGKILL');
  seen.push((await orders.state('rejecting-writes')).state);
  await redis.cli('CONFIG', 'SET', GUARD, 'no');
  seen.push((await orders.state('not-saving')).state);
  await redis.kill();
  return [...seen, (await orders.state('unreachable')).state];
}

async function statesAtStart(ground: Ground): Promise<string[]> {
  const [empty, locked, loading, stopped] = await Promise.all([
    ground.started({ save: '' }),
    ground.started({ password: 'right' }),
    ground.started(),
    ground.started(),
  ]);
  await recipes.restartLoading(loading);
  await stopped.kill('SIGSTOP');
  const stateOf = async (url: string, state: Parameters<Watched['state']>[0]) =>
    (await (await ground.watched(url)).state(state)).state;
  return [
    await stateOf(empty.url, 'no-persistence'),
    await stateOf(`redis://:wrong@127.0.0.1:${locked.port}`, 'no-access'),
    await stateOf(loading.url, 'loading'),
    await stateOf(stopped.url, 'unknown'),
  ];
}

async function restart(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const orders = await ground.watched(redis.url);
  await orders.polls(1);
  await redis.restart();
  await orders.event('restarted');
  return 'yes';
}

async function progress(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  await recipes.addKeys(redis, 5000);
  await recipes.slowSaves(redis, 1000);
  const orders = await ground.watched(redis.url);
  await redis.cli('BGSAVE');
  const saving = await orders.until('the running save', ({ save }) => (save?.elapsedSeconds ?? 0) >= 2);
  if (await tells(redis, 'current_save_keys_total')) {
    await orders.until('its progress', ({ save }) => (save?.percent ?? 0) > 0);
    return 'yes';
  }
  expect(saving.save).toMatchObject({ percent: null, keysDone: null, etaSeconds: null });
  return { not: 'INFO has no count of the keys that were written' };
}

async function attempts(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const follower = ground.follower(redis);
  await follower.poll();
  for (const made of ['first', 'second', 'third']) {
    await redis.cli('SET', 'k', made);
    await recipes.save(redis);
  }
  const told = (await follower.poll()).reduce((sum, save) => sum + save.attempts, 0);
  expect(follower.counts()).toBe(await tells(redis, 'rdb_saves'));
  expect(told).toBe(follower.counts() ? 3 : 1);
  return follower.counts() ? 'yes' : { not: 'INFO has no count of saves: of several between two looks one is told' };
}

async function cancelled(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  await redis.cli('SET', 'k', 'v');
  const orders = await ground.watched(redis.url);
  // In the second of the start, or of another save, whole seconds cannot tell the one from the other.
  await eventually(
    'an age of two seconds',
    async () => Number(await recipes.infoField(redis, 'uptime_in_seconds')) > 2,
  );
  await recipes.save(redis);
  await orders.until('the next second', ({ rdb }) => Date.now() - (rdb.lastGoodSaveAt ?? Date.now()) > 2100);
  await recipes.startLongSave(redis);
  await orders.state('saving');
  await cancel(redis);
  expect((await orders.state('at-risk')).writes.availability).toBe('accepted');
  expect(await orders.history()).toEqual(['other-client cancelled', 'other-client saved']);
  return 'yes';
}

/** By Redis's own command where it has one (Valkey 8.1+), else as one does by hand. */
async function cancel(redis: RedisServer): Promise<void> {
  const answer = await redis.cli('BGSAVE', 'CANCEL');
  if (/error/i.test(answer)) await recipes.signalChild(redis, 'SIGUSR1');
}

async function disklessSync(ground: Ground): Promise<Shown> {
  const primary = await ground.started({ args: ['--repl-diskless-sync', 'yes'] });
  await recipes.addKeys(primary, 1000);
  await recipes.slowSaves(primary, 1000);
  const orders = await ground.watched(primary.url);
  await orders.polls(1);
  await ground.kept(recipes.startReplicaOf(primary));
  await orders.until('the replica', ({ replication }) => replication.connectedReplicas === 1);
  await orders.until('the end of the copy', ({ rdb }) => rdb.inProgress === false);
  await orders.polls(3);
  expect(primary.log()).toContain('target: replicas sockets');
  expect(await orders.history()).toEqual([]);
  return 'yes';
}

async function refusedCommands(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const follower = ground.follower(redis);
  await follower.poll();
  await recipes.refuseWrites(redis);
  await follower.poll();
  for (const value of ['1', '2', '3']) expect(await redis.cli('SET', 'k', value)).toMatch(/^MISCONF/);
  await follower.poll();
  const { rejectedCount, rejectedCountReason } = follower.view().writes;
  if ((await redis.cli('INFO', 'errorstats')).includes('errorstat_MISCONF')) {
    expect(rejectedCount).toBe(3);
    return 'yes';
  }
  expect({ rejectedCount, rejectedCountReason }).toEqual({
    rejectedCount: null,
    rejectedCountReason: expect.any(String),
  });
  return { not: 'INFO has no count of errors' };
}

async function clock(ground: Ground): Promise<Shown> {
  const redis = await ground.started();
  const orders = await ground.watched(redis.url);
  if (await tells(redis, 'server_time_usec')) {
    await orders.until('that both clocks agree', ({ server }) => server.clock.aheadSeconds === 0);
    return 'yes';
  }
  await orders.polls(10);
  const { server } = await orders.until('facts', ({ observedAt }) => observedAt !== null);
  expect(server.clock.aheadSeconds).toBeNull();
  return { not: 'INFO has no clock but that of its cron' };
}

async function tells(redis: RedisServer, field: string): Promise<boolean> {
  return (await recipes.infoField(redis, field)) !== null;
}
