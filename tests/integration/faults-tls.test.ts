import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWatcher } from '../support/a-watcher';
import { startAuthority, type Authority } from '../support/certificates';
import { freePort } from '../support/processes';
import { startRedis } from '../support/redis-server';

let authority: Authority;
const toEnd: (() => Promise<void>)[] = [];

beforeEach(() => {
  authority = startAuthority();
});

afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
  authority.stop();
});

const HERE = 'IP:127.0.0.1';

test.each<[string, { name?: string; until?: string; isTrusted?: boolean }, RegExp]>([
  ['a good certificate is believed', {}, /^told saved -$/],
  [
    'one that has expired is told as such',
    { until: '20200102000000Z' },
    /^told unreachable tls The TLS connection to .* failed \(CERT_HAS_EXPIRED\)\. Check the certificate/,
  ],
  [
    'one of an authority that nobody here trusts',
    { isTrusted: false },
    /^told unreachable tls .* failed \(SELF_SIGNED_CERT_IN_CHAIN\)\. Check/,
  ],
  [
    'one that is for another host',
    { name: 'DNS:elsewhere.example' },
    /^told unreachable tls .* failed \(ERR_TLS_CERT_ALTNAME_INVALID\)\. Check the certificate/,
  ],
])('%s', async (_case, { name = HERE, until, isTrusted = true }, line) => {
  const port = await freePort();
  const redis = await startRedis({ args: authority.redisArgs(port, name, until) });
  toEnd.push(() => redis.stop());
  const env = isTrusted ? { NODE_EXTRA_CA_CERTS: authority.trust } : undefined;
  const watcher = startWatcher(`rediss://127.0.0.1:${port}`, env && { env });
  toEnd.push(() => watcher.stop());
  expect(await watcher.says(/^told/)).toBe(await watcher.says(line));
});
