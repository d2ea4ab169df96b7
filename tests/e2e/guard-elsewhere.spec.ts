import { startLossyProxy } from '../support/lossy-proxy';
import * as recipes from '../support/recipes';
import * as bench from './fixtures';
import { expect, guardButton, nameField, ORDERS, ORDERS_PAGE, reasonField, test, visit } from './fixtures';

/** The guard where it is not asked for in the usual way, does not help, may not be touched, or gets no answer. */

const CONFIG_SET = 'config|set';

test.describe('in staging', () => {
  test.use({
    entries: async ({ redis }, give) => {
      await recipes.refuseWrites(redis);
      await give([{ name: ORDERS, url: redis.url, environment: 'staging' }]);
    },
  });

  test('neither a reason nor the name is asked for', async ({ page, redis }) => {
    await visit(page, ORDERS_PAGE);
    const dialog = await bench.openGuardOff(page);
    await expect(nameField(dialog)).toHaveCount(0);
    await expect(dialog).toContainText('optional; kept in the audit');
    await expect(reasonField(dialog)).toHaveValue('');
    await dialog.getByRole('button', { name: 'Let writes in' }).click();
    await expect(page.getByRole('dialog')).toContainText('Guard is off');
    expect(await bench.guardOf(redis)).toBe('no');
  });
});

test.describe('while the AOF cannot be written', () => {
  test.use({
    redis: async ({ keep }, give) => {
      const redis = await keep(recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }));
      recipes.fillDisk(redis);
      await recipes.writeUntilAofRefuses(redis);
      await give(redis);
    },
  });

  test('the dialogue says why the guard would not help, and what does', async ({ page, redis }) => {
    await visit(page, ORDERS_PAGE);
    await guardButton(page).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('This would not let writes in');
    await expect(dialog).toContainText('This guard does not control AOF write errors. Free disk space');
    await expect(dialog.getByRole('button')).toHaveText(['', 'Close']);
    expect(await bench.callsOf(redis, CONFIG_SET)).toBe(0);

    await dialog.getByRole('button', { name: 'Close' }).last().click();
    recipes.freeDisk(redis);
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText('refuses writes');
  });
});

test.describe('read-only here', () => {
  test.use({
    entries: async ({ redis }, give) => {
      await recipes.refuseWrites(redis);
      await give([{ name: ORDERS, url: redis.url, acts: false }]);
    },
  });

  test('the buttons are disabled, and the reason stands beside them', async ({ page }) => {
    await visit(page, '/');
    const why = 'Read-only here: this instance is registered without operator credentials.';
    for (const path of ['/', ORDERS_PAGE]) {
      await page.goto(path);
      for (const button of [page.getByRole('button', { name: 'Save now' }), guardButton(page)]) {
        await expect(button).toBeDisabled();
        await expect(button).toHaveAccessibleDescription(why);
      }
      await expect(page.getByText(why).first()).toBeVisible();
    }
  });
});

test.describe('a Redis that hangs with the change in its hands', () => {
  test.use({
    entries: async ({ keep, redis }, give) => {
      await recipes.refuseWrites(redis);
      // It hangs just before the change arrives, which it finds when it wakes.
      const onSent = (text: string): void => {
        if (text.includes('MULTI')) process.kill(redis.pid, 'SIGSTOP');
      };
      const proxy = await keep(startLossyProxy(redis.port, { onSent }));
      await give([{ name: ORDERS, url: `redis://127.0.0.1:${proxy.port}` }]);
    },
  });

  test('the outcome is unknown, nothing is repeated, and reading back tells it in the end', async ({ page, redis }) => {
    await visit(page, ORDERS_PAGE);
    const dialog = await bench.openGuardOff(page);
    await bench.fillIn(dialog);
    await dialog.getByRole('button', { name: 'Let writes in' }).click();

    const outcome = page.getByRole('dialog');
    const progress = outcome.getByRole('list', { name: 'Progress' });
    await expect(progress.getByRole('listitem')).toHaveText([
      /^Recorded/,
      /^Sent/,
      /^Read back · waiting/,
      /^PING · waiting/,
    ]);
    await expect(outcome.getByRole('heading', { name: 'Unknown' })).toBeVisible();
    await expect(outcome).toContainText('Do not repeat it: Savepoint is reading it back.');
    await expect(outcome.getByRole('button')).toHaveText(['', 'Close']);
    await expect(outcome).not.toContainText('Guard is off');

    await redis.kill('SIGCONT');
    await expect(outcome.getByRole('heading', { name: 'Guard is off' })).toBeVisible();
    await expect(outcome).toContainText('The guard reads "no". The change was applied.');
    expect(await bench.guardOf(redis)).toBe('no');
    expect(await bench.callsOf(redis, CONFIG_SET)).toBe(1);
  });
});
