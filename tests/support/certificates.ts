import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONFIG = `[ca]
default_ca = ours
[ours]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = names
copy_extensions = copy
[names]
commonName = supplied
`;
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export type Validity = readonly [from: string, until: string];

export interface Authority {
  /** Its own certificate: whoever trusts it has NODE_EXTRA_CA_CERTS point there. */
  readonly trust: string;
  /**
   * Arguments of a redis-server that shows a certificate of this authority, besides its plain port. `name` is what it is for, as in
   * a subjectAltName; `valid` is from when until when, as openssl writes times: from now on for a day unless given.
   */
  redisArgs(tlsPort: number, name: string, valid?: Validity): readonly string[];
  stop(): void;
}

/** A certificate authority of our own, in a folder that `stop` removes. */
export function startAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-certificates-'));
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  const file = (name: string): string => join(folder, name);
  writeFileSync(file('ca.cnf'), CONFIG);
  writeFileSync(file('index.txt'), '');
  writeFileSync(file('serial'), '01\n');
  openssl('req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=an authority', '-days', '1');
  return {
    trust: file('ca.crt'),
    redisArgs: (tlsPort, name, valid) => {
      const request = ['-keyout', 'redis.key', '-out', 'redis.csr', '-subj', '/CN=redis'];
      openssl('req', ...KEY, ...request, '-addext', `subjectAltName=${name}`);
      const times = valid === undefined ? ['-days', '1'] : ['-startdate', valid[0], '-enddate', valid[1]];
      const signer = ['-config', 'ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.crt'];
      openssl('ca', '-batch', '-notext', ...signer, ...times, '-in', 'redis.csr', '-out', 'redis.crt');
      return [
        ...['--tls-port', String(tlsPort), '--tls-auth-clients', 'no', '--tls-ca-cert-file', file('ca.crt')],
        ...['--tls-cert-file', file('redis.crt'), '--tls-key-file', file('redis.key')],
      ];
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
