import 'server-only';
import { resolve } from 'node:path';
import { ConfigError, type Config } from './config';
import { isLoopback } from './loopback';
import { providerOf } from './provider';
import { proxyOf, trustedProxiesOf } from './proxy';
import { secondPersonOf } from './second-person';
import { publicOriginOf, readText, switchOf, type Env } from './settings';

/** Nobody finds one of so many by trying. */
const TOKEN_LENGTH = 16;

type Access = Pick<
  Config,
  | 'host'
  | 'publicOrigin'
  | 'adminToken'
  | 'signIn'
  | 'secondPersonIn'
  | 'firstAdministrator'
  | 'provider'
  | 'proxy'
  | 'trustedProxies'
>;

/** Who may come from where. Throws `ConfigError` for what would let everybody in. */
export function accessOf(env: Env, cwd: string): Access {
  const host = env.HOST || '127.0.0.1';
  const publicOrigin = publicOriginOf(env);
  const signIn = switchOf(env, 'SAVEPOINT_SIGN_IN', 'yes');
  if (!isLoopback(host) && publicOrigin === null) {
    throw new ConfigError(
      `HOST=${host} is reached from other machines: set SAVEPOINT_PUBLIC_ORIGIN to the address under which people open Savepoint, such as https://savepoint.example.org.`,
    );
  }
  if (!signIn && (!isLoopback(host) || publicOrigin !== null)) {
    throw new ConfigError(
      'SAVEPOINT_SIGN_IN=no lets in everybody who reaches Savepoint, so it is for this machine alone: unset HOST and SAVEPOINT_PUBLIC_ORIGIN, or SAVEPOINT_SIGN_IN.',
    );
  }
  const firstAdministrator = administratorOf(env, cwd);
  const provider = providerOf(env, cwd);
  const proxy = proxyOf(env, cwd);
  if (!signIn && (provider !== null || proxy !== null)) {
    throw new ConfigError(
      'SAVEPOINT_SIGN_IN=no lets everybody in, so nobody would sign in at the OpenID provider or the proxy: unset SAVEPOINT_SIGN_IN, or SAVEPOINT_OIDC_… and SAVEPOINT_PROXY_….',
    );
  }
  const secondPersonIn = secondPersonOf(env, signIn);
  const adminToken = env.SAVEPOINT_ADMIN_TOKEN || null;
  if (adminToken !== null && publicOrigin !== null && adminToken.length < TOKEN_LENGTH) {
    throw new ConfigError(
      `SAVEPOINT_ADMIN_TOKEN may do everything and is reached from other machines: it needs ${TOKEN_LENGTH} characters at least.`,
    );
  }
  const trustedProxies = trustedProxiesOf(env);
  return {
    host,
    publicOrigin,
    adminToken,
    signIn,
    secondPersonIn,
    firstAdministrator,
    provider,
    proxy,
    trustedProxies,
  };
}

/** SAVEPOINT_ADMIN_NAME with SAVEPOINT_ADMIN_PASSWORD or SAVEPOINT_ADMIN_PASSWORD_FILE; null when none is set. */
function administratorOf(env: Env, cwd: string): Config['firstAdministrator'] {
  const { SAVEPOINT_ADMIN_NAME: name, SAVEPOINT_ADMIN_PASSWORD: given, SAVEPOINT_ADMIN_PASSWORD_FILE: path } = env;
  if (!name && !given && !path) return null;
  if (!name || (!given && !path)) {
    throw new ConfigError(
      'The first administrator needs SAVEPOINT_ADMIN_NAME, and SAVEPOINT_ADMIN_PASSWORD or SAVEPOINT_ADMIN_PASSWORD_FILE.',
    );
  }
  if (given && path) {
    throw new ConfigError(
      'SAVEPOINT_ADMIN_PASSWORD and SAVEPOINT_ADMIN_PASSWORD_FILE are both set: unset one of them.',
    );
  }
  const text = path ? readText(resolve(cwd, path), 'SAVEPOINT_ADMIN_PASSWORD_FILE', { optional: false }) : null;
  return { name, password: text?.trimEnd() ?? given ?? '' };
}
