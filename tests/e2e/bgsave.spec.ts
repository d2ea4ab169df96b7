import type { Page } from '@playwright/test';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { cardOf, expect, grownUp, openSave, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';

const START = 'Start save';

/** Some keys, and a process that is old enough to tell its saves from its start. */
const test = base.extend({
  redis: async ({ redis }, give) => {
    await recipes.addKeys(redis, 20);
    await grownUp(redis);
    await give(redis);
  },
});

const WORST_FIRST = ['blocked', 'warning', 'not visible', 'ok'];

test('the pre-flight tells what is known, and for what Redis cannot tell the command that does', async ({
  page,
  context,
  redis,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(page, ORDERS_PAGE);
  const dialog = await openSave(page);
  const lines = dialog.getByRole('list', { name: 'Before it starts' }).getByRole('listitem');
  const told = [
    /^ok\s*No save, AOF rewrite or module fork is running\./,
    /^(ok|warning)\s*Memory: Redis uses [\d.]+ MB of the host’s [\d.]+ GB/,
    /^not visible\s*Free memory of the host: not visible from Redis\.\s*free -m/,
    /^not visible\s*Overcommit .*not visible from Redis\.\s*cat \/proc\/sys\/vm\/overcommit_memory/,
    new RegExp(`^not visible\\s*Disk: free space is not visible from Redis; .*df -h ${redis.dir}`),
    /^not visible\s*How long the fork will pause Redis is not known/,
  ];
  await expect(lines).toHaveCount(told.length);
  for (const line of told) await expect(lines.filter({ hasText: line })).toHaveCount(1);
  const levels = (await lines.allInnerTexts()).map((text) => WORST_FIRST.findIndex((level) => text.startsWith(level)));
  expect(levels).toEqual(levels.toSorted());
  expect(levels).toContain(WORST_FIRST.indexOf('ok'));
  await expect(dialog).toContainText('Started is not saved: the outcome shows when the child ends.');

  await dialog.getByRole('button', { name: `Copy the command df -h ${redis.dir}` }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`df -h ${redis.dir}`);
});

test('a save is followed until it has saved: started is never shown as saved, and the bar moves', async ({
  page,
  redis,
}) => {
  await recipes.addKeys(redis, 6000);
  await recipes.slowSaves(redis, 1000);
  await visit(page, ORDERS_PAGE);
  const dialog = await openSave(page);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('before the upgrade');
  await dialog.getByRole('button', { name: START }).click();
  await expect(dialog).toContainText('Started. Not saved yet.');

  await test.step('the bar moves', async () => {
    const bar = dialog.getByRole('progressbar', { name: `Save of ${ORDERS}` });
    const share = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
    const first = await share();
    await expect.poll(share).toBeGreaterThan(first);
    await expect(dialog).toContainText(/[\d,]+ of 6,0\d\d keys/);
  });

  await test.step('while it is stuck it is not saved', async () => {
    await recipes.signalChild(redis, 'SIGSTOP');
    await expect(dialog).toContainText('Started. Not saved yet.');
    await expect(dialog.getByRole('heading', { name: 'Saved' })).toHaveCount(0);
    // The page behind a dialogue is hidden from everybody but the eye.
    await expect(page.getByRole('row', { name: /Running/, includeHidden: true })).toBeVisible();
    await recipes.signalChild(redis, 'SIGCONT');
  });

  await test.step('when it has saved it says so, with the figures', async () => {
    await expect(dialog.getByRole('heading', { name: 'Saved' })).toBeVisible();
    await expect(dialog).toContainText(/Saved in \d+ s, .* copied\. Writes are accepted \(PING ok\)\./);
    expect(await recipes.infoField(redis, 'rdb_bgsave_in_progress')).toBe('0');
  });
});

test('closing the dialogue does not stop the save', async ({ page, redis }) => {
  await recipes.slowSaves(redis, 250_000);
  await visit(page, ORDERS_PAGE);
  const dialog = await openSave(page);
  await dialog.getByRole('button', { name: START }).click();
  await expect(dialog).toContainText('Closing this does not stop the save.');
  await recipes.signalChild(redis, 'SIGSTOP');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('link', { name: 'Fleet' }).first().click();
  await expect(cardOf(page, ORDERS)).toContainText('running for');
  await recipes.signalChild(redis, 'SIGCONT');
  await expect(cardOf(page, ORDERS)).toHaveText(/^Saved/);
  await page.goto('/saves');
  await expect(page.getByRole('row', { name: /^Saved/ })).toContainText('local operator, here');
});

test('a save that fails says so, and why the cause is not known', async ({ page, redis }) => {
  recipes.breakDisk(redis);
  await visit(page, ORDERS_PAGE);
  const dialog = await openSave(page);
  await dialog.getByRole('button', { name: START }).click();
  await expect(dialog.getByRole('heading', { name: 'Failed' })).toBeVisible();
  await expect(dialog).toContainText('the child stopped while writing');
  await expect(dialog).not.toContainText(/^Saved/);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row', { name: /Failed/ })).toContainText('Not known: the child');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refuses writes');
});

/** A save that waits for `signalChild(redis, 'SIGCONT')`, and then takes a second. */
async function startHeldSave(redis: RedisServer): Promise<void> {
  await recipes.startLongSave(redis, 60, 20_000);
  await recipes.signalChild(redis, 'SIGSTOP');
}

async function watchToItsEnd(page: Page, redis: RedisServer): Promise<void> {
  const dialog = await openSave(page);
  await expect(dialog).toContainText('A save is running: watch it instead.');
  await expect(dialog.getByRole('button', { name: START })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Watch running save' }).click();
  await expect(dialog).toContainText('Save is running');
  await recipes.signalChild(redis, 'SIGCONT');
  await expect(dialog.getByRole('heading', { name: 'Saved' })).toBeVisible();
  expect(await recipes.infoField(redis, 'rdb_saves')).toBe('1');
}

test('a save that runs already is watched instead of started twice', async ({ page, redis }) => {
  await startHeldSave(redis);
  await visit(page, ORDERS_PAGE);
  await watchToItsEnd(page, redis);
});

const begunBefore = test.extend({
  redis: async ({ redis }, give) => {
    await startHeldSave(redis);
    await give(redis);
  },
});

begunBefore('a save that ran before Savepoint was there is watched to its end as well', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  await watchToItsEnd(page, redis);
});

const unforkable = test.extend({
  redis: async ({ keep }, give) => {
    const redis = await keep(startRedis({ asNobody: true }));
    await recipes.addKeys(redis, 20);
    recipes.limitProcesses(redis);
    await give(redis);
  },
});

unforkable('a refused fork is told as one, not as an error without a word', async ({ page }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await openSave(page);
  await dialog.getByRole('button', { name: START }).click();
  await expect(dialog.getByRole('heading', { name: 'Not started' })).toBeVisible();
  await expect(dialog).toContainText(
    'Redis could not start a save: fork was refused, most likely for lack of memory or because of a process limit.',
  );
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row', { name: /Failed/ })).toContainText(
    /No memory to fork|A limit on processes|no child was started/,
  );
});

const rewriting = base.extend({
  redis: async ({ keep }, give) => give(await keep(recipes.startStuckRewrite())),
});

rewriting('while the AOF is rewritten a save is scheduled for afterwards, and followed', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await openSave(page);
  await expect(dialog).toContainText('schedule the save for after it');
  await dialog.getByRole('button', { name: 'Schedule save after the rewrite' }).click();
  await expect(dialog).toContainText('Scheduled. Not started yet.');
  await expect(dialog.getByRole('heading', { name: 'Saved' })).toHaveCount(0);
  await recipes.signalChild(redis, 'SIGCONT');
  await expect(dialog.getByRole('heading', { name: 'Saved' })).toBeVisible();
});
