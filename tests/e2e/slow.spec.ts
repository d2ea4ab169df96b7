import type { Page } from '@playwright/test';
import { startLossyProxy, type LossyProxy } from '../support/lossy-proxy';
import { cardOf, expect, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';

/** `orders-primary` is reached through a way that can be made slow. */
const test = base.extend<{ way: LossyProxy }>({
  way: async ({ keep, redis }, give) => {
    await give(await keep(startLossyProxy(redis.port)));
  },
  entries: async ({ way }, give) => {
    await give([{ name: ORDERS, url: `redis://127.0.0.1:${way.port}` }]);
  },
});

const SLOW = /slow: [\d,]+ ms/;
const nowOf = (page: Page) => page.getByRole('region', { name: 'What is true now', exact: true });

test('slow answers are told beside the state, with what that may mean, until they are quick again', async ({
  page,
  way,
}) => {
  await visit(page, '/');
  const card = cardOf(page, ORDERS);
  await expect(card).toHaveAttribute('data-state', 'saved');
  await expect(card).not.toContainText(SLOW);

  await test.step('the card has a word and a figure, and the same state', async () => {
    way.slowDown(800);
    await expect(card).toContainText(SLOW, { timeout: 20_000 });
    await expect(card).toHaveAttribute('data-state', 'saved');
  });

  await test.step('the page of the instance says what it may mean, and scrolls nowhere sideways on a phone', async () => {
    await visit(page, ORDERS_PAGE);
    await expect(nowOf(page)).toContainText(SLOW);
    await expect(nowOf(page)).toContainText('It may be the network, a fork, a slow command, swapping');
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(nowOf(page)).toContainText(SLOW);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  await test.step('it is gone when answers are quick', async () => {
    way.slowDown(0);
    await expect(nowOf(page)).not.toContainText(SLOW, { timeout: 20_000 });
  });
});
