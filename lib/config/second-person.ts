import 'server-only';
import { ENVIRONMENTS, type Environment } from '../domain/instance/instance';
import { ConfigError } from './config';
import type { Env } from './settings';

const VARIABLE = 'SAVEPOINT_SECOND_PERSON';

/**
 * SAVEPOINT_SECOND_PERSON: `production` or `production,staging`, where a second person has to approve that the guard is switched off.
 * Throws `ConfigError` where there can be none.
 */
export function secondPersonOf(env: Env, signIn: boolean): readonly Environment[] {
  const text = env[VARIABLE];
  if (!text) return [];
  const environments = text.split(',').map((part) => environmentOf(part.trim()));
  if (signIn) return [...new Set(environments)];
  throw new ConfigError(
    `${VARIABLE} asks for a second person, and with SAVEPOINT_SIGN_IN=no everybody is the one local operator, so nobody could be the second: unset one of the two.`,
  );
}

function environmentOf(name: string): Environment {
  const environment = ENVIRONMENTS.find((one) => one === name);
  if (environment !== undefined) return environment;
  throw new ConfigError(
    `${VARIABLE} has “${name}”, and is a list of environments, such as production,staging; there are production, staging and development.`,
  );
}
