import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { freePort } from '../support/processes';
import { startRedis } from '../support/redis-server';
import { expect, ORDERS, test as base, visit } from './fixtures';

const SECRET = 'canary-hunter2-canary';
const LOCAL_PORT = 6379;

/** Savepoint with nothing registered. */
const test = base.extend({ entries: async ({}, give) => give([]) });

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

async function tryToRegister(page: Page, name: string, url: string): Promise<void> {
  await field(page, 'Name').fill(name);
  await field(page, 'Address').fill(url);
  await page.getByRole('button', { name: 'Try and register' }).click();
}

/** A port that answers, but not as Redis does. */
async function anHttpPort(look: (port: number) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await look((server.address() as AddressInfo).port);
  server.closeAllConnections();
  server.close();
}

test('with nothing registered the page says how; what is registered is watched, and can be removed again', async ({
  page,
  redis,
}) => {
  await visit(page, '/');
  await test.step('it says how', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No Redis is registered yet.');
    await expect(page.getByRole('main')).toContainText('SAVEPOINT_INSTANCES="orders-primary=redis://10.0.3.14:6379"');
    await expect(page.getByRole('main')).toContainText('savepoint.yaml');
  });

  await test.step('the connection is tried, and what was found is told', async () => {
    await tryToRegister(page, ORDERS, redis.url);
    await expect(page).toHaveURL(/\/instances\/orders-primary$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(ORDERS);
    await expect(page.getByRole('main')).toContainText(`127.0.0.1:${redis.port} · Redis 7.0.15 · primary`);
  });

  await test.step('it is watched', async () => {
    await expect(page.getByRole('main')).toContainText(/read \d+ s ago/);
  });

  await test.step('it is removed, and Redis is not touched', async () => {
    await page.getByRole('button', { name: 'Remove…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove from Savepoint' });
    await expect(dialog).toContainText('The Redis itself is not touched');
    await dialog.getByRole('button', { name: 'Remove instance' }).click();
    await expect(page).toHaveURL(/\/$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No Redis is registered yet.');
    expect(await redis.cli('PING')).toBe('PONG');
  });

  await test.step('the audit has both', async () => {
    await page.getByRole('link', { name: 'Audit' }).click();
    await expect(page.getByRole('row', { name: /Registered/ })).toContainText(ORDERS);
    await expect(page.getByRole('row', { name: /Removed/ })).toContainText(ORDERS);
  });
});

test('what is wrong is said at its field, and what was typed stays', async ({ page, keep, redis }) => {
  const guarded = await keep(startRedis({ password: SECRET }));
  const closed = await freePort();
  await visit(page, '/instances/new');
  const bad: readonly (readonly [what: string, name: string, url: string, at: string, why: RegExp])[] = [
    ['no name', '', redis.url, 'Name', /Give the instance a name/],
    ['a name without letters', '---', redis.url, 'Name', /at least one of the characters/],
    ['an address without a scheme', ORDERS, '10.0.3.14:6379', 'Address', /redis:\/\//],
    ['nobody listens', ORDERS, `redis://127.0.0.1:${closed}`, 'Address', /refused/],
    ['the wrong password', ORDERS, `redis://:wrong@127.0.0.1:${guarded.port}`, 'Address', /password|WRONGPASS/],
    ['no password', ORDERS, `redis://127.0.0.1:${guarded.port}`, 'Address', /password|NOAUTH/],
  ];
  const refusedAt = async (name: string, url: string, at: string, why: RegExp): Promise<void> => {
    await tryToRegister(page, name, url);
    await expect(page.getByRole('alert').filter({ hasText: 'It was not registered.' })).toContainText(why);
    await expect(field(page, at)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, at)).toHaveAccessibleDescription(why);
    await expect(field(page, at)).toBeFocused();
    await expect(field(page, 'Name')).toHaveValue(name);
    await expect(field(page, 'Address')).toHaveValue(url);
  };
  for (const [what, name, url, at, why] of bad) await test.step(what, () => refusedAt(name, url, at, why));
  await test.step('a port that speaks no Redis', () =>
    anHttpPort((port) => refusedAt(ORDERS, `redis://127.0.0.1:${port}`, 'Address', /Redis/)));

  await test.step('an operator without a password', async () => {
    await page.getByRole('radio', { name: 'A user of its own' }).check();
    await tryToRegister(page, ORDERS, redis.url);
    await expect(page.getByRole('group', { name: 'Who may act' })).toHaveAccessibleDescription(
      /The operator has no password/,
    );
    await expect(page.getByRole('radio', { name: 'A user of its own' })).toBeChecked();
    await page.getByRole('radio', { name: 'The credentials of the address' }).check();
  });

  await test.step('nothing was half-registered', async () => {
    expect((await (await page.request.get('/api/instances')).json()).instances).toEqual([]);
  });

  await test.step('a name that is taken: what was found is told, then what is wrong', async () => {
    await tryToRegister(page, ORDERS, redis.url);
    await expect(page.getByRole('heading', { name: `${ORDERS} is registered and watched.` })).toBeFocused();
    await expect(page.getByRole('main')).toContainText(`Found Redis 7.0.15, primary on 127.0.0.1:${redis.port}.`);
    await page.getByRole('button', { name: 'Add another' }).click();
    await expect(field(page, 'Name')).toHaveValue('');
    await refusedAt('Orders Primary', redis.url, 'Name', /Another instance has the id/);
  });
});

test('a password that was given is never shown again', async ({ page, keep, savepoint }) => {
  const guarded = await keep(startRedis({ password: SECRET }));
  const seen: string[] = [];
  page.on('response', async (response) => {
    if (response.headers()['content-type']?.startsWith('text/event-stream') === true) return;
    seen.push(await response.text().catch(() => ''));
  });
  await visit(page, '/instances/new');
  await tryToRegister(page, 'guarded', guarded.url);
  await page.getByRole('link', { name: 'Open guarded' }).click();
  await expect(page.getByRole('main')).toContainText(/read \d+ s ago/);

  for (const path of ['/', '/instances/guarded', '/audit', '/api/instances', '/api/audit']) {
    await page.goto(path);
    expect(await page.content()).not.toContain(SECRET);
  }
  expect(seen.join('\n')).toContain('guarded');
  expect(seen.join('\n')).not.toContain(SECRET);
  expect(savepoint.output()).not.toContain(SECRET);
});

test('a Redis on this machine is offered, and one click watches it', async ({ page, keep }) => {
  const offer = page.getByRole('region', { name: 'Found on this machine' });
  const taken = await fetch(`http://127.0.0.1:${LOCAL_PORT}`).then(
    () => true,
    (error: Error) => (error.cause as { code?: string } | undefined)?.code !== 'ECONNREFUSED',
  );
  await visit(page, '/');
  if (taken) return expect(page.getByRole('heading', { level: 1 })).toHaveText('No Redis is registered yet.');

  await expect(offer).toHaveCount(0);
  await keep(startRedis({ port: LOCAL_PORT }));
  await visit(page, '/');
  await expect(offer).toContainText(/Redis 7\.0\.15 .*answers on 127\.0\.0\.1:6379\./);
  await offer.getByRole('button', { name: 'Watch it' }).click();
  await expect(page.getByRole('article', { name: 'local-6379' })).toContainText(/read \d+ s ago/);
});
