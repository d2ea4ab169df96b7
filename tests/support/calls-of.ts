import { expect } from 'vitest';
import type { RedisServer } from './redis-server';
import { isSince } from './this-release';

/** How often Redis has run a command in this run of its process, by its own count, e.g. `config|set`. */
export async function callsOf(redis: RedisServer, command: string): Promise<number> {
  const info = await redis.cli('INFO', 'commandstats');
  return Number(new RegExp(`^cmdstat_${command.replace('|', '\\|')}:calls=(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

/** It was run so often; before 7.0 Redis counts `config|set` as one with all of CONFIG, and this says nothing. */
export async function expectCalls(redis: RedisServer, subcommand: string, times: number): Promise<void> {
  if (isSince('7.0')) expect(await callsOf(redis, subcommand)).toBe(times);
}
