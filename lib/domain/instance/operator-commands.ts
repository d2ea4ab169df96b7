import { shellWord } from '../text/format';
import type { Endpoint } from './instance';
import { valueOf, type Facts } from '../observation/observation';
import type { Release } from '../observation/version';
import { compareVersions, dryRunSupported, parseVersion } from '../observation/version';

/** The words of a command, quoted for a POSIX shell; null when one of them would hide what it does. */
function quoted(words: readonly string[]): string | null {
  const safe = words.map((word) => (/^--[a-z]+$/.test(word) ? word : shellWord(word)));
  return safe.some((word) => word === null) ? null : safe.join(' ');
}

/** `redis-cli -h HOST -p PORT …` for this instance. No user and no password: `REDISCLI_AUTH` has it. */
export function redisCli(endpoint: Endpoint, { software }: Pick<Release, 'software'>, ...args: string[]) {
  const program = software === 'valkey' ? 'valkey-cli' : 'redis-cli';
  const command = quoted(args);
  const where =
    endpoint.kind === 'unix' ? prefixed('-s', endpoint.path) : prefixed('-h', endpoint.host, `-p ${endpoint.port}`);
  const tls = endpoint.kind === 'tcp' && endpoint.tls ? ' --tls' : '';
  return where === null || command === null ? null : `${program} ${where}${tls} ${command}`;
}

function prefixed(flag: string, value: string, more?: string): string | null {
  const word = shellWord(value);
  return word === null ? null : [flag, word, ...(more === undefined ? [] : [more])].join(' ');
}

/** The data directory as a word for a shell; null when it is not known or cannot be written down. */
export function dataDir(facts: Facts | null): string | null {
  const dir = facts === null ? null : valueOf(facts.config.dir);
  return dir?.startsWith('/') === true ? shellWord(dir) : null;
}

/** The dump file as a word for a shell; null when it is not known or cannot be written down. */
export function dumpFile(facts: Facts | null): string | null {
  const dir = facts === null ? null : valueOf(facts.config.dir);
  const name = facts === null ? null : valueOf(facts.config.dbfilename);
  if (dir?.startsWith('/') !== true || dumpName(facts) === null) return null;
  return shellWord(`${dir.replace(/\/$/, '')}/${name}`);
}

/** Its name alone as a word for a shell. One with a slash is none that Redis takes. */
export function dumpName(facts: Facts | null): string | null {
  const name = facts === null ? null : valueOf(facts.config.dbfilename);
  return name === null || name.includes('/') ? null : shellWord(name);
}

const READS = ['-@all', '+info', '+ping', '+config|get'];
const ACTS = ['+bgsave', '+config|set', '+multi', '+exec'];

/** The least rights with which Savepoint can watch, and those with which it can act (redis-persistence.md, 7). */
export function aclCommand(endpoint: Endpoint, release: Release, rights: 'observer' | 'operator'): string | null {
  const user = rights === 'observer' ? 'savepoint' : 'savepoint-operator';
  const allowed = rights === 'observer' ? observes(release) : [...noData(release), ...READS, ...ACTS];
  return redisCli(endpoint, release, 'ACL', 'SETUSER', user, 'on', '>PASSWORD', ...allowed);
}

/**
 * What leaves a user no more than watching needs, its password aside. `default` is everybody's and stays as it is: then
 * the command makes a user for Savepoint.
 */
export function restrictCommand(endpoint: Endpoint, release: Release, user: string): string | null {
  if (user === 'default') return aclCommand(endpoint, release, 'observer');
  const selectors = dryRunSupported(release) === true ? ['clearselectors'] : [];
  return redisCli(endpoint, release, 'ACL', 'SETUSER', user, ...selectors, ...observes(release));
}

/** 6.0 has no channels to reset, and refuses the word. */
function noData(release: Release): readonly string[] {
  return isBefore62(release) ? ['resetkeys'] : ['resetkeys', 'resetchannels'];
}

/** With ACL DRYRUN Savepoint finds out by itself that a user may do no more. 6.2 knows no DRYRUN and takes the word. */
function observes(release: Release): readonly string[] {
  return [...noData(release), ...READS, ...(isBefore62(release) ? [] : ['+acl|dryrun'])];
}

function isBefore62({ version: text }: Release): boolean {
  const version = parseVersion(text);
  return version !== null && compareVersions(version, [6, 2, 0]) < 0;
}

/** Has this release users at all (6.0 and newer)? Null when it is not known. */
export function hasUsers({ software, version: text }: Release): boolean | null {
  if (software === 'valkey') return true;
  const version = parseVersion(text);
  return version === null ? null : compareVersions(version, [6, 0, 0]) >= 0;
}
