import 'server-only';
import { BlockList, isIP } from 'node:net';
import { sameSecret } from '../auth/secrets';
import { isLoopback } from '../config/loopback';
import type { Config } from '../config/config';
import type { Subnet } from '../domain/access/sign-in-rules';
import type { Savepoint } from './facade';

/** Which hosts are answered and which origins may change things: the public origin's, and on loopback its names with our port. */
export function accessOf(config: Config): Savepoint['access'] {
  return { ...placesOf(config), isTrustedProxy: isIn(config.trustedProxies), proxy: proxyOf(config) };
}

function placesOf({ host, port, publicOrigin }: Config): Pick<Savepoint['access'], 'hosts' | 'origins'> {
  const local = isLoopback(host) ? ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`) : [];
  const origins = local.map((name) => `http://${name}`);
  if (publicOrigin === null) return { hosts: local, origins };
  return { hosts: [new URL(publicOrigin).host, ...local], origins: [publicOrigin, ...origins] };
}

function isIn(subnets: readonly Subnet[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, prefix, family } of subnets) list.addSubnet(address, prefix, family);
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function proxyOf({ proxy }: Config): Savepoint['access']['proxy'] {
  if (proxy === null) return null;
  const { secret, userHeader, groupsHeader } = proxy;
  return { userHeader, groupsHeader, isSecret: (given) => sameSecret(given, secret) };
}
