import type { Locator, Page } from '@playwright/test';
import { breakDisk, healDisk, save } from '../support/recipes';
import { expect, ORDERS_PAGE, test, visit } from './fixtures';

function panelOf(page: Page): Locator {
  return page.getByRole('region', { name: /^Last / });
}

function stripOf(page: Page): Locator {
  return page.getByRole('slider', { name: 'Saves by time' });
}

/** Goes to the present, or to the column before it: a column may have ended since the save. */
async function walkTo(strip: Locator, facts: RegExp): Promise<void> {
  await strip.focus();
  await strip.press('End');
  if (!facts.test((await strip.getAttribute('aria-valuetext')) ?? '')) await strip.press('ArrowLeft');
  await expect(strip).toHaveAttribute('aria-valuetext', facts);
}

test('the strip tells what was saved and what failed, and goes on by itself', async ({ page, redis }) => {
  await save(redis);
  await visit(page, ORDERS_PAGE);
  const panel = panelOf(page);
  await save(redis);
  await expect(panel).toContainText(/Last 24 hours: \d saved/);
  await expect(panel).not.toContainText('failed,');
  breakDisk(redis);
  await save(redis, 'err');
  await expect(panel).toContainText(/Last 24 hours: \d saved, 1 failed/);
  healDisk(redis);
});

test('the keyboard moves through time, column by column, and leads to the rows of a time', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  await save(redis);
  breakDisk(redis);
  await save(redis, 'err');
  healDisk(redis);
  await expect(panelOf(page)).toContainText('1 failed');
  const strip = stripOf(page);

  await test.step('each column says its time and what happened in it', async () => {
    await walkTo(strip, /^\d\d:\d\d–\d\d:\d\d UTC: .*1 failed/);
    const text = (await strip.getAttribute('aria-valuetext')) ?? '';
    await expect(panelOf(page)).toContainText(text);
  });

  await test.step('the beginning is a time in which nobody watched, and is not called one without saves', async () => {
    await strip.press('Home');
    await expect(strip).toHaveAttribute('aria-valuetext', /UTC: not watched$/);
    await strip.press('ArrowRight');
    await expect(strip).toHaveAttribute('aria-valuetext', /UTC: not watched$/);
  });

  await test.step('Enter goes to the rows and marks them', async () => {
    await walkTo(strip, /1 failed/);
    await strip.press('Enter');
    await expect(page.getByRole('row', { name: /^Failed/ })).toHaveAttribute('aria-current', 'true');
    await expect(page.getByRole('status').filter({ hasText: 'are marked below' })).toBeVisible();
  });
});

test('the range stands in the address, and nothing moves when it changes', async ({ page, redis }) => {
  await save(redis);
  await visit(page, `${ORDERS_PAGE}?range=1h`);
  const history = page.getByRole('heading', { name: 'History' });
  await expect(page.getByRole('heading', { name: 'Last hour' })).toBeVisible();
  await expect(stripOf(page)).toBeVisible();
  // A click scrolls to what it clicks: that is no move of the page.
  await page.getByRole('navigation', { name: 'Range' }).scrollIntoViewIfNeeded();
  const before = await history.boundingBox();
  for (const [name, range] of [
    ['Last 7 days', '7d'],
    ['Last 30 days', '30d'],
    ['Last 90 days', '90d'],
    ['Last 24 hours', '24h'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Range' }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`range=${range}$`));
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'true');
    expect(await history.boundingBox()).toEqual(before);
  }
  await page.getByRole('link', { name: 'Last 7 days' }).click();
  await expect(page.getByRole('heading', { name: 'Last 7 days' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Last 7 days' })).toBeVisible();
});

test('what is drawn can be read: charts by a sentence, all of it as a table', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  await save(redis);
  await expect(page.getByRole('img', { name: /^Unsaved changes, last 24 hours/ })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Duration of saves, last 24 hours: .* at most; 0 failed/ }),
  ).toBeVisible();
  await page.getByText('The same facts as a table').click();
  const facts = page.getByRole('table', { name: /by time/ });
  await expect(facts.getByRole('row').nth(1)).toContainText(/\d\d:\d\d–\d\d:\d\d UTC/);
  await expect(facts).toContainText('not watched');
});

test('a picture that cannot be read says so, and the rest of the page stays', async ({ page, redis }) => {
  const error = { code: 'store_unavailable', message: 'The store did not answer.' };
  await page.route('**/picture?*', (route) => route.fulfill({ status: 503, json: { error } }));
  await visit(page, `${ORDERS_PAGE}?range=7d`);
  await save(redis);
  await page.getByRole('link', { name: 'Last hour' }).click();
  await expect(panelOf(page)).toContainText('The store did not answer.');
  await expect(page.getByRole('row', { name: /^Saved/ })).toBeVisible();
});

test('a strip that the first HTML has drawn stays while the page wakes up', async ({ page }) => {
  await visit(page, '/');
  await page.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      seen.push(document.querySelectorAll('article [role=img]').length);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await visit(page, '/');
  const seen = () => page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  await expect.poll(async () => (await seen()).filter((strips) => strips === 1).length).toBeGreaterThan(120);
  const counts = await seen();
  expect(counts.slice(counts.indexOf(1))).not.toContain(0);
});
