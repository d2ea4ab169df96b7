import 'server-only';
import { isIP } from 'node:net';
import type { OutboundRule, OutboundRules } from '../domain/instance/outbound';
import { ConfigError } from './config';
import type { Env } from './settings';

const SOCKET = /^unix:\/\/(\/[^?#]+)$/i;
const FORM = /^(?:\[([0-9a-f:.]+)(?:\/(\d{1,3}))?\]|([0-9a-f:.]+?)(?:\/(\d{1,3}))?)(?::(\d{1,5}))?$/i;

/**
 * SAVEPOINT_OUTBOUND: `10.0.0.0/8,10.1.2.3:6379,[fd00::/8]:6379`, addresses or subnets with or without a port, and sockets as
 * `unix:///run/redis.sock`. Null when it is not given. Throws `ConfigError`.
 */
export function outboundOf(env: Env): OutboundRules {
  const text = env.SAVEPOINT_OUTBOUND;
  return text ? text.split(',').map((part) => ruleOf(part.trim())) : null;
}

function ruleOf(text: string): OutboundRule {
  const path = SOCKET.exec(text)?.[1];
  if (path !== undefined) return { kind: 'socket', path };
  // Without brackets the last colon of an IPv6 address would be taken for that of a port.
  const whole = isIP(text) === 6 ? `[${text}]` : text;
  const [, inBrackets, prefixInBrackets, bare, barePrefix, port] = FORM.exec(whole) ?? [];
  const address = inBrackets ?? bare ?? '';
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = Number(prefixInBrackets ?? barePrefix ?? bits);
  const isPort = port === undefined || (Number(port) >= 1 && Number(port) <= 65535);
  if (family === 0 || prefix > bits || !isPort) {
    throw new ConfigError(
      `SAVEPOINT_OUTBOUND has “${text}”, which is no address, subnet (10.0.0.0/8), either with a port ([fd00::/8]:6379), or socket (unix:///run/redis.sock).`,
    );
  }
  return {
    kind: 'subnet',
    address,
    prefix,
    family: family === 4 ? 'ipv4' : 'ipv6',
    port: port === undefined ? null : Number(port),
  };
}
