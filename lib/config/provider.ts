import 'server-only';
import type { ProviderRules } from '../domain/access/sign-in-rules';
import { ConfigError } from './config';
import { isLoopback } from './loopback';
import { roleRulesOf } from './role-rules';
import { secretOf } from './secret';
import type { Env } from './settings';

const SECRET = 'SAVEPOINT_OIDC_CLIENT_SECRET';
const NEEDED = ['SAVEPOINT_OIDC_ISSUER', 'SAVEPOINT_OIDC_CLIENT_ID', SECRET, 'SAVEPOINT_OIDC_ROLES'] as const;
const ALL = [...NEEDED, `${SECRET}_FILE`, 'SAVEPOINT_OIDC_NAME', 'SAVEPOINT_OIDC_GROUPS_CLAIM'] as const;

/** The OpenID provider of SAVEPOINT_OIDC_…; null when none of these is set. Throws `ConfigError` for a half of it. */
export function providerOf(env: Env, cwd: string): ProviderRules | null {
  if (ALL.every((name) => !env[name])) return null;
  const clientSecret = secretOf(env, cwd, SECRET);
  const { SAVEPOINT_OIDC_CLIENT_ID: clientId, SAVEPOINT_OIDC_ROLES: roles, SAVEPOINT_OIDC_ISSUER: issuer } = env;
  if (!issuer || !clientId || clientSecret === null || !roles) {
    const missing = NEEDED.filter((name) => (name === SECRET ? clientSecret === null : !env[name]));
    throw new ConfigError(
      `Sign-in through an OpenID provider needs ${NEEDED.join(', ')}; ${missing.join(' and ')} missing. The secret may be a file (${SECRET}_FILE).`,
    );
  }
  const { host } = issuerOf(issuer);
  return {
    issuer,
    clientId,
    clientSecret,
    name: env.SAVEPOINT_OIDC_NAME || host,
    roles: roleRulesOf(roles, 'SAVEPOINT_OIDC_ROLES'),
    groupsClaim: env.SAVEPOINT_OIDC_GROUPS_CLAIM || 'groups',
  };
}

/** Over the network without TLS anybody on the way could sign in as anybody. */
function issuerOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url !== null && isSafe && url.search === '' && url.hash === '' && url.username === '' && url.password === '') {
    return url;
  }
  throw new ConfigError(
    'SAVEPOINT_OIDC_ISSUER must be an address that begins with https:// (http:// on this machine alone), such as https://sso.example.org/realms/ops, without a query.',
  );
}
