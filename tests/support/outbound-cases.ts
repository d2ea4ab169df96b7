import type { Names } from './watched-net';

/** What the name server of the test says. A list of several turns is a name that leads elsewhere each time. */
export const NAMES: Names = {
  'redis.test': [['10.77.0.1']],
  'six.test': [['fd77::1']],
  'elsewhere.test': [['10.78.0.1']],
  'metadata.test': [['169.254.169.254']],
  'metadata6.test': [['fd00:ec2::254']],
  'mapped.test': [['::ffff:169.254.169.254']],
  'nat64.test': [['64:ff9b::a9fe:a9fe']],
  'nowhere.test': [['0.0.0.0']],
  'both.test': [['169.254.169.254', '10.77.0.1']],
  'flips.test': [['10.77.0.1'], ['169.254.169.254']],
  'flips-elsewhere.test': [['10.77.0.1'], ['10.78.0.1']],
};

const redis = (...hosts: string[]): string[] => hosts.map((host) => `redis://${host}`);

/** What never leads to a connection, whoever registers it: where no Redis is, in all spellings, and what is no address. */
export const NEVER: readonly string[] = [
  // One metadata address as the C library reads it: parts left out, decimal, hexadecimal, octal and mixed.
  ...redis('169.254.169.254', '169.254.169.254:80', '169.254.43518', '169.16689662', '2852039166'),
  ...redis(
    '0xa9fea9fe',
    '0XA9FEA9FE',
    '0xa9.0xfe.0xa9.0xfe',
    '025177524776',
    '0251.0376.0251.0376',
    '169.0xfe.0251.254',
  ),
  // As a URL writes characters: percent-encoded, behind a NUL, in full width.
  ...redis(
    '%31%36%39.254.169.254',
    '169.254.169.254%00',
    '169.254.169.254%00.example',
    '%EF%BC%91%EF%BC%96%EF%BC%99.254.169.254',
  ),
  // Other metadata, link-local, unspecified, multicast and broadcast addresses.
  ...redis('169.254.0.1', '169.254.170.2', '169.254.42.42', '100.100.100.200', '192.0.0.192', '168.63.129.16'),
  ...redis('0', '0.0.0.0', '0x0', '00.0', '0.1.2.3', '224.0.0.1', '239.255.255.250', '255.255.255.255', '4294967295'),
  // IPv6: its own, and IPv4 addresses inside it (mapped, translated, NAT64, 6to4, compatible).
  ...redis('[::]', '[::0:0]', '[fe80::1]', '[febf::1]', 'fe80%3A%3A1%25lo', '[ff02::1]', 'ff02%3A%3A1%25lo'),
  ...redis(
    '[fd00:ec2::254]',
    '[FD00:0EC2:0::254]',
    '[fd00:ec2::23]',
    '[fd20:ce::254]',
    '[fd00:c1::a9fe:a9fe]',
    '[fd00:42::42]',
  ),
  ...redis(
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '[0:0:0:0:0:ffff:a9fe:a9fe]',
    '%3A%3Affff%3A169.254.169.254%25lo',
  ),
  ...redis(
    '[::ffff:0.0.0.0]',
    '[::ffff:0:a9fe:a9fe]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b::6464:64c8]',
    '[2002:a9fe:a9fe::1]',
    '[::a9fe:a9fe]',
  ),
  // Names that lead there.
  ...redis('metadata.test', 'METADATA.test.', 'metadata6.test', 'mapped.test', 'nat64.test', 'nowhere.test'),
  ...redis(
    ':password@169.254.169.254',
    'user:password@metadata.test',
    '10.77.0.1:x@169.254.169.254',
    '169.254.169.254/0',
  ),
  'rediss://169.254.169.254',
  'rediss://metadata.test',
  'REDIS://2852039166',
  // What is no address of a Redis, though other readers of addresses would make one of it.
  ...redis(
    '10.77.0.1%40169.254.169.254',
    '10.77.0.1#@169.254.169.254',
    '10.77.0.1?@169.254.169.254',
    '10.77.0.1 169.254.169.254',
  ),
  ...redis(
    '10.77.0.1%0d%0aSLAVEOF%20169.254.169.254',
    '10.77.0.1%2F@169.254.169.254',
    '[fe80::1%25lo]',
    '10.77.0.1:0',
    '',
  ),
  'http://10.77.0.1/latest/meta-data',
  'https://10.77.0.1',
  'gopher://10.77.0.1:6379/_INFO',
  'file:///etc/passwd',
  'redis+sentinel://10.77.0.1',
  'redis:10.77.0.1',
  '//10.77.0.1',
  'javascript:fetch("http://10.77.0.1")',
];

/** What leads to exactly one address, and is connected to where that is allowed. */
export const ALLOWED: readonly (readonly [url: string, packet: string])[] = [
  ['redis://10.77.0.1', 'tcp 10.77.0.1 6379'],
  ['rediss://10.77.0.1', 'tcp 10.77.0.1 6379'],
  ['redis://172818433', 'tcp 10.77.0.1 6379'],
  ['redis://[::ffff:10.77.0.1]', 'tcp 10.77.0.1 6379'],
  ['redis://[fd77::1]', 'tcp fd77::1 6379'],
  ['redis://redis.test', 'tcp 10.77.0.1 6379'],
  ['redis://six.test', 'tcp fd77::1 6379'],
  ['redis://both.test', 'tcp 10.77.0.1 6379'],
];

/** An allow-list, and what it leaves out besides. */
export const ALLOW_LIST = '10.77.0.0/16:6379,[fd77::/64]:6379,[fd77::]:7000';
export const LEFT_OUT: readonly string[] = [
  ...redis('127.0.0.1', 'localhost', '127.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]'),
  ...redis('10.78.0.1', '172883969', '0xa4e0001', '10.77.0.1:22', '10.77.0.1:6380', '[::ffff:10.78.0.1]', '8.8.8.8'),
  ...redis('[fd77:0:0:1::1]', '[fd77::1]:7000', '[fd78::1]', '[64:ff9b::a4d:1]', '[2002:a4d:1::1]', '[::a4d:1]'),
  ...redis('elsewhere.test', 'elsewhere.test.', 'redis.test:22', ':password@elsewhere.test'),
  'rediss://elsewhere.test',
  'rediss://10.78.0.1',
];
