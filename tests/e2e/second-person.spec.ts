import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { refuseWrites } from '../support/recipes';
import type { RedisServer } from '../support/redis-server';
import * as bench from './fixtures';
import { callsOf, cardOf, expect, guardOf, ORDERS, ORDERS_PAGE, REASON, test as base, yamlOf } from './fixtures';
import { PASSWORD, startWithPeople } from './people';

/** A Savepoint where production needs a second person: olga and omar operate, vera sees. */
const test = base.extend({
  savepoint: async ({ keep, entries }, give) => {
    await give(await keep(startWithPeople(yamlOf(entries), { SAVEPOINT_SECOND_PERSON: 'production' })));
  },
});

const opened: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});

/** The page of somebody who is signed in, in a browser of their own. */
async function pageOf(browser: Browser, baseURL: string, name: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  opened.push(context);
  const page = await context.newPage();
  await page.goto(path);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('banner')).toContainText('Live ·');
  return page;
}

const notice = (page: Page) => page.getByRole('region', { name: 'A second person is asked' });

const reviewButton = (where: Locator) => where.getByRole('button', { name: 'Review…' });
const reviewOf = (page: Page) => page.getByRole('dialog', { name: 'Approve: let writes in without snapshots' });

/** Redis refuses writes, and both who operate look at it. */
async function bothAt(browser: Browser, baseURL: string, redis: RedisServer): Promise<{ olga: Page; omar: Page }> {
  await refuseWrites(redis);
  const olga = await pageOf(browser, baseURL, 'olga', ORDERS_PAGE);
  return { olga, omar: await pageOf(browser, baseURL, 'omar', ORDERS_PAGE) };
}

async function ask(page: Page): Promise<void> {
  const dialog = await bench.openGuardOff(page);
  await expect(dialog).toContainText('Here a second person has to approve this');
  await bench.fillIn(dialog);
  await dialog.getByRole('button', { name: 'Ask a second person' }).click();
  await expect(dialog.getByRole('heading', { name: 'A second person was asked' })).toBeVisible();
  await expect(dialog).toContainText('Nothing was sent to Redis: the guard is as it was. Writes are still refused.');
}

test('one asks, nothing happens; another sees it without a reload, approves, and both see what became of it', async ({
  browser,
  redis,
  savepoint,
}) => {
  await refuseWrites(redis);
  const omar = await pageOf(browser, savepoint.url, 'omar', '/');
  const vera = await pageOf(browser, savepoint.url, 'vera', ORDERS_PAGE);
  const olga = await pageOf(browser, savepoint.url, 'olga', ORDERS_PAGE);
  await ask(olga);
  expect([await guardOf(redis), await callsOf(redis, 'config|set')]).toEqual(['yes', 0]);

  await expect(notice(vera)).toContainText(`olga asks a second person`);
  await expect(notice(vera).getByRole('button')).toHaveCount(0);
  const card = cardOf(omar, ORDERS);
  await expect(card).toContainText(REASON);
  await reviewButton(card).click();
  const review = reviewOf(omar);
  await expect(review).toContainText('olga');
  await expect(review).toContainText('stop-writes-on-bgsave-error from yes to no');
  const approve = review.getByRole('button', { name: 'Approve, let writes in' });
  await expect(approve).toBeDisabled();
  await bench.nameField(review).fill(ORDERS);
  await approve.click();
  await expect(review.getByRole('heading', { name: 'Guard is off' })).toBeVisible();
  expect([await guardOf(redis), await callsOf(redis, 'config|set')]).toEqual(['no', 1]);
  await expect(olga.getByRole('heading', { name: 'Guard is off' })).toBeVisible();
  await expect(notice(vera)).toHaveCount(0);
  await vera.goto('/audit');
  await expect(vera.getByRole('row').filter({ hasText: 'Second person' })).toContainText(
    'Approved by omar. olga asked',
  );
});

test('who asked can only withdraw; another can decline, with a word that who asked is told', async ({
  browser,
  redis,
  savepoint,
}) => {
  const { olga, omar } = await bothAt(browser, savepoint.url, redis);
  await ask(olga);
  await reviewButton(notice(omar)).click();
  const review = reviewOf(omar);
  await review.getByRole('textbox', { name: 'A word with it' }).fill('free the disk first');
  await review.getByRole('button', { name: 'Decline' }).click();
  await expect(review.getByRole('heading', { name: 'Declined' })).toBeVisible();
  await expect(olga.getByRole('dialog')).toContainText('free the disk first');
  await olga.keyboard.press('Escape');

  await ask(olga);
  await olga.keyboard.press('Escape');
  await notice(olga).getByRole('button', { name: 'Look at it…' }).click();
  const seen = olga.getByRole('dialog', { name: 'A second person is asked' });
  await expect(seen.getByRole('button', { name: /Approve|Decline/ })).toHaveCount(0);
  await seen.getByRole('button', { name: 'Withdraw' }).click();
  await expect(seen.getByRole('heading', { name: 'Withdrawn' })).toBeVisible();
  expect([await guardOf(redis), await callsOf(redis, 'config|set')]).toEqual(['yes', 0]);
});

test('the second person decides by keyboard on a phone, and nothing is wider than it', async ({
  browser,
  redis,
  savepoint,
}) => {
  const { olga, omar } = await bothAt(browser, savepoint.url, redis);
  await omar.setViewportSize({ width: 360, height: 740 });
  await ask(olga);
  await reviewButton(notice(omar)).focus();
  await omar.keyboard.press('Enter');
  const review = reviewOf(omar);
  await expect(bench.nameField(review)).toBeVisible();
  expect(await omar.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const { violations } = await new AxeBuilder({ page: omar }).setLegacyMode().analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await bench.nameField(review).focus();
  await omar.keyboard.type(ORDERS);
  await omar.keyboard.press('Enter');
  await expect(review.getByRole('heading', { name: 'Guard is off' })).toBeVisible();
});
