import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import type { RedisServer } from './redis-server';

const run = promisify(execFile);

/** What really happened, as the script that made it happen knows. */
export type Truth = 'saved' | 'failed' | 'cancelled' | 'lost' | 'none';

export interface Step {
  readonly name: string;
  /** Does it for real and returns how it ended; `midway` is called while a child runs, where the step has such a moment. */
  run(redis: RedisServer, midway: () => Promise<void>): Promise<Truth>;
}

async function info(redis: RedisServer, field: string): Promise<string> {
  const text = await redis.cli('info', 'persistence');
  return new RegExp(`^${field}:(.*?)\r?$`, 'm').exec(text)?.[1] ?? '';
}

async function idle(redis: RedisServer): Promise<void> {
  await eventually('the child to be reaped', async () => (await info(redis, 'rdb_bgsave_in_progress')) === '0');
}

export function breakDump(redis: RedisServer): void {
  const dump = join(redis.dir, 'dump.rdb');
  if (existsSync(dump)) rmSync(dump, { recursive: true });
  mkdirSync(dump);
}

export function healDump(redis: RedisServer): void {
  const dump = join(redis.dir, 'dump.rdb');
  try {
    rmdirSync(dump);
  } catch {
    // A file, or nothing: healthy already.
  }
}

async function slowChild(redis: RedisServer, act: (pid: number) => Promise<void>): Promise<void> {
  await redis.cli('config', 'set', 'rdb-key-save-delay', '20000000');
  await redis.cli('bgsave');
  const pid = await eventually('a child', () => redis.childPid());
  await act(pid);
  await idle(redis);
  await redis.cli('config', 'set', 'rdb-key-save-delay', '0');
}

/** The server runs as nobody: root is exempt from the limit, and may not be allowed to set it for another user. */
async function limitProcesses(redis: RedisServer, limit: '1' | 'max'): Promise<void> {
  const limits = readFileSync(`/proc/${redis.pid}/limits`, 'utf8');
  const hard = /^Max processes\s+\S+\s+(\S+)/m.exec(limits)?.[1] ?? 'unlimited';
  const soft = limit === '1' ? '1' : hard;
  const command = ['prlimit', '--pid', String(redis.pid), `--nproc=${soft}:`];
  await run('setpriv', ['--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups', ...command]);
}

/** The steps of the scripted history: each really happens on the server. */
export const STEPS: readonly Step[] = [
  {
    name: 'BGSAVE succeeds',
    async run(redis) {
      healDump(redis);
      await redis.cli('bgsave');
      await idle(redis);
      return 'saved';
    },
  },
  {
    name: 'BGSAVE fails in the child',
    async run(redis) {
      breakDump(redis);
      await redis.cli('bgsave');
      await idle(redis);
      return 'failed';
    },
  },
  {
    name: 'the child is cancelled (SIGUSR1)',
    async run(redis, midway) {
      healDump(redis);
      await slowChild(redis, async (pid) => {
        await midway();
        process.kill(pid, 'SIGUSR1');
      });
      return 'cancelled';
    },
  },
  {
    name: 'the child is killed (SIGKILL)',
    async run(redis, midway) {
      healDump(redis);
      await slowChild(redis, async (pid) => {
        await midway();
        process.kill(pid, 'SIGKILL');
      });
      return 'failed';
    },
  },
  {
    name: 'fork is refused',
    async run(redis) {
      healDump(redis);
      await limitProcesses(redis, '1');
      await redis.cli('bgsave');
      await limitProcesses(redis, 'max');
      return 'failed';
    },
  },
  {
    name: 'SAVE succeeds',
    async run(redis) {
      healDump(redis);
      await redis.cli('save');
      return 'saved';
    },
  },
  {
    name: 'SAVE fails',
    async run(redis) {
      breakDump(redis);
      await redis.cli('save');
      return 'failed';
    },
  },
  {
    name: 'FLUSHALL saves, or is refused itself',
    async run(redis) {
      healDump(redis);
      const reply = await redis.cli('flushall');
      await redis.cli('set', 'k', 'v');
      return reply === 'OK' ? 'saved' : 'none';
    },
  },
  {
    name: 'Redis is killed during a save and starts again',
    async run(redis, midway) {
      healDump(redis);
      await redis.cli('config', 'set', 'rdb-key-save-delay', '20000000');
      await redis.cli('bgsave');
      await eventually('a child', () => redis.childPid());
      await midway();
      await redis.restart();
      await redis.cli('set', 'k', 'v');
      return 'lost';
    },
  },
  {
    name: 'Redis is killed while idle and starts again',
    async run(redis) {
      healDump(redis);
      await redis.restart();
      await redis.cli('set', 'k', 'v');
      return 'none';
    },
  },
  {
    name: 'counters are reset',
    async run(redis) {
      await redis.cli('config', 'resetstat');
      return 'none';
    },
  },
  {
    name: 'BGSAVE is refused because one runs',
    async run(redis, midway) {
      healDump(redis);
      await slowChild(redis, async (pid) => {
        await midway();
        await redis.cli('bgsave');
        process.kill(pid, 'SIGUSR1');
      });
      return 'cancelled';
    },
  },
];
