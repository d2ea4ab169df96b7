import { describe, expect, test } from 'vitest';
import { errorSchema } from '../../lib/contracts/error';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { watchedOrders } from '../support/watched';

const watched = watchedOrders();

test.each<[string, Record<string, string>]>([
  ['announced', {}],
  ['sent in chunks', { 'transfer-encoding': 'chunked' }],
])('a body of 30 MB, %s, is answered with 413', async (_case, headers) => {
  const body = `{"reason": "${'x'.repeat(30 * 1024 * 1024 - 14)}"}`;
  const answer = await ask(watched.savepoint.url, '/api/instances/orders/bgsave', { method: 'POST', body, headers });
  expect([answer.status, answer.error().code]).toEqual([413, 'too_large']);
});

test('every method of every path answers in one shape', async () => {
  const paths = ['/api', '/api/', '/api/nothing', '/api/instances', '/api/audit', '/api/health/live', '/api/stream/x'];
  for (const path of paths) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await ask(watched.savepoint.url, path, { method });
      if (answer.status === 308) continue;
      expect([path, method, errorSchema.safeParse(answer.json()).success]).toEqual([path, method, true]);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  }
  const head = await ask(watched.savepoint.url, '/api/instances', { method: 'HEAD' });
  expect([head.status, head.text, head.headers['cache-control']]).toEqual([200, '', 'no-store']);
});

describe('the stream', () => {
  async function listen(headers: Record<string, string> = {}) {
    const leaving = new AbortController();
    const response = await fetch(`${watched.savepoint.url}/api/stream`, { headers, signal: leaving.signal });
    let text = '';
    let hasEnded = false;
    const reading = (async () => {
      for await (const part of response.body ?? []) text += new TextDecoder().decode(part as Uint8Array);
    })();
    void reading.catch(() => undefined).then(() => (hasEnded = true));
    const lastId = (): string => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';
    return { response, text: () => text, lastId, hasEnded: () => hasEnded, leave: () => leaving.abort() };
  }

  test('tells what is, what changes, and what was missed', async () => {
    const page = await listen();
    expect(page.response.headers.get('content-type')).toContain('text/event-stream');
    expect(page.response.headers.get('cache-control')).toBe('no-store, no-transform');
    await eventually('the first instance', () => page.text().includes('event: instance\ndata: {"id":"orders"'));
    await eventually('a pulse', () => page.text().includes('event: pulse\n'));
    await watched.redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    await eventually('the change', () => page.text().includes('"guard":{"value":"no"'));
    await eventually('its audit entry', () => page.text().includes('"kind":"changed-outside"'));
    const lastSeen = page.lastId();
    page.leave();

    await watched.redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes');
    await eventually('the change in the list', async () =>
      (await ask(watched.savepoint.url, '/api/instances/orders')).text.includes('"guard":{"value":"yes"'),
    );
    const again = await listen({ 'last-event-id': lastSeen });
    await eventually('what was missed', () => again.text().includes('"guard":{"value":"yes"'));
    again.leave();
  });

  test('ends when the server is told to stop, which it does at once', async () => {
    const page = await listen();
    await eventually('the first instance', () => page.text().includes('event: instance'));
    await watched.savepoint.stop();
    await eventually('the end of the stream', () => page.hasEnded());
  });
});
