import 'server-only';
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { OutboundRules } from '../domain/instance/outbound';

/** May a connection go to this address? An address is what a name leads to: names are not judged. Without a port it is the path of a socket. */
export type MayConnect = (place: string, port: number | null) => boolean;

/**
 * Where no Redis is: link-local addresses, among them those from which clouds hand out credentials, and addresses that are
 * none of a host. An IPv4 address written as IPv6 counts as the IPv4 address.
 */
const NEVER_IPV4 = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['255.255.255.255', 32],
  // Metadata of Alibaba and Oracle, and the host of a machine at Azure, which hands out its settings.
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['168.63.129.16', 32],
] as const;

const NEVER_IPV6 = [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  // Metadata over IPv6: Amazon (a subnet of such services), Google, Oracle, Scaleway.
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
  ['fd00:c1::a9fe:a9fe', 128],
  ['fd00:42::42', 128],
] as const;

function whereNoRedisIs(): BlockList {
  const never = new BlockList();
  for (const [address, prefix] of NEVER_IPV6) never.addSubnet(address, prefix, 'ipv6');
  for (const [address, prefix] of NEVER_IPV4) {
    never.addSubnet(address, prefix, 'ipv4');
    for (const [inside, bits] of insideIPv6(address)) never.addSubnet(inside, bits + prefix, 'ipv6');
  }
  return never;
}

/** Where a network may turn an IPv6 address into this IPv4 one, and how many bits come before it. BlockList knows of ::ffff:0:0/96 itself. */
function insideIPv6(address: string): readonly (readonly [string, number])[] {
  const hex = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  const [a, b, c, d] = hex;
  return [
    [`64:ff9b::${address}`, 96], // NAT64
    [`::ffff:0:${address}`, 96], // SIIT
    [`2002:${a}${b}:${c}${d}::`, 16], // 6to4
    // “Compatible”; of 0.0.0.0/8 that would be ::1 as well.
    ...(address === '0.0.0.0' ? [] : [[`::${address}`, 96] as const]),
  ];
}

/** With rules only what they name may be reached, and all of it; without any, everything but what no Redis has. */
export function mayConnectBy(rules: OutboundRules): MayConnect {
  if (rules === null) {
    const never = whereNoRedisIs();
    return (place, port) => port === null || !isIn(never, place);
  }
  const sockets = new Set(rules.flatMap((rule) => (rule.kind === 'socket' ? [rule.path] : [])));
  const lists = rules.flatMap((rule) => {
    if (rule.kind === 'socket') return [];
    const list = new BlockList();
    list.addSubnet(rule.address, rule.prefix, rule.family);
    return [{ list, port: rule.port }];
  });
  return (place, port) =>
    port === null ? sockets.has(place) : lists.some((rule) => (rule.port ?? port) === port && isIn(rule.list, place));
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
