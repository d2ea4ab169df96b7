import type { Locator, Page } from '@playwright/test';
import { addKeys } from '../support/recipes';
import { startRedis } from '../support/redis-server';
import * as bench from './fixtures';
import { cardOf, expect, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';

const test = base.extend({
  entries: async ({ keep, redis }, give) => {
    const jobs = await keep(startRedis());
    await give([
      { name: ORDERS, url: redis.url },
      { name: 'jobs', url: jobs.url, acts: false },
    ]);
  },
});

const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Find an instance or an action' });
const help = (page: Page): Locator => page.getByRole('dialog', { name: 'Keyboard' });
const linkTo = (page: Page, name: string): Locator => cardOf(page, name).getByRole('link', { name, exact: true });

test('one key goes from card to card, opens, and asks for the dialogues; none changes anything by itself', async ({
  page,
  redis,
}) => {
  test.setTimeout(120_000);
  await addKeys(redis, 3);
  await visit(page, '/');
  // Their order is that of their states: read before the writes were seen, it would be another one a moment later.
  await expect(cardOf(page, ORDERS)).toContainText('3 unsaved changes');
  const order = await page.getByRole('article').getByRole('heading', { level: 2 }).allInnerTexts();
  const [first = '', second = ''] = order;

  await test.step('j and k', async () => {
    await page.keyboard.press('j');
    await expect(linkTo(page, first)).toBeFocused();
    await page.keyboard.press('j');
    await expect(linkTo(page, second)).toBeFocused();
    await page.keyboard.press('j');
    await expect(linkTo(page, second)).toBeFocused();
    await page.keyboard.press('k');
    await expect(linkTo(page, first)).toBeFocused();
  });

  await test.step('b and g open what the buttons open, and Esc gives the focus back', async () => {
    await page.getByRole('link', { name: ORDERS, exact: true }).focus();
    await page.keyboard.press('b');
    await expect(page.getByRole('dialog', { name: 'Save now' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(linkTo(page, ORDERS)).toBeFocused();
    await page.keyboard.press('g');
    await expect(page.getByRole('dialog')).toContainText('stop-writes-on-bgsave-error');
    await page.keyboard.press('Escape');
    await expect(linkTo(page, ORDERS)).toBeFocused();
    expect(await bench.callsOf(redis, 'bgsave')).toBe(0);
    expect(await bench.guardOf(redis)).toBe('yes');
  });

  await test.step('where nothing may be done, the key says why', async () => {
    await page.getByRole('link', { name: 'jobs', exact: true }).focus();
    await page.keyboard.press('b');
    await expect(page.getByRole('status').filter({ hasText: /^jobs: Read-only here/ })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('Enter opens, and there b means this instance', async () => {
    await page.getByRole('link', { name: ORDERS, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(ORDERS_PAGE);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(ORDERS);
    await page.keyboard.press('b');
    await expect(page.getByRole('dialog', { name: 'Save now' })).toBeVisible();
  });
});

test('keys belong to whoever types, and can be switched off', async ({ page }) => {
  await visit(page, '/');
  const filter = page.getByRole('searchbox', { name: 'Filter the fleet' });

  await test.step('the stroke leads to the filter, and there every key is a letter', async () => {
    await page.keyboard.press('/');
    await expect(filter).toBeFocused();
    await page.keyboard.type('jbg?u/.');
    await expect(filter).toHaveValue('jbg?u/.');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(filter).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(filter).not.toBeFocused();
  });

  await test.step('with Ctrl or Alt they belong to the browser, in a select to it', async () => {
    await page.keyboard.press('Control+j');
    await page.keyboard.press('Alt+?');
    await page.getByRole('combobox', { name: 'Sort by' }).focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Sort by' }).blur();
  });

  await test.step('the question mark lists them, and switches them off for good', async () => {
    await page.keyboard.press('?');
    await expect(help(page)).toContainText('Next instance, previous instance');
    await help(page)
      .getByRole('checkbox', { name: /Single keys/ })
      .uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    await expect(filter).not.toBeFocused();
    await page.reload();
    await expect(page.getByRole('banner')).toContainText('Live ·');
    await page.keyboard.press('/');
    await page.keyboard.press('?');
    await expect(filter).not.toBeFocused();
    await expect(help(page)).toHaveCount(0);
  });

  await test.step('the palette stays, and switches them on again', async () => {
    await page.keyboard.press('Control+k');
    await expect(palette(page).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('keyboard');
    await page.keyboard.press('Enter');
    await help(page)
      .getByRole('checkbox', { name: /Single keys/ })
      .check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await expect(filter).toBeFocused();
  });
});

test('the palette finds instances and actions; what changes something only opens its dialogue', async ({
  page,
  redis,
}) => {
  await addKeys(redis, 3);
  await visit(page, '/');
  const option = (name: RegExp): Locator => palette(page).getByRole('option', { name });

  await test.step('it opens from its button, and Esc gives the focus back', async () => {
    const button = page.getByRole('button', { name: 'Find an instance or an action' });
    await button.click();
    await expect(palette(page).getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
  });

  await test.step('it opens again at the very moment at which it closes', async () => {
    await page.keyboard.press('Control+k');
    await page.evaluate(() => {
      const again = (): void => {
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
      };
      document.activeElement?.ownerDocument.addEventListener('focusin', again, { once: true });
    });
    await page.keyboard.press('Escape');
    await expect(palette(page).getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
  });

  await test.step('arrows and Enter', async () => {
    await page.keyboard.press('Control+k');
    await expect(palette(page).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('save now');
    await expect(option(/Save now: orders-primary/)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Save now' })).toContainText(ORDERS);
    expect(await bench.callsOf(redis, 'bgsave')).toBe(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('what may not be done says why, and does nothing', async () => {
    await page.keyboard.press('Control+k');
    await expect(palette(page).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('save now: jobs');
    await expect(option(/Save now: jobs/)).toBeDisabled();
    await page.keyboard.press('Enter');
    await expect(palette(page)).toBeVisible();
  });

  await test.step('what is not there is said', async () => {
    await palette(page).getByRole('combobox').fill('nowhere');
    await expect(palette(page)).toContainText('Nothing is called “nowhere”.');
  });

  await test.step('an instance opens', async () => {
    await palette(page).getByRole('combobox').fill('jobs');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/instances\/jobs$/);
  });
});
