import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, guardButton, ORDERS_PAGE, test, visit } from './fixtures';

test('while nothing can be kept every page says so, what is seen stays live, and nothing can be changed', async ({
  page,
  redis,
  savepoint,
}) => {
  await visit(page, ORDERS_PAGE);
  const save = page.getByRole('button', { name: 'Save now' }).first();
  await expect(save).toBeEnabled();
  const other = new DatabaseSync(join(savepoint.dataDir, 'savepoint.db'));
  const notice = page.getByRole('status').filter({ hasText: 'History and audit cannot be written.' });
  try {
    await test.step('another process keeps the store locked', async () => {
      other.exec('begin immediate');
      await expect(notice).toContainText('Another process keeps the store of Savepoint locked', { timeout: 25_000 });
      await expect(save).toBeDisabled();
      await expect(guardButton(page)).toHaveAccessibleDescription(/without a record nothing is changed/);
      const answer = await page.request.get('/api/health/ready');
      expect(answer.status()).toBe(503);
      await redis.cli('SET', 'k', 'v');
      await expect(page.getByRole('definition').filter({ hasText: '1 change' }).first()).toBeVisible();
      for (const path of ['/', '/instances/new']) {
        await visit(page, path);
        await expect(notice).toBeVisible();
      }
    });
    await test.step('once it can be written again, everything is as before', async () => {
      await visit(page, ORDERS_PAGE);
      other.exec('rollback');
      await expect(notice).toHaveCount(0, { timeout: 25_000 });
      await expect(save).toBeEnabled();
    });
  } finally {
    other.close();
  }
});
