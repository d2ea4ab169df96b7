import 'server-only';
import type { ActorRole } from '../domain/action/action';
import type { RoleRules } from '../domain/access/sign-in-rules';
import { ConfigError } from './config';

const ROLES: readonly ActorRole[] = ['admin', 'operator', 'viewer'];

/** `admin=sre-leads,operator=sre,viewer=*`: which groups give which role. Throws `ConfigError`. */
export function roleRulesOf(text: string, variable: string): RoleRules {
  return text.split(',').map((part) => {
    const [, name = '', group = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    const role = ROLES.find((one) => one === name);
    if (role !== undefined && group !== '') return { role, group };
    throw new ConfigError(
      `${variable} has “${part.trim()}”, and is a list of ROLE=GROUP, such as admin=sre-leads,operator=sre,viewer=*; roles are admin, operator and viewer.`,
    );
  });
}
