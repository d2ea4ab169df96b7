import { Redis } from 'ioredis';
import { compareVersions, parseVersion } from '../../lib/domain/observation/version';
import { connectRedis } from '../../lib/redis/connection';
import type { RedisConnection } from '../../lib/redis/redis';
import { infoField } from './recipes';
import type { RedisServer } from './redis-server';
import { TIMEOUTS, targetOf } from './redis-target';
import { projectText } from './source-files';

const GUIDE = projectText('docs/guide/least-privilege.md');
const BOX = /^```text acl=(\S+) releases=(\S+)\n(.+)\n```$/gm;

/** What the guide's lines say instead of a password. */
export const PASSWORD = 'PASSWORD';

/** A connection as a user of the guide; null is the user that everybody is at first. */
export function connectAs(redis: { readonly port: number }, username: string | null): RedisConnection {
  const password = username === null ? null : PASSWORD;
  return connectRedis(targetOf(redis, { username, password }), TIMEOUTS);
}

interface AclLine {
  readonly kind: string;
  readonly releases: string;
  readonly words: readonly string[];
}

const LINES: readonly AclLine[] = [...GUIDE.matchAll(BOX)].map(([, kind = '', releases = '', text = '']) => ({
  kind,
  releases,
  words: text.split(' '),
}));

/** The guide's line of this kind for the release that runs, as words. Throws where there is not exactly one. */
export async function aclLine(redis: RedisServer, kind: string): Promise<readonly string[]> {
  // Valkey gives the Redis it began as.
  const version = (await infoField(redis, 'redis_version')) ?? '';
  const [line, ...more] = LINES.filter((each) => each.kind === kind && fits(each.releases, version));
  if (line === undefined || more.length > 0) throw new Error(`The guide has not one line ${kind} for ${version}.`);
  return line.words;
}

/** Whether the release is at least this one. */
export async function isRelease(redis: RedisServer, atLeast: string): Promise<boolean> {
  return fits(`${atLeast}+`, (await infoField(redis, 'redis_version')) ?? '');
}

/** Runs the guide's line of this kind, `without` some of its words, and tells what Redis answered. */
export async function runAclLine(redis: RedisServer, kind: string, without: readonly string[] = []): Promise<string> {
  return redis.cli(...(await aclLine(redis, kind)).filter((word) => !without.includes(word)));
}

/** Sends commands as a user of the guide; those that were not refused for want of rights, with what Redis said. */
export async function allowedOf(redis: RedisServer, username: string, commands: readonly string[]): Promise<string[]> {
  const options = { username, password: PASSWORD, disableClientInfo: true, enableReadyCheck: false };
  const client = new Redis(redis.port, { ...options, retryStrategy: null, maxRetriesPerRequest: 0 });
  const allowed: string[] = [];
  for (const command of commands) {
    const [name = '', ...args] = command.split(' ');
    const answer = await client.call(name, ...args).catch((error: Error) => error.message);
    if (!String(answer).startsWith('NOPERM')) allowed.push(`${command}: ${String(answer)}`);
  }
  client.disconnect();
  return allowed;
}

/** Does the guide quote this sentence of Savepoint? Its lines are broken where they are full. */
export function isQuoted(sentence: string | null): boolean {
  return sentence !== null && GUIDE.replace(/\s+/g, ' ').includes(`“${sentence}”`);
}

function fits(releases: string, version: string): boolean {
  const [wanted, running] = [parseVersion(releases.replace('+', '')), parseVersion(version)];
  if (wanted === null || running === null) return false;
  if (releases.endsWith('+')) return compareVersions(running, wanted) >= 0;
  return wanted[0] === running[0] && wanted[1] === running[1];
}
