import { execFileSync } from 'node:child_process';
import { compareVersions, parseVersion } from '../../lib/domain/observation/version';

/** REDIS_SERVER: another release than the installed one, for all tests (npm run test:releases). */
export const REDIS_SERVER = process.env['REDIS_SERVER'] ?? 'redis-server';

const VERSION = /\bv=([0-9.]+)/.exec(execFileSync(REDIS_SERVER, ['--version'], { encoding: 'utf8' }))?.[1] ?? null;

/** Is the release that the tests run against at least this one of Redis? Every Valkey has what Redis 7.2 had. */
export function isSince(redis: string): boolean {
  const [running, wanted] = [parseVersion(VERSION), parseVersion(redis)];
  if (running === null || wanted === null) throw new Error(`${REDIS_SERVER} does not tell its version.`);
  return compareVersions(running, wanted) >= 0;
}

/** What a release counts from `redis` on, null before. */
export function countedSince<T>(redis: string, count: T): T | null {
  return isSince(redis) ? count : null;
}
