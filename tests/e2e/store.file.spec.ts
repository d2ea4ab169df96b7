import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startSavepoint } from '../support/savepoint-server';
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

test('a store that was damaged before the start is told, and nothing can be registered without one', async ({
  page,
  keep,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'savepoint-damaged-'));
  writeFileSync(join(dataDir, 'savepoint.db'), 'not a database '.repeat(600));
  const { url } = await keep(startSavepoint({ dataDir, until: 'live' }));
  await visit(page, `${url}/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No Redis is watched now.');
  await expect(page.getByRole('main')).toContainText('those instances are not watched now');
  await expect(page.getByRole('status').filter({ hasText: 'History and audit cannot be written.' })).toContainText(
    'The store file of Savepoint is damaged, or it is no store of Savepoint.',
  );
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveCount(0);

  await test.step('an incident that cannot be read is told as that, and not as one that never was', async () => {
    const html = await (await page.request.get(`${url}/incidents/1`)).text();
    expect(html).toContain('This incident cannot be read.');
    expect(html).toContain('The store of Savepoint does not answer.');
    await visit(page, `${url}/incidents/1`);
    await expect(page.getByRole('heading', { level: 1, name: 'Incident 1' })).toBeVisible();
    const note = page.getByRole('main').getByRole('note');
    await expect(note).toContainText('The store file of Savepoint is damaged, or it is no store of Savepoint.');
    await visit(page, `${url}/incidents`);
    await expect(note).toContainText('The incidents cannot be read.');
    await visit(page, `${url}/`);
  });

  await test.step('moved away, it makes room for a new one, without a restart', async () => {
    rmSync(join(dataDir, 'savepoint.db'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No Redis is registered yet.', {
      timeout: 20_000,
    });
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  });
  rmSync(dataDir, { recursive: true, force: true });
});
