import type { Locator, Page } from '@playwright/test';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { cardOf, expect, ORDERS, test as base, visit } from './fixtures';

/** One that will refuse, one that has saved, one without snapshots. */
const test = base.extend({
  entries: async ({ keep, redis }, give) => {
    const [jobs, feed] = await Promise.all([keep(startRedis()), keep(startRedis({ save: '' }))]);
    await recipes.addKeys(jobs, 40);
    await give([
      { name: ORDERS, url: redis.url },
      { name: 'jobs', url: jobs.url },
      { name: 'feed', url: feed.url, environment: 'staging' },
    ]);
  },
});

const filterOf = (page: Page): Locator => page.getByRole('searchbox', { name: 'Filter the fleet' });
const chipOf = (page: Page, name: RegExp): Locator =>
  page.getByRole('list', { name: 'States in this fleet' }).getByRole('button', { name });
/** In the order in which they stand, also behind a dialogue. */
const names = (page: Page): Promise<string[]> =>
  page
    .getByRole('article', { includeHidden: true })
    .getByRole('heading', { level: 2, includeHidden: true })
    .allInnerTexts();

test('what is filtered stands in the address, Back undoes a choice, and hidden trouble is told', async ({
  page,
  redis,
  browser,
}) => {
  test.setTimeout(120_000);
  await recipes.refuseWrites(redis);
  await visit(page, '/');
  await expect(cardOf(page, ORDERS)).toContainText('Rejecting writes');

  await test.step('typing filters, without a step for each letter', async () => {
    const steps = await page.evaluate(() => window.history.length);
    await filterOf(page).pressSequentially('feed');
    await expect(page).toHaveURL(/\/\?q=feed$/);
    await expect(page.getByRole('article')).toHaveCount(1);
    await expect(page.getByText('1 of 3 shown')).toBeVisible();
    expect(await page.evaluate(() => window.history.length)).toBe(steps);
  });

  await test.step('trouble is never hidden in silence; headline and tab tell the whole fleet', async () => {
    await expect(page.getByRole('note').filter({ hasText: 'hidden by the filter' })).toContainText(
      '1 refusing instance is hidden by the filter.',
    );
    await expect(page.getByRole('heading', { level: 1 })).toContainText('1 Redis is refusing writes: ');
    await expect(page).toHaveTitle('(!1) Redis persistence');
    await page.getByRole('button', { name: 'Show it' }).click();
    await expect(page).toHaveURL(/\/\?state=rejecting-writes$/);
    await expect(filterOf(page)).toHaveValue('');
    await expect(chipOf(page, /rejecting/)).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => names(page)).toEqual([ORDERS]);
  });

  await test.step('Back leads to what was typed', async () => {
    await page.goBack();
    await expect(filterOf(page)).toHaveValue('feed');
    await expect(page.getByRole('article')).toHaveCount(1);
    await expect(cardOf(page, 'feed')).toBeVisible();
  });

  await test.step('the link to the fleet clears it', async () => {
    await page.getByRole('link', { name: 'Fleet' }).click();
    await expect(page.getByRole('article')).toHaveCount(3);
    await expect(filterOf(page)).toHaveValue('');
  });

  await test.step('several states may be chosen; the chips still count the whole fleet', async () => {
    await chipOf(page, /no snapshots/).click();
    await chipOf(page, /rejecting/).click();
    await expect(page).toHaveURL(/\/\?state=rejecting-writes,no-persistence$/);
    await expect.poll(async () => (await names(page)).toSorted()).toEqual(['feed', ORDERS].toSorted());
    await expect(chipOf(page, /rejecting/)).toHaveText('1rejecting');
    await chipOf(page, /rejecting/).click();
    await expect(page.getByRole('article')).toHaveCount(1);
  });

  await test.step('an empty result says what hides everything', async () => {
    await filterOf(page).fill('jobs');
    await expect(page.getByText('Nothing is shown: the filter hides every instance.')).toBeVisible();
    await expect(page.getByRole('main')).toContainText(
      'None that is no snapshots has “jobs” in its name, address, tags, environment or state.',
    );
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page).toHaveURL(/\/$/);
    await expect(page.getByRole('article')).toHaveCount(3);
  });

  await test.step('the first HTML honours the address already', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: page.url() });
    const plain = await context.newPage();
    await plain.goto('/?q=staging');
    await expect(plain.getByRole('article')).toHaveCount(1);
    await expect(plain.getByText('1 of 3 shown')).toBeVisible();
    await expect(plain.getByRole('searchbox')).toHaveValue('staging');
    await expect(plain.getByText('1 refusing instance is hidden by the filter.')).toBeVisible();
    await plain.goto('/?view=table&sort=name');
    await expect(plain.getByRole('table').getByRole('row')).toHaveCount(4);
    await context.close();
  });
});

test('the table sorts by its headers, says how, and leads to the instance', async ({ page, redis }) => {
  await recipes.addKeys(redis, 7);
  await visit(page, '/');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page).toHaveURL(/\/\?view=table$/);
  const table = page.getByRole('table', { name: 'The fleet as a table' });
  const links = (): Promise<string[]> => table.getByRole('link').allInnerTexts();
  const header = (name: string): Locator => table.getByRole('columnheader', { name });

  await expect(header('State')).toHaveAttribute('aria-sort', 'descending');
  // What is sorted by must be known here: a header that has the focus holds the order as it was when it was pressed.
  await expect(
    table.getByRole('row', { name: new RegExp(ORDERS) }).getByRole('cell', { name: '7', exact: true }),
  ).toBeVisible();
  await header('At risk').getByRole('button').click();
  await expect(page).toHaveURL(/sort=changes/);
  await expect(header('At risk')).toHaveAttribute('aria-sort', 'descending');
  await expect(header('State')).toHaveAttribute('aria-sort', 'none');
  await page.mouse.move(0, 0);
  await expect.poll(links).toEqual(['jobs', ORDERS, 'feed']);
  await header('Name').getByRole('button').click();
  await expect.poll(links).toEqual(['feed', 'jobs', ORDERS]);
  await expect(table.getByRole('row', { name: /jobs/ })).toContainText(/read \d+ s ago/);

  await table.getByRole('link', { name: 'jobs' }).click();
  await expect(page).toHaveURL(/\/instances\/jobs$/);
  await page.goBack();
  await expect(header('Name')).toHaveAttribute('aria-sort', 'ascending');
});

test('nothing moves under the pointer, nor behind a dialogue, until one asks for it', async ({ page, redis }) => {
  await visit(page, '/');
  const before = await names(page);
  expect(before.at(-1)).toBe(ORDERS);
  const pill = page.getByRole('button', { name: /The order changed/ });

  await test.step('the pointer lies among the cards', async () => {
    await cardOf(page, 'jobs').hover();
    await recipes.refuseWrites(redis);
    await expect(cardOf(page, ORDERS)).toContainText('Rejecting writes');
    await expect(pill).toBeVisible();
    expect(await names(page)).toEqual(before);
  });

  await test.step('a dialogue is open', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.mouse.move(2, 2);
    expect(await names(page)).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a full stop sorts again', async () => {
    await cardOf(page, 'jobs').hover();
    recipes.healDisk(redis);
    await recipes.save(redis);
    await expect(cardOf(page, ORDERS)).toContainText('Saved');
    await page.keyboard.press('.');
    await expect(pill).toHaveCount(0);
  });
});
