import { eventually } from './eventually';
import { breakDisk, healDisk } from './recipes-disk';
import { addKeys } from './recipes-process';
import type { RedisServer } from './redis-server';

export * from './recipes-disk';
export * from './recipes-process';

/** One field of INFO as text, null when it is not there. */
export async function infoField(redis: RedisServer, name: string): Promise<string | null> {
  const info = await redis.cli('INFO');
  const line = info.split(/\r?\n/).find((text) => text.startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1);
}

/** Waits until no save runs and the last one ended so. */
export async function saveEnded(redis: RedisServer, status: 'ok' | 'err'): Promise<void> {
  await eventually(`the save to end with ${status}`, async () => {
    const info = await redis.cli('INFO', 'persistence');
    return info.includes('rdb_bgsave_in_progress:0') && info.includes(`rdb_last_bgsave_status:${status}`);
  });
}

/** BGSAVE, awaited to its end. */
export async function save(redis: RedisServer, status: 'ok' | 'err' = 'ok'): Promise<void> {
  await redis.cli('BGSAVE');
  await saveEnded(redis, status);
}

/** The state of the incident: the last save failed, a save point is set, writes are refused. The disk stays broken. */
export async function refuseWrites(redis: RedisServer): Promise<void> {
  await addKeys(redis, 5);
  breakDisk(redis);
  await save(redis, 'err');
}

/** Refused for ever: the save of 0 changes failed, so no save point will match again. The disk is healthy again. */
export async function refuseForEver(redis: RedisServer): Promise<void> {
  await addKeys(redis, 5);
  await save(redis);
  breakDisk(redis);
  await save(redis, 'err');
  healDisk(redis);
}

/** Writes to a server with an AOF on a full disk (startOnSmallDisk, fillDisk) until Redis refuses. */
export async function writeUntilAofRefuses(redis: RedisServer): Promise<void> {
  await eventually('MISCONF for the AOF', async () => {
    const answer = await redis.cli('SET', 'aof', 'x'.repeat(5000));
    return answer.includes('Errors writing to the AOF file');
  });
}
