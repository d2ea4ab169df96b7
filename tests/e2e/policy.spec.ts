import { violationsOf } from '../support/page-watch';
import { refuseWrites } from '../support/recipes';
import * as bench from './fixtures';
import { expect, ORDERS_PAGE, test as base, visit } from './fixtures';

/** The list, one that is open, and one that is not there. */
const INCIDENTS = ['/incidents', '/incidents/1', '/incidents/99'];

const test = base.extend({
  redis: async ({ redis }, give) => {
    await refuseWrites(redis);
    await give(redis);
  },
});

test('no page and no dialogue needs more than the policy allows', async ({ page }) => {
  const violations = await violationsOf(page);
  for (const path of [
    '/',
    '/?view=table',
    '/wall',
    ORDERS_PAGE,
    '/saves',
    '/audit',
    '/instances/new',
    '/nothing',
    ...INCIDENTS,
  ]) {
    await visit(page, path);
  }
  await visit(page, ORDERS_PAGE);
  await bench.openGuardOff(page);
  await page.keyboard.press('Escape');
  await bench.openSave(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find an instance or an action' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(violations).toEqual([]);
});

test('a script that somebody got into the page does not run, and no other page may show it in a frame', async ({
  page,
  savepoint,
}) => {
  const violations = await violationsOf(page);
  await visit(page, '/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = "script"';
    document.body.append(script);
    const image = document.createElement('div');
    image.innerHTML = '<img src="/nothing.png" onerror="window.ran = \'handler\'">';
    document.body.append(image);
    const base = document.createElement('base');
    base.href = 'https://evil.example/';
    document.head.append(base);
  });
  await expect.poll(() => violations.length).toBeGreaterThanOrEqual(3);
  expect(await page.evaluate(() => Reflect.get(window, 'ran') ?? null)).toBeNull();
  expect(new Set(violations.map((what) => what.split(' ')[0]))).toEqual(
    new Set(['script-src-elem', 'script-src-attr', 'base-uri']),
  );

  const frame = await page.context().newPage();
  await frame.goto('about:blank');
  await frame.setContent(`<iframe src="${savepoint.url}/"></iframe>`);
  await expect.poll(() => frame.frames()[1]?.url()).toMatch(/^chrome-error:/);
});
