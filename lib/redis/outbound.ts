import 'server-only';
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { OutboundRules } from '../domain/outbound';

/** May a connection go to this address? An address is what a name leads to: names are not judged. */
export type MayConnect = (address: string, port: number) => boolean;

/**
 * Where no Redis is: link-local addresses, among them those from which clouds hand out credentials, and addresses that are
 * none of a host. An IPv4 address written as IPv6 counts as the IPv4 address.
 */
const NEVER = [
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['255.255.255.255', 32, 'ipv4'],
  // Alibaba's and Oracle's metadata, and Amazon's over IPv6.
  ['100.100.100.200', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['fd00:ec2::254', 128, 'ipv6'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
] as const;

/** With rules only what they name may be reached, and all of it; without any, everything but what no Redis has. */
export function mayConnectBy(rules: OutboundRules): MayConnect {
  if (rules === null) {
    const never = new BlockList();
    for (const [address, prefix, family] of NEVER) never.addSubnet(address, prefix, family);
    return (address) => !isIn(never, address);
  }
  const lists = rules.map(({ address, prefix, family, port }) => {
    const list = new BlockList();
    list.addSubnet(address, prefix, family);
    return { list, port };
  });
  return (address, port) => lists.some((rule) => (rule.port ?? port) === port && isIn(rule.list, address));
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The error of a connection that is not made. */
export function notAllowed(): Error {
  return Object.assign(new Error('This address may not be connected to.'), { code: 'ERR_IP_BLOCKED' });
}

/**
 * Looks a name up, each time a connection is made, and leaves out what may not be connected to: what was checked is what is
 * connected to, whatever the name leads to a moment later.
 */
export function allowedLookup(port: number, mayConnect: MayConnect): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => mayConnect(address, port));
      const [first] = allowed;
      if (first === undefined) return callback(notAllowed(), '', 0);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
