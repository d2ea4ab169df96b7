import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWatcher } from '../support/a-watcher';
import { startAuthority, type Authority, type Validity } from '../support/certificates';
import { endings } from '../support/endings';
import { freePort } from '../support/processes';
import { startRedis } from '../support/redis-server';

let authority: Authority;

beforeEach(() => {
  authority = startAuthority();
});

afterEach(() => {
  authority.stop();
});
const toEnd = endings();

const HERE = 'IP:127.0.0.1';

test.each<[string, { name?: string; valid?: Validity; isTrusted?: boolean }, RegExp]>([
  ['a good certificate is believed', {}, /^told saved -$/],
  [
    'one that has expired is told as such, with its day',
    { valid: ['20150101000000Z', '20200102000000Z'] },
    /^told unreachable tls The certificate of 127\.0\.0\.1:\d+ expired on 2 Jan 2020 \(UTC\): Savepoint does not connect\. Renew/,
  ],
  [
    'one that is not valid yet is told as such, with its day',
    { valid: ['20490302000000Z', '20491231000000Z'] },
    /^told unreachable tls The certificate of 127\.0\.0\.1:\d+ is not valid before 2 Mar 2049 \(UTC\): Savepoint does not connect\. Check/,
  ],
  [
    'one of an authority that nobody here trusts',
    { isTrusted: false },
    /^told unreachable tls The certificate of .* is not signed by an authority that Savepoint knows, .* \(tls: ca\)\.$/,
  ],
  [
    'one that is for another host',
    { name: 'DNS:elsewhere.example' },
    /^told unreachable tls The certificate of .* is not for 127\.0\.0\.1: .* \(tls: serverName\)\.$/,
  ],
])('%s', async (_case, { name = HERE, valid, isTrusted = true }, line) => {
  const port = await freePort();
  const redis = await startRedis({ args: authority.redisArgs(port, name, valid) });
  toEnd.push(() => redis.stop());
  const env = isTrusted ? { NODE_EXTRA_CA_CERTS: authority.trust } : undefined;
  const watcher = startWatcher(`rediss://127.0.0.1:${port}`, env && { env });
  toEnd.push(() => watcher.stop());
  expect(await watcher.says(/^told/)).toBe(await watcher.says(line));
});
