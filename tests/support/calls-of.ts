import type { RedisServer } from './redis-server';

/** How often Redis has run a command in this run of its process, by its own count, e.g. `config|set`. */
export async function callsOf(redis: RedisServer, command: string): Promise<number> {
  const info = await redis.cli('INFO', 'commandstats');
  return Number(new RegExp(`^cmdstat_${command.replace('|', '\\|')}:calls=(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}
