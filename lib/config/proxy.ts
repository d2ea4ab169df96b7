import 'server-only';
import { isIP } from 'node:net';
import type { ProxyRules, Subnet } from '../domain/access/sign-in-rules';
import { ConfigError } from './config';
import { roleRulesOf } from './role-rules';
import { secretOf } from './secret';
import type { Env } from './settings';

const SECRET = 'SAVEPOINT_PROXY_SECRET';
const USER_HEADER = 'SAVEPOINT_PROXY_USER_HEADER';
const GROUPS_HEADER = 'SAVEPOINT_PROXY_GROUPS_HEADER';
const ROLES = 'SAVEPOINT_PROXY_ROLES';
const LEAST_LENGTH = 16;

/** Those have a meaning already, or are written here. */
const TAKEN =
  /^(host|cookie|authorization|origin|referer|connection|te|trailer|transfer-.*|upgrade|content-.*|sec-.*|accept.*|if-.*|x-savepoint-.*)$/;

/** The proxy of SAVEPOINT_PROXY_… that tells who asks; null when none of these is set. Throws `ConfigError` for a half of it. */
export function proxyOf(env: Env, cwd: string): ProxyRules | null {
  const secret = secretOf(env, cwd, SECRET);
  const roles = env[ROLES];
  if (secret === null && !roles && !env[USER_HEADER] && !env[GROUPS_HEADER]) return null;
  if (secret === null || !roles) {
    throw new ConfigError(`A proxy that tells who asks needs ${SECRET} (or ${SECRET}_FILE) and ${ROLES}.`);
  }
  if (secret.length < LEAST_LENGTH || !/^[!-~]+$/.test(secret)) {
    throw new ConfigError(
      `${SECRET} must have at least ${LEAST_LENGTH} characters, letters, digits and signs without spaces: who has it can be anybody.`,
    );
  }
  const userHeader = headerOf(env, USER_HEADER, 'remote-user');
  const groupsHeader = headerOf(env, GROUPS_HEADER, 'remote-groups');
  if (userHeader === groupsHeader) throw new ConfigError(`${USER_HEADER} and ${GROUPS_HEADER} are the same header.`);
  return { secret, userHeader, groupsHeader, roles: roleRulesOf(roles, ROLES) };
}

function headerOf(env: Env, variable: string, otherwise: string): string {
  const name = (env[variable] || otherwise).toLowerCase();
  if (/^[a-z0-9-]{1,60}$/.test(name) && !TAKEN.test(name)) return name;
  throw new ConfigError(`${variable} must be the name of a header that has no other meaning, such as Remote-User.`);
}

/** SAVEPOINT_TRUSTED_PROXIES: `10.0.0.0/8,fd00::1`, addresses or subnets. Throws `ConfigError`. */
export function trustedProxiesOf(env: Env): readonly Subnet[] {
  const text = env.SAVEPOINT_TRUSTED_PROXIES;
  return text ? text.split(',').map((part) => subnetOf(part.trim())) : [];
}

function subnetOf(text: string): Subnet {
  const [, address = '', given] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = Number(given ?? bits);
  if (family !== 0 && prefix <= bits) return { address, prefix, family: family === 4 ? 'ipv4' : 'ipv6' };
  throw new ConfigError(`SAVEPOINT_TRUSTED_PROXIES has “${text}”, which is no address or subnet (10.0.0.0/8).`);
}
