import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import * as recipes from '../support/recipes';
import { expect, ORDERS, ORDERS_PAGE, test, visit } from './fixtures';

const LOGS = join(import.meta.dirname, '../fixtures/logs');
const INCIDENT = join(LOGS, 'incident-2017-redis.log');
const TRACEBACK = join(LOGS, 'incident-2017-redis-py-traceback.txt');

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
  await expect(dialog.getByRole('group', { name: 'File to read' })).toContainText('incident-2017-redis.log');
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('status')).toContainText('9 lines read, 9 of them written by Redis.');
  await dialog.getByRole('button', { name: 'Read another' }).click();
  await dialog.getByRole('textbox').fill('MISCONF Redis is configured to save RDB snapshots, but …');
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('status')).toContainText('Redis refuses writes (MISCONF)');
  await expect(dialog.getByRole('status').getByRole('link', { name: ORDERS })).toBeVisible();
});

test('a traceback tells whose error it is, what was refused, what to look at, and leads to who refuses writes', async ({
  page,
}) => {
  const dialog = await openReader(page);
  await dialog.getByRole('textbox').fill(readFileSync(TRACEBACK, 'utf8'));
  await dialog.getByRole('button', { name: 'Read it' }).click();
  const told = dialog.getByRole('status');
  await expect(told).toContainText(
    'An error of redis-py: Redis refuses writes (MISCONF) because its last RDB save failed.',
  );
  await expect(told).toContainText('see whether a rate limiter or a lock lets everything through');
  await expect(told.getByRole('link', { name: ORDERS })).toBeVisible();
});

test('a file of some megabytes is sent as it is, once it was dropped, and one that is too large is not sent', async ({
  page,
}, info) => {
  const large = info.outputPath('large.log');
  writeFileSync(large, readFileSync(INCIDENT, 'utf8').replace(/\n?$/, '\n').repeat(8_000));
  const tooLarge = info.outputPath('too-large.log');
  writeFileSync(tooLarge, '');
  truncateSync(tooLarge, 64_000_001);
  let sent = 0;
  page.on('request', (request) => (sent += request.url().includes('/api/explain') ? 1 : 0));

  const dialog = await openReader(page);
  await dialog.getByLabel('Or a file').setInputFiles(tooLarge);
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This file is larger than 64 MB, the most that is read.');
  expect(sent).toBe(0);
  await dialog.getByLabel('Or a file').setInputFiles(large);
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('status')).toContainText('24,000 attempts to save: 8,000 saved, 16,000 failed.');
  expect(sent).toBe(1);

  await dialog.getByRole('button', { name: 'Read another' }).click();
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['12:M 22 Nov 2026 05:46:00.000 # Background saving error'], 'dropped.log'));
    return data;
  });
  await dialog.locator('form').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(dialog.getByRole('group', { name: 'File to read' })).toContainText('dropped.log');
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 lines read');
});

test('very much that is pasted is taken as a file, and reading it can be stopped', async ({ page }) => {
  await page.route(/\/api\/explain\?/, () => undefined);
  const dialog = await openReader(page);
  await dialog.getByRole('textbox').evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', 'a line of some log\n'.repeat(20_000));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(dialog.getByRole('group', { name: 'File to read' })).toContainText('Pasted text');
  const asked = page.waitForRequest(/\/api\/explain\?/);
  await dialog.getByRole('button', { name: 'Read it' }).click();
  await asked;
  await expect(dialog).toContainText('The page can be used meanwhile.');
  const broken = page.waitForEvent('requestfailed');
  await dialog.getByRole('button', { name: 'Stop reading' }).click();
  await broken;
  await expect(dialog.getByRole('button', { name: 'Read it' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Paste instead' }).click();
  await expect(dialog.getByRole('textbox')).toBeVisible();
});

test('the keyboard opens it, Esc closes it, and the focus comes back', async ({ page }) => {
  await page.getByRole('button', { name: 'Read a log or an error…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'What does it say?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Read a log or an error…' })).toBeFocused();
});
