import 'server-only';
import type { Config } from '../config/config';
import type { Savepoint } from './facade';

/** Which hosts are answered and which origins may change things: the public origin's, and loopback with our port. */
export function accessOf({ port, publicOrigin, adminToken }: Config): Savepoint['access'] {
  const local = ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${port}`);
  const origins = local.map((host) => `http://${host}`);
  if (publicOrigin === null) return { adminToken, hosts: local, origins };
  return { adminToken, hosts: [new URL(publicOrigin).host, ...local], origins: [publicOrigin, ...origins] };
}
