import { routeCode } from './code';
import { cardOf, expect, ORDERS, test } from './fixtures';

test('until the code of the cards is there they stand as the server drew them, nothing says “Live”, and then they go on', async ({
  page,
}) => {
  let send: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  let [held, streams] = [0, 0];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/stream') streams += 1;
  });
  // In the code of the cards, and nowhere else.
  await routeCode(page, 'card-slot grid', async (route) => {
    held += 1;
    await sent;
    await route.continue();
  });
  const answer = await page.goto('/');
  // Nothing is sent to be put in its place by a script: who has no JavaScript has the whole page.
  expect(await answer?.text()).not.toContain('<div hidden id="S:');

  const banner = page.getByRole('banner');
  const switches = page.getByRole('group', { name: 'View' });
  const card = await cardOf(page, ORDERS).elementHandle();
  await switches.getByRole('button', { name: 'Table' }).focus();
  await expect.poll(() => held).toBeGreaterThan(0);
  await test.step('the header answers already, and does not say that the page is live', async () => {
    const palette = page.getByRole('dialog', { name: 'Find an instance or an action' });
    await expect(async () => {
      await banner.getByRole('button', { name: 'Find an instance or an action' }).click({ timeout: 1_000 });
      await expect(palette).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.keyboard.press('Escape');
    await expect(palette).toHaveCount(0);
    expect(streams).toBe(0);
    await expect(banner).not.toContainText('Live ·');
  });

  const missing = page.getByRole('status').filter({ hasText: 'A part of this page has not come.' });
  await test.step('and when that takes long, it says so, and what stands there loses its colour', async () => {
    await expect(missing).toBeVisible({ timeout: 15_000 });
    await expect(missing.getByRole('link', { name: 'Load the page again' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-stale', 'true');
  });

  await switches.getByRole('button', { name: 'Table' }).focus();
  send();
  await expect(banner).toContainText('Live ·');
  await expect(missing).toHaveCount(0);
  await expect(page.locator('html')).not.toHaveAttribute('data-stale');
  expect(await card?.evaluate((element) => element.isConnected)).toBe(true);
  await expect(switches.getByRole('button', { name: 'Table' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table')).toContainText(ORDERS);
});
