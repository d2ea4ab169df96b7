import type { Page } from '@playwright/test';
import { refuseWrites } from '../support/recipes';
import { routeCode } from './code';
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
  await expect.poll(() => tabIcon(page)).toBe('/favicon.svg');
  await expect(page).toHaveTitle('History · Savepoint');

  await refuseWrites(redis);
  await expect.poll(() => tabIcon(page)).toBe('rejecting-writes');
  await expect(page).toHaveTitle('(!1) History · Savepoint');
  for (const path of ['/', '/wall', '/audit', ORDERS_PAGE, '/incidents', '/incidents/1']) {
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
  await page.getByRole('button', { name: 'Light', exact: true }).click();
  expect(await ground(page)).toBe(DAY);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Display' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Display' })).toBeFocused();

  const html = await (await page.request.get('/saves')).text();
  expect(html).toMatch(/<html[^>]* data-theme="light"/);
  await page.goto('/saves');
  expect(await ground(page)).toBe(DAY);

  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'As the system', exact: true }).click();
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
    await page.getByRole('button', { name: 'UTC', exact: true }).click();
    await expect(banner).not.toContainText('UTC+');
  });
});

const DOUBLE_TEXT = 'html { font-size: 200% !important }';

for (const width of [320, 360]) {
  test(`nothing scrolls sideways at ${width} pixels, nor with text twice as large`, async ({ page, redis }) => {
    await refuseWrites(redis);
    await page.setViewportSize({ width, height: 740 });
    const isWide = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    for (const path of ['/', '/?view=table', '/?q=nowhere', '/wall', '/audit', '/incidents', '/incidents/1']) {
      await visit(page, path);
      expect(await isWide(), path).toBeLessThanOrEqual(width);
      await page.addStyleTag({ content: DOUBLE_TEXT });
      expect(await isWide(), `${path}, text at 200 %`).toBeLessThanOrEqual(width);
    }
  });
}

/** In the library of the dialogues, and nowhere else. */
const DIALOGUES = 'data-radix-focus-guard';

test('a dialogue whose code is still on its way is cancelled with Esc, and does not come after that', async ({
  page,
}) => {
  let send: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  let held = 0;
  await routeCode(page, DIALOGUES, async (route) => {
    held += 1;
    await sent;
    await route.continue();
  });
  await visit(page, '/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toContainText('Reading…');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => held).toBeGreaterThan(0);
  send();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find an instance or an action' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a dialogue whose code is gone says so, and is there once Savepoint has it again', async ({ page, redis }) => {
  await routeCode(page, DIALOGUES, (route) => route.abort());
  await refuseWrites(redis);
  await visit(page, '/');
  const save = page.getByRole('button', { name: 'Save now' }).first();
  await save.click();
  const notice = page.getByRole('alert').filter({ hasText: 'This dialogue could not be loaded.' });
  await expect(notice).toContainText('Nothing was changed.');
  await page.keyboard.press('Escape');
  await expect(notice).toHaveCount(0);
  await expect(save).toBeFocused();

  await page.unrouteAll();
  await save.click();
  await expect(page.getByRole('dialog', { name: 'Save now' })).toBeVisible();
});
