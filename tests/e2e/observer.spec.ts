import type { Page } from '@playwright/test';
import { leftInEnglish } from '../support/catalogue';
import * as recipes from '../support/recipes';
import { cardOf, expect, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';

/** Two instances that are only watched, on one server: the user of `orders-primary` may do too much, the other may not. */
const LEAST = 'payments';
const test = base.extend({
  entries: async ({ redis }, give) => {
    const rights = [...recipes.OBSERVER_RULES, '+acl|dryrun'];
    await recipes.addUser(redis, 'toomuch', 'pw', [...rights, '+config|set']);
    await recipes.addUser(redis, 'least', 'pw', rights);
    const as = (user: string) => `redis://${user}:pw@127.0.0.1:${redis.port}`;
    await give([
      { name: ORDERS, url: as('toomuch'), acts: false },
      { name: LEAST, url: as('least'), acts: false },
    ]);
  },
});

const MESSAGE = 'Savepoint watches as user "toomuch", who may change the settings of this Redis (CONFIG SET)';
const LINE = /ACL SETUSER toomuch clearselectors resetkeys resetchannels '-@all' \+info \+ping '\+config\|get'/;

const serverOf = (page: Page, name = 'Server') => page.getByRole('region', { name, exact: true });

test('a user that watches and may do too much is told among the facts, and changes no state', async ({ page }) => {
  await test.step('the page of the instance tells it, and the line that mends it', async () => {
    await visit(page, ORDERS_PAGE);
    await expect(serverOf(page)).toContainText(MESSAGE);
    await expect(serverOf(page).getByText(LINE)).toBeVisible();
    await expect(serverOf(page).getByRole('button', { name: LINE })).toBeVisible();
  });

  await test.step('of the other user it says calmly that it may not', async () => {
    await visit(page, `/instances/${LEAST}`);
    await expect(serverOf(page)).toContainText('"least" may not change settings');
    await expect(page.getByRole('main')).not.toContainText('ACL SETUSER');
  });

  await test.step('both are in the same state, and the fleet says nothing of it', async () => {
    await visit(page, '/');
    const state = await cardOf(page, LEAST).getAttribute('data-state');
    expect(state).not.toBeNull();
    await expect(cardOf(page, ORDERS)).toHaveAttribute('data-state', state ?? '');
    await expect(page.getByRole('main')).not.toContainText('toomuch');
  });

  await test.step('nothing scrolls sideways on the narrowest phone', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await visit(page, ORDERS_PAGE);
    await expect(serverOf(page)).toContainText(MESSAGE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

test('it is told in the answer to a registration', async ({ page, redis }) => {
  await visit(page, '/instances/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('sessions');
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill(`redis://toomuch:pw@127.0.0.1:${redis.port}`);
  await page.getByRole('radio', { name: 'Nobody: watch only' }).check();
  await page.getByRole('button', { name: 'Try and register' }).click();
  await expect(page.getByRole('heading', { name: 'sessions is registered and watched.' })).toBeVisible();
  const note = page.getByRole('note').filter({ hasText: 'The user that watches may do more than it needs' });
  await expect(note).toContainText(MESSAGE);
  await expect(note.getByText(LINE)).toBeVisible();
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('it is told as well', async ({ page }) => {
    await page.goto(ORDERS_PAGE);
    const server = serverOf(page, '服务器');
    await expect(server).toContainText('Savepoint 以用户 "toomuch" 监视，此用户可以更改此 Redis 的设置（CONFIG SET）');
    await expect(server.getByText(LINE)).toBeVisible();
    const told = await server
      .getByText(/toomuch/)
      .first()
      .innerText();
    expect(leftInEnglish(told.replace(/redis-cli.*/s, ''))).toEqual([]);
  });
});
