import { auditListSchema } from '../../../lib/contracts/action';
import { instanceListSchema } from '../../../lib/contracts/instance';
import { callsOf } from '../calls-of';
import { ask } from '../http-client';
import type { RedisServer } from '../redis-server';
import type { SavepointServer } from '../savepoint-server';
import type { Change } from './way';

export const TOKEN = 'cross-site-token-cross-site';
const HEADERS = { authorization: `Bearer ${TOKEN}` };
const ID = 'orders-primary';
const SPARE = 'spare';

/** Makes an override that could be moved or ended, and an instance that could be removed. */
export async function prepare({ url }: SavepointServer, redis: RedisServer): Promise<void> {
  const until = { kind: 'time', at: new Date(Date.now() + 3_600_000).toISOString() };
  const off = { value: 'no', expected: 'yes', confirm: ID, reason: 'checkout down, INC-4312', until };
  const asked = [
    await ask(url, `/api/instances/${ID}/stop-writes`, { method: 'PUT', body: off, headers: HEADERS }),
    await ask(url, '/api/instances', { method: 'POST', body: { name: SPARE, url: redis.url }, headers: HEADERS }),
  ];
  const failed = asked.find(({ status }) => status >= 300);
  if (failed !== undefined) throw new Error(`It could not be prepared: ${failed.text}`);
}

/**
 * One of each change that there is, in an order in which all can be made. Each has a “=” where a text of it may: there a form of
 * text/plain can be made to send the very same JSON.
 */
export function changesOf(origin: string, redis: RedisServer): readonly Change[] {
  const at = (path: string): string => `${origin}/api/instances${path}`;
  const json = (body: unknown): string => JSON.stringify(body);
  return [
    { what: 'override', method: 'PUT', url: at(`/${ID}/override`), body: json({ until: { kind: 'none' } }) },
    { what: 'bgsave', method: 'POST', url: at(`/${ID}/bgsave`), body: json({ reason: 'a=b' }) },
    {
      what: 'stop-writes',
      method: 'PUT',
      url: at(`/${ID}/stop-writes`),
      body: json({ value: 'yes', expected: 'no', reason: 'a=b' }),
    },
    { what: 'register', method: 'POST', url: at(''), body: json({ name: 'planted=1', url: redis.url }) },
    { what: 'remove', method: 'DELETE', url: at(`/${SPARE}`), body: '' },
  ];
}

/** All that those changes leave behind, in Redis's own count and in what Savepoint keeps. */
export async function effectsOf({ url }: SavepointServer, redis: RedisServer) {
  const audit = await ask(url, '/api/audit', { headers: HEADERS });
  const list = await ask(url, '/api/instances', { headers: HEADERS });
  const { instances } = instanceListSchema.parse(list.json());
  return {
    configSet: await callsOf(redis, 'config|set'),
    bgsave: await callsOf(redis, 'bgsave'),
    audit: auditListSchema.parse(audit.json()).entries.map(({ hash }) => hash),
    // By id: the list begins with the worst, which a slow look may change.
    overrides: Object.fromEntries(instances.map(({ id, guard }) => [id, guard.override?.until ?? null])),
  };
}
