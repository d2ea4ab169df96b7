import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page, Route } from '@playwright/test';
import { latestBulkSchema } from '../../lib/contracts/bulk';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { cardOf, expect, ORDERS, test as base, visit, yamlOf } from './fixtures';
import { PASSWORD, startWithPeople } from './people';

// Four servers, and of the people each with a password, are started before a test: on a busy machine that takes a while.
base.describe.configure({ timeout: 180_000 });

const JOBS = 'jobs';

interface Fleet {
  readonly jobs: RedisServer;
}

/** Two that can be saved, each for some seconds, one that is only watched, and one of another environment. */
const test = base.extend<Fleet>({
  jobs: async ({ keep }, give) => give(await keep(startRedis())),
  entries: async ({ keep, redis, jobs }, give) => {
    const other = await keep(startRedis());
    for (const one of [redis, jobs]) {
      await recipes.addKeys(one, 100);
      await recipes.slowSaves(one, 50_000);
    }
    await give([
      { name: ORDERS, url: redis.url },
      { name: JOBS, url: jobs.url },
      { name: 'feed', url: other.url, acts: false },
      { name: 'other', url: other.url, environment: 'staging' },
    ]);
  },
});

const PRODUCTION = '/?environment=production';
const heldBy = (name: string): string => `Waits for “${name}”: it forks on the same host.`;

/** The fleet of production, once each of it was looked at. */
async function visitProduction(page: Page): Promise<void> {
  await visit(page, PRODUCTION);
  await expect(page.getByRole('article')).toHaveCount(3);
  for (const name of [ORDERS, JOBS]) await expect(cardOf(page, name)).not.toContainText('Unknown');
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Save several' });
const rowOf = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('listitem').filter({ hasText: name }).first();

interface Member {
  readonly name: string;
  readonly server: RedisServer;
}

/** The two that are saved, in the order of the plan: the worse one is the first. */
async function inTurn(dialog: Locator, redis: RedisServer, jobs: RedisServer): Promise<readonly [Member, Member]> {
  await expect(dialog).toContainText('2 instances on 1 host will be saved.');
  const isJobs = (await dialog.getByRole('listitem').first().innerText()).startsWith(JOBS);
  const [one, other] = [
    { name: JOBS, server: jobs },
    { name: ORDERS, server: redis },
  ] as const;
  return isJobs ? [one, other] : [other, one];
}

const LATEST = '**/api/bulk-saves';

/** Who began the latest bulk save, as Savepoint tells it. */
async function beginnerOf(page: Page): Promise<string> {
  const { latest } = latestBulkSchema.parse(await (await page.request.get('/api/bulk-saves')).json());
  return latest?.actor.name ?? '';
}

/** As if somebody else had begun the latest one meanwhile. */
async function tellAnotherBeginner(route: Route): Promise<void> {
  const response = await route.fetch();
  const { latest } = latestBulkSchema.parse(await response.json());
  await route.fulfill({ response, json: { latest: latest && { ...latest, actor: { ...latest.actor, name: 'eve' } } } });
}

const close = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Close' }).last().click();

/** What is broken, by day and by night. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').setLegacyMode(true).analyze();
    found.push(
      ...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(', ')}`),
    );
  }
  return found;
}

/** Nothing of the page or of the dialogue stands beside the screen. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('html, [role=dialog]')].map((one) => one.scrollWidth - one.clientWidth)),
  );

test('those that the filter shows are planned, saved one after the other, and followed over a reload to what came of each', async ({
  page,
  redis,
  jobs,
}) => {
  await visitProduction(page);
  await page.keyboard.press('B');
  const dialog = dialogOf(page);
  const [one, two] = await inTurn(dialog, redis, jobs);

  await test.step('the plan', async () => {
    await expect(dialog).toContainText('The 3 instances that the filter shows');
    await expect(dialog).toContainText('Left out: 1');
    await expect(rowOf(dialog, one.name)).toContainText(/copies [\d.]+ MB at most/);
    await expect(rowOf(dialog, 'feed')).toContainText('Read-only here');
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('the first one runs, the second waits for it', async () => {
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('before the upgrade');
    await dialog.getByRole('button', { name: 'Save 2 instances' }).click();
    await expect(dialog.getByRole('heading', { name: 'Saving, one after the other' })).toBeFocused();
    await recipes.signalChild(one.server, 'SIGSTOP');
    await expect(rowOf(dialog, one.name)).toContainText('Saving');
    await expect(rowOf(dialog, two.name)).toContainText('Waiting');
    await expect(rowOf(dialog, two.name)).toContainText(heldBy(one.name));
    expect(two.server.childPid()).toBeNull();
    await recipes.slowSaves(two.server, 0);
  });

  await test.step('closed, it goes on; after a reload the fleet leads back', async () => {
    await close(dialog);
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Saving several: 0 of 2' })).toBeVisible();
    const begunBy = await beginnerOf(page);
    await page.route(LATEST, (route) => tellAnotherBeginner(route));
    await visitProduction(page);
    await page.getByRole('button', { name: 'Saving several: 0 of 2' }).click();
    await expect(rowOf(dialog, one.name)).toContainText('Saving');
    // Of the one that is followed, whoever began the latest.
    await expect(dialog).toContainText(`begun by ${begunBy}`);
    await page.unroute(LATEST);
    await expect(dialog).toContainText('before the upgrade');
  });

  await test.step('one fails with its reason, the other is saved, and the end sums up', async () => {
    await recipes.signalChild(one.server, 'SIGKILL');
    await expect(dialog.getByRole('heading', { name: '1 of 2 are saved' })).toBeFocused();
    await expect(dialog.getByRole('status')).toContainText('1 not saved: the reason stands with each.');
    await expect(rowOf(dialog, one.name)).toContainText(/Not saved.*the child stopped while writing/);
    await expect(rowOf(dialog, two.name)).toContainText(/Saved.*Writes are accepted/);
    expect(await faultsOf(page)).toEqual([]);
    await close(dialog);
    await expect(page.getByRole('button', { name: 'Save several: 1 of 2 saved' })).toBeFocused();
  });
});

test('on a phone it is with the filter, and stopping begins nothing more: what runs goes on', async ({
  page,
  redis,
  jobs,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await visitProduction(page);
  await page.getByRole('search').getByRole('button', { name: 'Save several…' }).click();
  const dialog = dialogOf(page);
  const [one, two] = await inTurn(dialog, redis, jobs);
  await dialog.getByRole('button', { name: 'Save 2 instances' }).click();
  await recipes.signalChild(one.server, 'SIGSTOP');
  await expect(rowOf(dialog, two.name)).toContainText(heldBy(one.name));
  await expect(dialog).toContainText('A save that runs goes on to its end.');
  expect(await sideways(page)).toBeLessThanOrEqual(0);

  await dialog.getByRole('button', { name: 'Stop starting more' }).click();
  await expect(dialog.getByRole('heading', { name: 'Stopped: nothing more is started' })).toBeFocused();
  await expect(rowOf(dialog, two.name)).toContainText('Not begun');
  await expect(rowOf(dialog, one.name)).toContainText('Saving');
  await recipes.signalChild(one.server, 'SIGCONT');
  await expect(dialog.getByRole('heading', { name: '1 of 2 are saved' })).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByRole('status')).toContainText('1 not begun.');
  expect(await recipes.infoField(two.server, 'rdb_saves')).toBe('0');
});

const withPeople = test.extend({
  savepoint: async ({ keep, entries }, give) => {
    await give(await keep(startWithPeople(yamlOf(entries))));
  },
});

withPeople('a viewer is told why not, by button, key and palette', async ({ page }) => {
  const why = 'Your role is viewer: it sees, and changes nothing.';
  await page.goto('/');
  await page.getByLabel('Name').fill('vera');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // Another page asked for before the answer is there would break it off.
  await expect(cardOf(page, ORDERS)).toBeVisible();
  await visitProduction(page);
  const button = page.getByRole('button', { name: 'Save several…' });
  await expect(button).toHaveAccessibleDescription(why);
  const hint = page.getByRole('status').filter({ hasText: why });
  await button.press('Enter');
  await expect(hint).toBeVisible();
  await page.keyboard.press('j');
  await expect(hint).toHaveCount(0);
  await page.keyboard.press('B');
  await expect(hint).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('several');
  await expect(page.getByRole('option', { name: 'Save several: 3 instances' })).toContainText(why);
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toHaveCount(0);
});
