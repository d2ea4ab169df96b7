import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { warmUp } from '../../scripts/lib/soak/warm-up.mjs';

let close = (): void => {};
afterEach(() => close());

/** A server that counts what it is asked for, and answers one path with an error. */
async function counting(bad?: string): Promise<{ url: string; asked: Map<string, number> }> {
  const asked = new Map<string, number>();
  const server = createServer(({ url = '' }, response) => {
    asked.set(url, (asked.get(url) ?? 0) + 1);
    response.statusCode = url === bad ? 500 : 200;
    response.end('well');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

it('asks for each page of each instance, as often as for any other', async () => {
  const { url, asked } = await counting();
  await warmUp(url, ['one', 'two']);
  expect([...asked.keys()]).toEqual(
    expect.arrayContaining(['/', '/api/instances', '/instances/one', '/instances/two']),
  );
  expect(new Set(asked.values()).size).toBe(1);
  expect(asked.get('/')).toBeGreaterThan(10);
});

it('ends a run in which a page is not as it should be', async () => {
  const { url } = await counting('/audit');
  await expect(warmUp(url, ['one'])).rejects.toThrow('/audit was answered with 500');
});
