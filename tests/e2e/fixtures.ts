import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { infoField } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

export { callsOf } from '../support/calls-of';
export { expect };

/** The instance that most tests are about. */
export const ORDERS = 'orders-primary';
export const ORDERS_PAGE = `/instances/${ORDERS}`;
/** A reason that is long enough for production. */
export const REASON = 'checkout down, INC-4312';

interface Entry {
  readonly name: string;
  readonly url: string;
  readonly environment?: 'production' | 'staging' | 'development';
  /** False: this instance is read-only in Savepoint. */
  readonly acts?: boolean;
}

interface Stoppable {
  stop(): Promise<void>;
}

export interface Bench {
  /** Ends the server after the test. */
  readonly keep: <T extends Stoppable>(starting: Promise<T>) => Promise<T>;
  /** The server of `orders-primary`; a spec that needs another one overrides it. */
  readonly redis: RedisServer;
  /** What Savepoint watches: `redis` as `orders-primary`, in production, unless a spec says otherwise. */
  readonly entries: readonly Entry[];
  readonly savepoint: SavepointServer;
}

/** Every test gets its own Redis, its own Savepoint that watches it, and a page at that Savepoint. */
export const test = base.extend<Bench>({
  keep: async ({}, give) => {
    const kept: Stoppable[] = [];
    await give(async (starting) => {
      const server = await starting;
      kept.push(server);
      return server;
    });
    for (const server of kept.reverse()) await server.stop();
  },
  redis: async ({ keep }, give) => {
    await give(await keep(startRedis()));
  },
  entries: async ({ redis }, give) => {
    await give([{ name: ORDERS, url: redis.url }]);
  },
  savepoint: async ({ keep, entries }, give) => {
    await give(await keep(startSavepoint({ yaml: yamlOf(entries) })));
  },
  baseURL: async ({ savepoint }, give) => {
    await give(savepoint.url);
  },
  // What a page throws at nobody fails its test: React mends a page that failed to wake by making it anew, which looks well and
  // loses what was typed.
  context: async ({ context, savepoint }, give) => {
    const thrown: string[] = [];
    context.on('weberror', (error) => {
      if (error.page()?.url().startsWith(savepoint.url)) thrown.push(String(error.error()));
    });
    await give(context);
    expect(thrown).toEqual([]);
  },
});

/** A savepoint.yaml; JSON's strings are YAML's as well. */
export function yamlOf(entries: readonly Entry[]): string {
  const lines = entries.map(({ name, url, environment = 'production', acts = true }) =>
    [
      `  - name: ${JSON.stringify(name)}`,
      `    url: ${url}`,
      `    environment: ${environment}`,
      ...(acts ? ['    operator: same'] : []),
    ].join('\n'),
  );
  return entries.length === 0 ? '' : `instances:\n${lines.join('\n')}\n`;
}

/** Where a page says how fresh it is: in its banner. The wall has none. */
export function freshness(page: Page, path: string): Locator {
  return page.getByRole(path.startsWith('/wall') ? 'main' : 'banner');
}

/** Opens a page and waits until it listens to Savepoint: a click before that would be lost. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(freshness(page, path)).toContainText('Live ·');
}

export function cardOf(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true });
}

/** The value of stop-writes-on-bgsave-error, from Redis itself. */
export async function guardOf(redis: RedisServer): Promise<string> {
  return (await redis.cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error')).split('\n').at(-1) ?? '';
}

/** Sets the guard as somebody outside Savepoint does. */
export async function setGuardOutside(redis: RedisServer, value: 'yes' | 'no'): Promise<void> {
  expect(await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', value)).toBe('OK');
}

/** Waits until the process is old enough for its saves to be told from its start: Redis's times are whole seconds. */
export async function grownUp(redis: RedisServer): Promise<void> {
  await expect.poll(async () => Number(await infoField(redis, 'uptime_in_seconds'))).toBeGreaterThan(2);
}

/** The button that opens the guard's dialogue: what it says is what the guard is, where that is known. */
export function guardButton(where: Page | Locator): Locator {
  return where.getByRole('button', { name: /^(Guard|Guard is on|Turn guard on)…$/ }).first();
}

/** The dialogue that lets writes in, opened from wherever the page stands. */
export async function openGuardOff(page: Page): Promise<Locator> {
  await guardButton(page).click();
  const dialog = page.getByRole('dialog', { name: 'Let writes in without snapshots' });
  await expect(dialog).toContainText('stop-writes-on-bgsave-error from yes to no');
  return dialog;
}

export function reasonField(dialog: Locator): Locator {
  return dialog.getByRole('textbox', { name: 'Reason' });
}

export function nameField(dialog: Locator): Locator {
  return dialog.getByRole('textbox', { name: /to confirm/ });
}

/** Gives the two things that production asks for. */
export async function fillIn(dialog: Locator): Promise<void> {
  await reasonField(dialog).fill(REASON);
  await nameField(dialog).fill(ORDERS);
}

/** The pre-flight of a save, opened from wherever the page stands. */
export async function openSave(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Save now' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Save now' });
  await expect(dialog.getByRole('list', { name: 'Before it starts' })).toBeVisible();
  return dialog;
}
