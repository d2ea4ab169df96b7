import { expect, test } from '@playwright/test';
import { breakDisk, healDisk, saveEnded } from '../support/recipes';
import { guardButton } from './fixtures';
import { startLockClient, type LockClient } from '../support/lock-client';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

let redis: RedisServer;
let client: LockClient;
let savepoint: SavepointServer;

test.beforeEach(async () => {
  redis = await startRedis();
  client = startLockClient(redis.port);
  savepoint = await startSavepoint({ instances: { 'orders-primary': redis.url } });
});

test.afterEach(async () => {
  await savepoint.stop();
  await client.stop();
  await redis.stop();
});

test('the incident of 2017: refused, let in, healed, saved, guarded again, and all of it in the history', async ({
  page,
}) => {
  await page.goto(savepoint.url);
  const card = page.getByRole('article', { name: 'orders-primary' });
  await expect(card).toBeVisible();
  expect(await client.takeLock()).toBe('OK');

  await test.step('the save fails, and the client is refused as in the traceback', async () => {
    breakDisk(redis);
    await redis.cli('BGSAVE');
    await saveEnded(redis, 'err');
    await expect(card).toContainText('Rejecting writes');
    expect(await client.takeLock()).toMatch(/^ResponseError: MISCONF Redis is configured to save RDB snapshots/);
  });

  await test.step('the page says since when, what would be lost and what to do', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('1 Redis is refusing writes');
    await expect(card).toContainText('proven by PING');
    await expect(card).toContainText(/1 change/);
    await page.getByRole('link', { name: 'orders-primary' }).first().click();
    await expect(page).toHaveURL(/\/instances\/orders-primary$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('orders-primary');
  });

  await test.step('the guard is switched off through the dialogue, and the next SET works', async () => {
    await guardButton(page).click();
    const dialog = page.getByRole('dialog', { name: 'Let writes in without snapshots' });
    await expect(dialog).toContainText('stop-writes-on-bgsave-error');
    const letIn = dialog.getByRole('button', { name: 'Let writes in' });
    await expect(letIn).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('checkout down, INC-4312');
    await dialog.getByRole('textbox', { name: /to confirm/ }).fill('orders-primary');
    await letIn.click();
    await expect(page.getByRole('dialog')).toContainText('Guard is off');
    expect(await client.takeLock()).toBe('OK');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('does not save, and takes writes');
  });

  await test.step('the disk is healed, and a BGSAVE is run and followed to its end', async () => {
    healDisk(redis);
    await page.getByRole('button', { name: 'Save now' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Save now' });
    await dialog.getByRole('button', { name: 'Start save' }).click();
    await expect(page.getByRole('dialog')).toContainText(/Saved/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  });

  await test.step('the good save was the end of the override: Savepoint switched the guard on again', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('orders-primary saved');
    await expect(guardButton(page)).toHaveAccessibleName('Guard is on…');
    expect(await client.takeLock()).toBe('OK');
    expect(await redis.cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error')).toContain('yes');
  });

  await test.step('the history and the audit show all of it', async () => {
    const table = page.getByRole('table');
    await expect(table.getByRole('row', { name: /Saved/ }).first()).toContainText('local operator');
    await expect(table.getByRole('row', { name: /Failed/ }).first()).toContainText('another client');
    await expect(table).toContainText('Writes began to be refused');
    await expect(table).toContainText('Writes are no longer refused');
    await page.getByRole('link', { name: 'Audit' }).click();
    await expect(page.getByRole('table')).toContainText('checkout down, INC-4312');
    await expect(page.getByRole('table')).toContainText('The end of the override by local operator.');
    await expect(page.getByRole('table').getByRole('row', { name: /Guard/ })).toHaveCount(2);
    await expect(page.getByRole('table').getByRole('row', { name: /BGSAVE/ })).toHaveCount(1);
  });
});
