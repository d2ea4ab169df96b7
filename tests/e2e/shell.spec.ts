import type { Page } from '@playwright/test';
import { refuseWrites } from '../support/recipes';
import { expect, ORDERS_PAGE, test, visit } from './fixtures';

/** The picture in the tab, as its own title says. */
function tabIcon(page: Page): Promise<string> {
  return page.evaluate(() => {
    const icons = document.querySelectorAll('link[rel=icon]');
    const href = decodeURIComponent(icons[0]?.getAttribute('href') ?? '');
    const name = /<title>(.*)<\/title>/.exec(href)?.[1] ?? href;
    return icons.length === 1 ? name : `${icons.length} icons`;
  });
}

test('the tab carries the worst state on every page, in the first HTML and when Savepoint is gone', async ({
  page,
  redis,
  request,
  savepoint,
}) => {
  await visit(page, '/saves');
  expect(await tabIcon(page)).toBe('/favicon.svg');
  await expect(page).toHaveTitle('History · Savepoint');

  await refuseWrites(redis);
  await expect.poll(() => tabIcon(page)).toBe('rejecting-writes');
  await expect(page).toHaveTitle('(!1) History · Savepoint');
  for (const path of ['/', '/audit', ORDERS_PAGE]) {
    expect(await (await request.get(path)).text(), path).toContain(
      encodeURIComponent('<title>rejecting-writes</title>'),
    );
    await visit(page, path);
    expect(await tabIcon(page), path).toBe('rejecting-writes');
  }

  await page.goto('/');
  await savepoint.kill();
  await expect.poll(() => tabIcon(page), { timeout: 15_000 }).toBe('unknown');
  await expect(page).toHaveTitle('Redis persistence');
});

const ground = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const DAY = 'rgb(247, 247, 245)';
const NIGHT = 'rgb(12, 15, 18)';

test('the theme is the system’s until one chooses; then the first HTML has it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit(page, '/');
  expect(await ground(page)).toBe(NIGHT);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  expect(await ground(page)).toBe(DAY);
  await expect(page.getByRole('button', { name: 'Display' })).toBeFocused();

  const html = await (await page.request.get('/saves')).text();
  expect(html).toMatch(/<html[^>]* data-theme="light"/);
  await page.goto('/saves');
  expect(await ground(page)).toBe(DAY);

  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitemradio', { name: 'As the system' }).click();
  expect(await ground(page)).toBe(NIGHT);
  expect(await (await page.request.get('/')).text()).not.toMatch(/<html[^>]* data-theme=/);
});

test.describe('in Kolkata', () => {
  test.use({ timezoneId: 'Asia/Kolkata' });

  test('times are UTC until one asks; local ones carry their offset, and the next first HTML has them', async ({
    page,
  }) => {
    const banner = page.getByRole('banner');
    await visit(page, ORDERS_PAGE);
    await expect(banner).toContainText(/\d\d:\d\d:\d\d UTC(?!\+)/);
    await page.keyboard.press('u');
    await expect(banner).toContainText(/\d\d:\d\d:\d\d UTC\+5:30/);
    for (const text of await page.getByRole('main').getByRole('time').allInnerTexts()) {
      expect(text).toMatch(/ UTC\+5:30$/);
    }
    expect(await (await page.request.get(ORDERS_PAGE)).text()).toContain('UTC+5:30');
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('menuitemradio', { name: 'UTC' }).click();
    await expect(banner).not.toContainText('UTC+');
  });
});

const DOUBLE_TEXT = 'html { font-size: 200% !important }';

for (const width of [320, 360]) {
  test(`nothing scrolls sideways at ${width} pixels, nor with text twice as large`, async ({ page, redis }) => {
    await refuseWrites(redis);
    await page.setViewportSize({ width, height: 740 });
    const isWide = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    for (const path of ['/', '/?view=table', '/?q=nowhere', '/audit']) {
      await visit(page, path);
      expect(await isWide(), path).toBeLessThanOrEqual(width);
      await page.addStyleTag({ content: DOUBLE_TEXT });
      expect(await isWide(), `${path}, text at 200 %`).toBeLessThanOrEqual(width);
    }
  });
}
