import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import * as recipes from '../support/recipes';
import { expect, ORDERS, ORDERS_PAGE, test, visit } from './fixtures';

const INCIDENT = join(import.meta.dirname, '../fixtures/logs/incident-2017-redis.log');

async function openReader(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Read a log or an error…' }).click();
  return page.getByRole('dialog', { name: 'What does it say?' });
}

test.beforeEach(async ({ redis, page }) => {
  recipes.breakDisk(redis);
  await redis.cli('BGSAVE');
  await visit(page, ORDERS_PAGE);
});

test('a log that is pasted tells why the save failed, by what line, and what to do', async ({ page }) => {
  const dialog = await openReader(page);
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Log lines' })).toHaveAccessibleDescription(
    'Paste something first.',
  );
  await dialog.getByRole('textbox', { name: 'Log lines' }).fill(readFileSync(INCIDENT, 'utf8'));
  await dialog.getByRole('button', { name: 'Read it' }).click();
  const told = dialog.getByRole('status');
  await expect(told).toContainText('3 attempts to save: 1 saved, 2 failed.');
  await expect(told).toContainText('No memory to fork certain');
  await expect(told).toContainText("Line 9 of the log says: “Can't save in background: fork: Cannot allocate memory”.");
  await expect(told).toContainText('Free memory on the host or let it overcommit, then Save now.');
  const saves = told.getByRole('region', { name: 'Saves in it' }).getByRole('listitem');
  await expect(saves).toHaveCount(3);
  await expect(saves.last()).toContainText(/^Saved.*5 min 35 s.*49\.3 MB/);
});

test('a file is read as well, and then another text', async ({ page }) => {
  const dialog = await openReader(page);
  await dialog.getByLabel('Or a file').setInputFiles(INCIDENT);
  await expect(dialog.getByRole('textbox')).toHaveValue(/Background saving started by pid 5186/);
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('status')).toContainText('9 lines read, 9 of them written by Redis.');
  await dialog.getByRole('button', { name: 'Read another' }).click();
  await dialog.getByRole('textbox').fill('MISCONF Redis is configured to save RDB snapshots, but …');
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('status')).toContainText('Redis refuses writes (MISCONF)');
  await expect(dialog.getByRole('status').getByRole('link', { name: ORDERS })).toBeVisible();
});

test('the keyboard opens it, Esc closes it, and the focus comes back', async ({ page }) => {
  await page.getByRole('button', { name: 'Read a log or an error…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'What does it say?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Read a log or an error…' })).toBeFocused();
});
