import { spawnSync } from 'node:child_process';
import type { CauseKind, FailureStage } from '../../lib/domain/save/save';
import * as recipes from './recipes';
import { startRedis, type RedisServer } from './redis-server';

/** A cause of a failed save that can be made here, on a real server. */
export interface MadeCause {
  readonly name: string;
  /** What Savepoint should call it; null: nothing failed. */
  readonly kind: CauseKind | null;
  readonly stage: FailureStage | null;
  start(): Promise<RedisServer>;
  /** From now on every attempt ends so. */
  bring(redis: RedisServer): Promise<void> | void;
  /** One attempt, to its end. `midway` is called while its child runs, where it lasts long enough. */
  attempt(redis: RedisServer, midway: () => Promise<void>): Promise<void>;
}

const AS_NOBODY = { asNobody: true } as const;
const failingSave = (redis: RedisServer): Promise<void> => recipes.save(redis, 'err');

/** A save that lasts ends by this signal, while its child writes. */
function signalled(signal: NodeJS.Signals, status: 'ok' | 'err'): Pick<MadeCause, 'attempt' | 'bring'> {
  return {
    bring: (redis) => recipes.slowSaves(redis, 60_000_000),
    attempt: async (redis, midway) => {
      await redis.cli('BGSAVE');
      await recipes.runningChild(redis);
      await midway();
      await recipes.signalChild(redis, signal);
      await recipes.saveEnded(redis, status);
    },
  };
}

const IN_CHILD: readonly MadeCause[] = [
  {
    name: 'disk full',
    kind: 'disk-full',
    stage: 'child',
    start: () => recipes.startOnSmallDisk(),
    bring: recipes.fillDisk,
    attempt: failingSave,
  },
  {
    name: 'permission denied',
    kind: 'permission',
    stage: 'child',
    start: () => startRedis(AS_NOBODY),
    bring: recipes.denyDirectory,
    attempt: failingSave,
  },
  {
    name: 'file system read-only',
    kind: 'read-only-fs',
    stage: 'child',
    start: () => recipes.startOnSmallDisk(),
    bring: recipes.mountReadOnly,
    attempt: failingSave,
  },
  {
    name: 'directory deleted',
    kind: 'path-missing',
    stage: 'child',
    start: () => startRedis(),
    bring: recipes.removeDirectory,
    attempt: failingSave,
  },
  {
    name: 'a directory in the way',
    kind: 'name-taken',
    stage: 'child',
    start: () => startRedis(),
    bring: recipes.breakDisk,
    attempt: failingSave,
  },
  {
    name: 'limit on file size (EFBIG)',
    kind: 'file-limit',
    stage: 'child',
    start: () => startRedis(recipes.IGNORES_FILE_LIMIT),
    bring: async (redis) => {
      await redis.cli('SET', 'long', 'x'.repeat(10_000));
      recipes.limitFileSize(redis);
    },
    attempt: failingSave,
  },
  {
    name: 'dump sent to .ssh/authorized_keys',
    kind: 'tampered',
    stage: 'child',
    start: () => recipes.startWithTrapPath(AS_NOBODY),
    bring: recipes.denyDirectory,
    attempt: failingSave,
  },
  {
    name: 'child killed (SIGKILL)',
    kind: 'child-killed',
    stage: 'child',
    start: () => startRedis(),
    ...signalled('SIGKILL', 'err'),
  },
];

const BEFORE_A_CHILD: readonly MadeCause[] = [
  {
    name: 'fork: EAGAIN',
    kind: 'fork-limit',
    stage: 'fork',
    start: () => startRedis(AS_NOBODY),
    bring: recipes.limitProcesses,
    attempt: failingSave,
  },
  {
    name: 'fork: ENOMEM',
    kind: 'fork-memory',
    stage: 'fork',
    start: () => recipes.startRefusingForks(),
    bring: (redis) => (redis as recipes.ForkRefusingRedis).refuseFork(),
    attempt: failingSave,
  },
];

const WITHOUT_A_SAVE: readonly MadeCause[] = [
  {
    name: 'AOF: disk full',
    kind: 'disk-full',
    stage: null,
    start: () => recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }),
    bring: recipes.fillDisk,
    attempt: recipes.writeUntilAofRefuses,
  },
  {
    name: 'cancelled (SIGUSR1)',
    kind: null,
    stage: null,
    start: () => startRedis(),
    ...signalled('SIGUSR1', 'ok'),
  },
];

/** All that can be made on this machine, and a sentence where it is not all. */
export function madeCauses(): { readonly causes: readonly MadeCause[]; readonly missing: string | null } {
  const causes = [...BEFORE_A_CHILD, ...IN_CHILD, ...WITHOUT_A_SAVE];
  if (spawnSync('gcc', ['--version']).status === 0) return { causes, missing: null };
  const missing = 'fork: ENOMEM was left out: the library that refuses a fork needs gcc. Install gcc and libc6-dev.';
  return { causes: causes.filter(({ kind }) => kind !== 'fork-memory'), missing };
}
