import 'server-only';
import type { Credentials, RegisteredInstance } from '../domain/instance/instance';
import type { RedisTarget } from './redis';

/** An instance as the target of a connection, with these credentials. */
export function targetOf(instance: RegisteredInstance, credentials: Credentials): RedisTarget {
  const { endpoint, database, tls, commands } = instance;
  return { endpoint, database, credentials, tls, commands };
}
