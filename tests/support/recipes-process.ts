import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually';
import { NOBODY } from './processes';
import { startRedis, type RedisOptions, type RedisServer } from './redis-server';

const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** fork fails with EAGAIN (`Resource temporarily unavailable`). The server has to run `asNobody`: root is exempt. */
export function limitProcesses(redis: RedisServer): void {
  execFileSync('prlimit', ['--pid', String(redis.pid), '--nproc=1:'], asNobody);
}

/** Undoes limitProcesses: the soft limit back to the hard one. */
export function unlimitProcesses(redis: RedisServer): void {
  const hard = execFileSync(
    'prlimit',
    ['--pid', String(redis.pid), '--nproc', '--output=HARD', '--noheadings'],
    asNobody,
  )
    .toString()
    .trim();
  execFileSync('prlimit', ['--pid', String(redis.pid), `--nproc=${hard}:`], asNobody);
}

const SHIM = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
/* Also for a server with an older C library than the one here: it has dlsym under its first version. */
#if defined(__x86_64__)
__asm__(".symver dlsym,dlsym@GLIBC_2.2.5");
#elif defined(__aarch64__)
__asm__(".symver dlsym,dlsym@GLIBC_2.17");
#endif
pid_t fork(void) {
  const char *flag = getenv("REFUSE_FORK_WHILE");
  if (flag && access(flag, F_OK) == 0) { errno = ENOMEM; return -1; }
  return ((pid_t (*)(void))dlsym(RTLD_NEXT, "fork"))();
}
`;

export interface ForkRefusingRedis extends RedisServer {
  /** From now on fork fails with ENOMEM: `Cannot allocate memory`. */
  refuseFork(): void;
  allowFork(): void;
}

/** A server whose fork can be made to fail with ENOMEM, by a shim that gcc compiles into a temp directory. */
export async function startRefusingForks(options: RedisOptions = {}): Promise<ForkRefusingRedis> {
  const home = mkdtempSync(join(tmpdir(), 'savepoint-shim-'));
  chmodSync(home, 0o755);
  const [source, library, flag] = [join(home, 'shim.c'), join(home, 'shim.so'), join(home, 'refuse')];
  writeFileSync(source, SHIM);
  execFileSync('gcc', ['-shared', '-fPIC', '-o', library, source, '-ldl']);
  const redis = await startRedis({ ...options, env: { LD_PRELOAD: library, REFUSE_FORK_WHILE: flag } });
  const { stop } = redis;
  const more = {
    refuseFork: () => writeFileSync(flag, ''),
    allowFork: () => rmSync(flag, { force: true }),
    stop: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return Object.defineProperties(redis, Object.getOwnPropertyDescriptors(more)) as ForkRefusingRedis;
}

/** Writes `count` keys in one call, small ones unless `bytes` are given. */
export async function addKeys(redis: RedisServer, count: number, prefix = 'key', bytes = 0): Promise<void> {
  const value = `i .. string.rep('x', ${bytes})`;
  const script = `for i = 1, ${count} do redis.call('SET', ARGV[1] .. i, ${value}) end return 'OK'`;
  const answer = await redis.cli('EVAL', script, '0', prefix);
  if (answer !== 'OK') throw new Error(`The keys were not written: ${answer}`);
}

/** Every child that starts from now on waits this long for each key it writes: a save that lasts. 6.2.16+ */
export async function slowSaves(redis: RedisServer, microsPerKey: number): Promise<void> {
  await redis.cli('CONFIG', 'SET', 'rdb-key-save-delay', String(microsPerKey));
}

/** The pid of the running child, once there is one. */
export function runningChild(redis: RedisServer): Promise<number> {
  return eventually('a child of the server', () => redis.childPid());
}

/** Sends a signal to the saving child: SIGKILL as the OOM killer, SIGUSR1 to cancel, SIGSTOP to be stuck, SIGCONT. */
export async function signalChild(redis: RedisServer, signal: NodeJS.Signals): Promise<void> {
  process.kill(await runningChild(redis), signal);
}

/**
 * A slow save in progress, an hour unless told otherwise. Redis tells progress only every 1024 keys and every second:
 * to see it, take thousands of keys and 1000 µs.
 */
export async function startLongSave(redis: RedisServer, keys = 60, microsPerKey = 60_000_000): Promise<void> {
  await addKeys(redis, keys);
  await slowSaves(redis, microsPerKey);
  await redis.cli('BGSAVE');
  await runningChild(redis);
}

/** An AOF rewrite that is stuck until `signalChild(redis, 'SIGCONT')`: BGSAVE is refused. Starts its own server. */
export async function startStuckRewrite(options: RedisOptions = {}): Promise<RedisServer> {
  const args = ['--appendonly', 'yes', ...(options.args ?? [])];
  return preparedOrStopped(await startRedis({ ...options, args }), async (redis) => {
    await eventually('the first rewrite to be over', () => redis.childPid() === null);
    await addKeys(redis, 20);
    await slowSaves(redis, 20_000);
    await redis.cli('BGREWRITEAOF');
    await signalChild(redis, 'SIGSTOP');
    await slowSaves(redis, 0);
  });
}

/** The server, prepared; when that fails nobody else could stop it. */
async function preparedOrStopped(redis: RedisServer, prepare: (redis: RedisServer) => Promise<unknown>) {
  try {
    await prepare(redis);
    return redis;
  } catch (error) {
    await redis.stop();
    throw error;
  }
}

/** Restarts the server so that it loads its keys for a long time, answering INFO meanwhile. */
export async function restartLoading(redis: RedisServer, keys = 20_000): Promise<void> {
  const often = 'loading-process-events-interval-bytes';
  const canOften = (await redis.cli('CONFIG', 'GET', often)) !== '';
  // Redis 6.0 answers after every 2 MB: there the values are large enough for that.
  await addKeys(redis, keys, 'key', canOften ? 0 : 5000);
  await redis.cli('SAVE');
  const args = ['--key-load-delay', '1000', ...(canOften ? [`--${often}`, '1024'] : [])];
  await redis.restart({ args, until: 'answers' });
}

/** A replica whose link to the primary is up. */
export async function startReplicaOf(primary: RedisServer, options: RedisOptions = {}): Promise<RedisServer> {
  // By default the primary waits five seconds for more replicas.
  await primary.cli('CONFIG', 'SET', 'repl-diskless-sync-delay', '0');
  const args = ['--replicaof', '127.0.0.1', String(primary.port), ...(options.args ?? [])];
  return preparedOrStopped(await startRedis({ ...options, args }), (replica) =>
    eventually('the link to the primary', async () =>
      (await replica.cli('INFO', 'replication')).includes('master_link_status:up'),
    ),
  );
}

/** The least a user needs to look on, and to act. */
export const OBSERVER_RULES = ['resetkeys', 'resetchannels', '-@all', '+info', '+ping', '+config|get'] as const;
export const OPERATOR_RULES = [...OBSERVER_RULES, '+bgsave', '+config|set', '+multi', '+exec'] as const;

/** Adds a user with these rights. */
export async function addUser(redis: RedisServer, name: string, password: string, rules: readonly string[]) {
  const known = (await hasChannelRights(redis)) ? rules : rules.filter((rule) => rule !== 'resetchannels');
  const answer = await redis.cli('ACL', 'SETUSER', name, 'on', `>${password}`, ...known);
  if (answer !== 'OK') throw new Error(`No user ${name}: ${answer}`);
}

/** Redis 6.0 has users, and no rights on channels. */
async function hasChannelRights(redis: RedisServer): Promise<boolean> {
  return (await redis.cli('CONFIG', 'GET', 'acl-pubsub-default')) !== '';
}

/** Arguments of a server that has no such command, as managed services do. */
export function withoutCommand(name: string): readonly string[] {
  return ['--rename-command', name, ''];
}
