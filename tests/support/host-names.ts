/** How a request says under which name Savepoint is called. PORT stands for its port. */
export interface HostForm {
  readonly what: string;
  /** Put before the path in the request line: `http://HOST`. */
  readonly target?: string;
  readonly version?: '1.0' | '1.1';
  /** The lines of the header that name a host, as they are sent. */
  readonly lines: readonly string[];
}

const called = (host: string): HostForm => ({ what: `“${host}”`, lines: [`Host: ${host}`] });

/** Names that are not Savepoint's, and ways to say two at once. */
export const REFUSED_NAMES: readonly HostForm[] = [
  ...[
    'evil.example',
    'evil.example:80',
    'evil.example:PORT',
    // Names that lead here, which a page of theirs could be rebound to.
    '127.0.0.1.nip.io:PORT',
    'localhost.evil.example:PORT',
    'savepoint.localhost:PORT',
    'local_host:PORT',
    // Another port is another origin.
    'localhost',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost:0PORT',
    'localhost:PORT0',
    'localhost.:PORT',
    // Userinfo, paths, lists and words around a name.
    'evil@localhost:PORT',
    'localhost:PORT@evil.example',
    'http://localhost:PORT',
    'localhost:PORT/',
    'localhost:PORT#evil.example',
    'localhost:PORT,evil.example',
    'localhost:PORT evil.example',
    'localhost:PORT\tevil.example',
    'localhost :PORT',
    'local%68ost:PORT',
    'ⓛocalhost:PORT',
    // Other spellings of this machine.
    '0:PORT',
    '0.0.0.0:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0x7f.0.0.1:PORT',
    '0177.0.0.1:PORT',
    '::1:PORT',
    '[::]:PORT',
    '[0:0:0:0:0:0:0:1]:PORT',
    '[::1%lo]:PORT',
    '[::ffff:127.0.0.1]:PORT',
  ].map(called),
  { what: 'an empty name', lines: ['Host:'] },
  { what: 'no name', lines: [] },
  { what: 'no name, by HTTP/1.0', version: '1.0', lines: [] },
  { what: 'another name by HTTP/1.0', version: '1.0', lines: ['Host: evil.example'] },
  { what: 'its name and another', lines: ['Host: localhost:PORT', 'Host: evil.example'] },
  { what: 'another name and its own', lines: ['Host: evil.example', 'Host: localhost:PORT'] },
  { what: 'its name twice', lines: ['Host: localhost:PORT', 'host: localhost:PORT'] },
  { what: 'a name on two lines', lines: ['Host: evil.example', ' localhost:PORT'] },
  { what: 'a space before the colon', lines: ['Host : localhost:PORT'] },
  { what: 'a space before the line', lines: [' Host: localhost:PORT'] },
  { what: 'another name in the request line', target: 'http://evil.example', lines: ['Host: localhost:PORT'] },
  { what: 'its name in the request line alone', target: 'http://localhost:PORT', lines: ['Host: evil.example'] },
  { what: 'its name in the request line as well', target: 'http://localhost:PORT', lines: ['Host: localhost:PORT'] },
  { what: 'X-Forwarded-Host', lines: ['Host: evil.example', 'X-Forwarded-Host: localhost:PORT'] },
  { what: 'Forwarded', lines: ['Host: evil.example', 'Forwarded: host="localhost:PORT";proto=http'] },
  { what: 'X-Forwarded-Host without a Host', lines: ['X-Forwarded-Host: localhost:PORT'] },
  {
    what: 'X-Host and X-Original-Host',
    lines: ['Host: evil.example', 'X-Host: localhost:PORT', 'X-Original-Host: localhost:PORT'],
  },
  { what: ':authority', lines: ['Host: evil.example', ':authority: localhost:PORT'] },
];

/** Its own names, as clients may write them. */
export const OWN_NAMES: readonly HostForm[] = [
  ...['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT', 'LocalHost:PORT', '[::1]:PORT'].map(called),
  { what: 'spaces and tabs around it', lines: ['Host: \t localhost:PORT \t'] },
  { what: 'HOST in capitals', lines: ['HOST: localhost:PORT'] },
  { what: 'by HTTP/1.0', version: '1.0', lines: ['Host: localhost:PORT'] },
  { what: 'a proxy that names another', lines: ['Host: localhost:PORT', 'X-Forwarded-Host: evil.example'] },
];
