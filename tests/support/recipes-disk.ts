import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis, type RedisOptions, type RedisServer } from './redis-server';

/** Every save fails from now on: a directory lies where the file should be. Instant, reversible, for every release. */
export function breakDisk(redis: RedisServer): void {
  rmSync(join(redis.dir, 'dump.rdb'), { force: true, recursive: true });
  mkdirSync(join(redis.dir, 'dump.rdb'));
}

/** Undoes breakDisk. */
export function healDisk(redis: RedisServer): void {
  rmdirSync(join(redis.dir, 'dump.rdb'));
}

/** `Permission denied` for the saving child. The server has to run `asNobody`: root may write everywhere. */
export function denyDirectory(redis: RedisServer): void {
  chmodSync(redis.dir, 0o555);
}

/** Undoes denyDirectory. */
export function allowDirectory(redis: RedisServer): void {
  chmodSync(redis.dir, 0o755);
}

/** `No such file or directory`. On 7.0+ only a restart with a new directory helps. */
export function removeDirectory(redis: RedisServer): void {
  rmSync(redis.dir, { recursive: true });
}

/** A server whose dump is a key that lets somebody in, as an intruder sets it on an open Redis. */
export async function startWithTrapPath(options: RedisOptions = {}): Promise<RedisServer> {
  const home = mkdtempSync(join(tmpdir(), 'savepoint-trap-'));
  chmodSync(home, 0o755);
  const dir = join(home, '.ssh');
  mkdirSync(dir);
  const args = ['--dbfilename', 'authorized_keys', ...(options.args ?? [])];
  return removingAlso(home, await startRedis({ ...options, dir, args }));
}

/** The server, which takes the directory with it when it is stopped. */
function removingAlso(dir: string, redis: RedisServer): RedisServer {
  const { stop } = redis;
  return Object.defineProperties(redis, {
    stop: {
      value: async () => {
        await stop();
        rmSync(dir, { recursive: true, force: true });
      },
    },
  });
}

const FILLER = 'filler';

/** A server on a file system of its own in memory, `megabytes` large, that only its mount namespace sees. */
export async function startOnSmallDisk(options: RedisOptions = {}, megabytes = 4): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'savepoint-disk-'));
  // World-writable: with asNobody the mount is made by nobody.
  chmodSync(dir, 0o777);
  // The directory is entered anew: the shell stands in the one below the mount.
  const mount = 'mount -t tmpfs -o size="$1"m tmpfs "$2" && cd "$2" && shift 2 && exec "$@"';
  const wrapper = ['unshare', '-Urm', 'sh', '-c', mount, 'sh', String(megabytes), dir];
  return removingAlso(dir, await startRedis({ ...options, dir, wrapper }));
}

/** Fills the disk of startOnSmallDisk to the last byte: `No space left on device`. */
export function fillDisk(redis: RedisServer): void {
  asOwner(redis, ['dd', 'if=/dev/zero', `of=${pathInside(redis)}`, 'bs=4096']);
}

/** Undoes fillDisk. */
export function freeDisk(redis: RedisServer): void {
  asOwner(redis, ['rm', pathInside(redis)]);
}

/** `Read-only file system` for the saving child; the server needs startOnSmallDisk. */
export function mountReadOnly(redis: RedisServer): void {
  const inside = ['--target', String(redis.pid), '--user', '--mount', '--preserve-credentials'];
  execFileSync('nsenter', [...inside, 'mount', '-o', 'remount,ro', redis.dir]);
}

/** Runs a command as the server's user: a disk in nobody's user namespace knows no root. dd ends with an error when full. */
function asOwner(redis: RedisServer, [file, ...args]: readonly [string, ...string[]]): void {
  const { uid, gid } = statSync(`/proc/${redis.pid}`);
  spawnSync(file, args, process.getuid?.() === 0 ? { uid, gid } : {});
}

/** The mount namespace of a process, as seen from outside. */
function pathInside(redis: RedisServer): string {
  return join(`/proc/${redis.pid}/root`, redis.dir, FILLER);
}

/** Options for a server that survives limitFileSize: without this the signal ends the server itself. */
export const IGNORES_FILE_LIMIT = { wrapper: ['env', '--ignore-signal=XFSZ'] } as const;

/** `File too large` for every file over 4 kB; the server needs IGNORES_FILE_LIMIT and a value longer than that. */
export function limitFileSize(redis: RedisServer): void {
  execFileSync('prlimit', ['--pid', String(redis.pid), '--fsize=4096:']);
}

/** Undoes limitFileSize. */
export function unlimitFileSize(redis: RedisServer): void {
  execFileSync('prlimit', ['--pid', String(redis.pid), '--fsize=unlimited:']);
}
