import 'server-only';
import { isLoopback } from '../config/loopback';
import type { Config } from '../config/config';
import type { Savepoint } from './facade';

/** Which hosts are answered and which origins may change things: the public origin's, and on loopback its names with our port. */
export function accessOf({ host, port, publicOrigin }: Config): Savepoint['access'] {
  const local = isLoopback(host) ? ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`) : [];
  const origins = local.map((name) => `http://${name}`);
  if (publicOrigin === null) return { hosts: local, origins };
  return { hosts: [new URL(publicOrigin).host, ...local], origins: [publicOrigin, ...origins] };
}
