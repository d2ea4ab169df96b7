import 'server-only';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Endpoint } from '../domain/instance/instance';

/** This machine among hosts: its sockets, its loopback and every address of its own. */
export const THIS_MACHINE = 'localhost';

/**
 * What an endpoint's host is known by: each address its name leads to now, with those of this machine as one; the name itself where it
 * leads nowhere. A tunnel or a container that has another address is another host here. Never rejects.
 */
export async function addressesOf(endpoint: Endpoint): Promise<readonly string[]> {
  if (endpoint.kind === 'unix') return [THIS_MACHINE];
  const own = ownAddresses();
  const found = await resolved(endpoint.host);
  return [...new Set(found.map((address) => (own.has(address) ? THIS_MACHINE : address)))];
}

async function resolved(host: string): Promise<readonly string[]> {
  const name = host.toLowerCase();
  if (isIP(name) !== 0) return [plain(name)];
  try {
    const found = await lookup(name, { all: true });
    return found.map(({ address }) => plain(address));
  } catch {
    return [name];
  }
}

/** An address of IPv4 that is written as one of IPv6 is the same host. */
function plain(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
}

/** Not of an interface, and this machine all the same: the own name on Debian, and `any address`, which a client connects to itself by. */
const ALSO_OWN = ['127.0.0.1', '127.0.1.1', '0.0.0.0', '::1', '::'];

function ownAddresses(): ReadonlySet<string> {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set([...ALSO_OWN, ...interfaces.map(({ address }) => plain(address))]);
}
