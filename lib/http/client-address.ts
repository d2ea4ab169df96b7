import 'server-only';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Savepoint } from '../runtime/facade';

/**
 * Where a request came from. Each proxy adds on the right whom it was asked by, and what stands left of that anybody can have written:
 * so it is the first from the right that is no trusted proxy, and only where a trusted one has asked us.
 */
export function addressOf(
  { socket, headers }: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string } },
  access: Pick<Savepoint['access'], 'isTrustedProxy'> | null,
): string {
  const peer = plain(socket.remoteAddress ?? '');
  if (peer === null) return 'unknown';
  if (access?.isTrustedProxy(peer) !== true) return peer;
  const said = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse();
  for (const text of said) {
    const address = plain(text.trim());
    // Whatever is left of it nobody trustworthy has written.
    if (address === null) return peer;
    if (!access.isTrustedProxy(address)) return address;
  }
  return peer;
}

/** Without a port, and an IPv4 address as one; null when it is none. */
function plain(text: string): string | null {
  const [, bracketed, withPort] = /^(?:\[([^\]]+)\](?::\d{1,5})?|(\d+(?:\.\d+){3}):\d{1,5})$/.exec(text) ?? [];
  const address = bracketed ?? withPort ?? text;
  if (isIP(address) === 0 || address.includes('%')) return null;
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address;
}
