import { shellWord } from '../text/format';
import type { RegisteredInstance } from './instance';
import { valueOf, type Facts } from '../observation/observation';
import type { Release } from '../observation/version';
import { compareVersions, dryRunSupported, parseVersion } from '../observation/version';

/** The words of a command, quoted for a POSIX shell; null when one of them would hide what it does. */
function quoted(words: readonly string[]): string | null {
  const safe = words.map((word) => (/^--[a-z]+$/.test(word) ? word : shellWord(word)));
  return safe.some((word) => word === null) ? null : safe.join(' ');
}

/** Where an instance is, and what TLS is spoken with there. */
export type Reached = Pick<RegisteredInstance, 'endpoint' | 'tls'>;

/**
 * `redis-cli -h HOST -p PORT …` for this instance. No user and no password: `REDISCLI_AUTH` has it. Files for TLS are named as the
 * configuration names them, which is on the machine of Savepoint.
 */
export function redisCli(reached: Reached, { software }: Pick<Release, 'software'>, ...args: string[]): string | null {
  const { endpoint } = reached;
  const program = software === 'valkey' ? 'valkey-cli' : 'redis-cli';
  const where =
    endpoint.kind === 'unix' ? prefixed('-s', endpoint.path) : prefixed('-h', endpoint.host, `-p ${endpoint.port}`);
  const words = [where, ...tlsWords(reached), quoted(args)];
  return words.includes(null) ? null : [program, ...words].join(' ');
}

/** redis-cli compares no name with the certificate; `--sni` is what it asks for, and a proxy chooses the server by (7.0.15, `--help`). */
function tlsWords({ endpoint, tls }: Reached): readonly (string | null)[] {
  if (endpoint.kind === 'unix' || !endpoint.tls) return [];
  const given = [
    ['--sni', tls?.serverName],
    ['--cacert', tls?.ca?.path],
    ['--cert', tls?.cert?.path],
    ['--key', tls?.key?.path],
  ] as const;
  return ['--tls', ...given.flatMap(([flag, value]) => (value ? [prefixed(flag, value)] : []))];
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
export function aclCommand(reached: Reached, release: Release, rights: 'observer' | 'operator'): string | null {
  const user = rights === 'observer' ? 'savepoint' : 'savepoint-operator';
  const allowed = rights === 'observer' ? observes(release) : [...noData(release), ...READS, ...ACTS];
  return redisCli(reached, release, 'ACL', 'SETUSER', user, 'on', '>PASSWORD', ...allowed);
}

/**
 * What leaves a user no more than watching needs, its password aside. `default` is everybody's and stays as it is: then
 * the command makes a user for Savepoint.
 */
export function restrictCommand(reached: Reached, release: Release, user: string): string | null {
  if (user === 'default') return aclCommand(reached, release, 'observer');
  const selectors = dryRunSupported(release) === true ? ['clearselectors'] : [];
  return redisCli(reached, release, 'ACL', 'SETUSER', user, ...selectors, ...observes(release));
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
