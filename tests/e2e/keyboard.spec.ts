import type { Page } from '@playwright/test';
import { refuseWrites } from '../support/recipes';
import * as bench from './fixtures';
import { expect, guardButton, nameField, ORDERS, ORDERS_PAGE, reasonField, test, visit } from './fixtures';

test('the guard is switched with the keyboard alone, and the focus returns to where it came from', async ({
  page,
  redis,
}) => {
  await refuseWrites(redis);
  await visit(page, ORDERS_PAGE);
  const opener = guardButton(page);
  const tabTo = async (what: ReturnType<Page['getByRole']>): Promise<void> => {
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(what).toBeFocused({ timeout: 100 });
    }).toPass({ intervals: [0] });
  };

  await tabTo(page.getByRole('link', { name: 'Skip to the content' }));
  await tabTo(opener);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Let writes in without snapshots' });
  await expect(reasonField(dialog)).toBeFocused();
  await page.keyboard.type(bench.REASON);
  await page.keyboard.press('Enter');
  await tabTo(nameField(dialog));
  await page.keyboard.type(ORDERS);
  await page.keyboard.press('Enter');

  const outcome = page.getByRole('dialog');
  await expect(outcome.getByRole('heading', { name: 'Guard is off' })).toBeFocused();
  expect(await bench.guardOf(redis)).toBe('no');
  await tabTo(outcome.getByRole('button', { name: 'Close' }).last());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('the focus stays inside a dialogue, and Esc gives it back', async ({ page }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openSave(page);
  const hasFocus = (): Promise<boolean> => dialog.evaluate((element) => element.contains(document.activeElement));
  for (let i = 0; i < 15; i += 1) {
    await page.keyboard.press('Tab');
    expect(await hasFocus()).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Save now' })).toBeFocused();
});

test('a screen reader is told once that an instance changed its state, and nothing else', async ({ page, redis }) => {
  // That Savepoint sees the instance at all, and that something is unsaved, are changes of their own.
  await redis.cli('SET', 'unsaved', '1');
  await visit(page, '/');
  await expect(bench.cardOf(page, ORDERS)).toHaveAttribute('data-state', 'at-risk');
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[aria-live], [role=status], [role=alert]');
        if (region?.getAttribute('aria-live') !== 'off' && region?.textContent) said.push(region.textContent);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);

  await refuseWrites(redis);
  await expect.poll(said).toContain(`${ORDERS}: now rejecting writes`);
  const polls = await bench.callsOf(redis, 'info');
  await expect.poll(() => bench.callsOf(redis, 'info')).toBeGreaterThan(polls + 12);
  expect(await said()).toEqual([`${ORDERS}: now rejecting writes`]);
});
