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
  /** A certificate with its key, for whom it is named; of a client unless `name` says what it is for. `valid` as below. */
  issue(who: string, name?: string, valid?: Validity): { readonly cert: string; readonly key: string };
  /**
   * Arguments of a redis-server that shows a certificate of this authority, besides its plain port. `name` is what it is for, as in
   * a subjectAltName; `valid` is from when until when, as openssl writes times: from now on for a day unless given. `asks`: it lets in
   * only who shows a certificate of this authority.
   */
  redisArgs(tlsPort: number, name: string, valid?: Validity, asks?: boolean): readonly string[];
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
  const issue: Authority['issue'] = (who, name, valid) => {
    const request = ['-keyout', `${who}.key`, '-out', `${who}.csr`, '-subj', `/CN=${who}`];
    openssl('req', ...KEY, ...request, ...(name === undefined ? [] : ['-addext', `subjectAltName=${name}`]));
    const times = valid === undefined ? ['-days', '1'] : ['-startdate', valid[0], '-enddate', valid[1]];
    const signer = ['-config', 'ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.crt'];
    openssl('ca', '-batch', '-notext', ...signer, ...times, '-in', `${who}.csr`, '-out', `${who}.crt`);
    return { cert: file(`${who}.crt`), key: file(`${who}.key`) };
  };
  return {
    trust: file('ca.crt'),
    issue,
    redisArgs: (tlsPort, name, valid, asks = false) => {
      const { cert, key } = issue(`redis-${tlsPort}`, name, valid);
      return [
        ...['--tls-port', String(tlsPort), '--tls-auth-clients', asks ? 'yes' : 'no'],
        ...['--tls-ca-cert-file', file('ca.crt'), '--tls-cert-file', cert, '--tls-key-file', key],
      ];
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
