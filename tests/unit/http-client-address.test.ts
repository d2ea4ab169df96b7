import { expect, it } from 'vitest';
import { addressOf } from '../../lib/http/client-address';

const access = { isTrustedProxy: (address: string) => address.startsWith('10.') || address === 'fd00::1' };

function address(remoteAddress: string | undefined, forwardedFor?: string): string {
  const socket = remoteAddress === undefined ? {} : { remoteAddress };
  return addressOf({ socket, headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor } }, access);
}

it.each([
  ['192.0.2.7', undefined, '192.0.2.7'],
  ['192.0.2.7', '198.51.100.9', '192.0.2.7'],
  ['::ffff:192.0.2.7', '198.51.100.9', '192.0.2.7'],
  [undefined, '198.51.100.9', 'unknown'],
  ['2001:db8::1', '198.51.100.9', '2001:db8::1'],
])('from %s that is no trusted proxy, whatever it says (%s), it is %s', (peer, said, expected) => {
  expect(address(peer, said)).toBe(expected);
});

it.each([
  [undefined, '10.0.0.1'],
  ['', '10.0.0.1'],
  ['198.51.100.9', '198.51.100.9'],
  ['203.0.113.5, 198.51.100.9', '198.51.100.9'],
  ['203.0.113.5,198.51.100.9 , 10.0.0.2', '198.51.100.9'],
  ['10.0.0.3, 10.0.0.2', '10.0.0.1'],
  ['198.51.100.9:4711', '198.51.100.9'],
  ['[2001:db8::7]:4711', '2001:db8::7'],
  ['2001:db8::7, fd00::1', '2001:db8::7'],
  ['::ffff:198.51.100.9', '198.51.100.9'],
  ['198.51.100.9, evil', '10.0.0.1'],
  ['198.51.100.9, 10.0.0.2, unknown', '10.0.0.1'],
  ['198.51.100.9,', '10.0.0.1'],
  ['fe80::1%eth0', '10.0.0.1'],
])('from a trusted proxy that says %s it is %s', (said, expected) => {
  expect(address('10.0.0.1', said)).toBe(expected);
  expect(address('::ffff:10.0.0.1', said)).toBe(expected);
});

it('before the start it is the peer', () => {
  expect(addressOf({ socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': '192.0.2.7' } }, null)).toBe(
    '10.0.0.1',
  );
});
