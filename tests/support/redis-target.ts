import type { Credentials } from '../../lib/domain/instance/instance';
import type { RedisTarget, Timeouts } from '../../lib/redis/redis';

/** Generous enough for a busy machine, short enough to wait for. */
export const TIMEOUTS: Timeouts = { connectMs: 2000, commandMs: 2000 };

/** A server on this machine as the target of a connection. */
export function targetOf(
  server: { readonly port: number; readonly password?: string | null },
  credentials: Partial<Credentials> = {},
): RedisTarget {
  return {
    endpoint: { kind: 'tcp', host: '127.0.0.1', port: server.port, tls: false },
    database: 0,
    credentials: { username: null, password: server.password ?? null, ...credentials },
  };
}
