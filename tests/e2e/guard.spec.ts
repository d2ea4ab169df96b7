import { refuseWrites } from '../support/recipes';
import * as bench from './fixtures';
import { expect, guardButton, nameField, ORDERS, ORDERS_PAGE, reasonField, test as base, visit } from './fixtures';
import { TOLD_TIME } from '../support/told-time';

/** Writes are refused; the page stands at the instance. */
const test = base.extend({
  redis: async ({ redis }, give) => {
    await refuseWrites(redis);
    await give(redis);
  },
});

const CONFIG_SET = 'config|set';

test('in production nothing can be sent without a reason and the exact name, and the dialogue says what is missing', async ({
  page,
  redis,
}) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  const letIn = dialog.getByRole('button', { name: 'Let writes in' });
  await expect(reasonField(dialog)).toBeFocused();

  const missing: readonly (readonly [reason: string, name: string, why: string])[] = [
    ['', '', 'Write a reason of 10 characters or more.'],
    ['too short', ORDERS, 'Write a reason of 10 characters or more.'],
    ['          ', ORDERS, 'Write a reason of 10 characters or more.'],
    [bench.REASON, '', `Type ${ORDERS}, letter by letter.`],
    [bench.REASON, 'Orders-Primary', `Type ${ORDERS}, letter by letter.`],
    [bench.REASON, `${ORDERS} `, `Type ${ORDERS}, letter by letter.`],
  ];
  for (const [reason, name, why] of missing) {
    await reasonField(dialog).fill(reason);
    await nameField(dialog).fill(name);
    await expect(letIn).toBeDisabled();
    await expect(letIn).toHaveAccessibleDescription(why);
    await expect(dialog.getByText(why)).toBeVisible();
    await nameField(dialog).press('Enter');
  }
  await bench.fillIn(dialog);
  await expect(letIn).toBeEnabled();

  await test.step('Enter in the reason decides nothing', async () => {
    await reasonField(dialog).press('Enter');
    await expect(letIn).toBeEnabled();
    expect(await bench.callsOf(redis, CONFIG_SET)).toBe(0);
  });

  await test.step('Enter after the exact name does', async () => {
    await nameField(dialog).press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Guard is off');
    expect(await bench.guardOf(redis)).toBe('no');
    expect(await bench.callsOf(redis, CONFIG_SET)).toBe(1);
  });
});

test('the dialogue tells what changes, what happens and what it does not do', async ({ page }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  for (const sentence of [
    'PING proves it: writes are refused now (MISCONF).',
    'Clients can write again at once.',
    'Snapshots will still be failing.',
    '(5 changes) is in a snapshot.',
    'If Redis restarts or the host dies, it is lost. AOF: off.',
    'Until the guard is on again, a failed save stops no write.',
    'It does not fix the save, does not reach replicas, and is lost at a restart or failover unless it is written to the file.',
    'Try first: free disk or memory, then run a save.',
  ]) {
    await expect(dialog).toContainText(sentence);
  }
  await expect(dialog).toContainText(/orders-primary · 127\.0\.0\.1:\d+ · primary · run [0-9a-f]{8} · read \d+ s ago/);
  await dialog.getByRole('button', { name: 'Save now instead' }).click();
  await expect(page.getByRole('dialog', { name: 'Save now' })).toBeVisible();
});

test('Esc keeps the reason for the next time, but not the typed name', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  await bench.fillIn(await bench.openGuardOff(page));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(guardButton(page)).toBeFocused();

  const again = await bench.openGuardOff(page);
  await expect(reasonField(again)).toHaveValue(bench.REASON);
  await expect(nameField(again)).toHaveValue('');
  expect(await bench.callsOf(redis, CONFIG_SET)).toBe(0);
});

test('a double click switches the guard once, and Undo turns it on again with a warning', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  await bench.fillIn(dialog);
  await dialog.getByRole('button', { name: 'Let writes in' }).dblclick();

  const outcome = page.getByRole('dialog');
  await expect(outcome.getByRole('heading', { name: 'Guard is off' })).toBeFocused();
  await expect(outcome).toContainText('by reading it back. Writes are accepted (PING ok).');
  const progress = outcome.getByRole('list', { name: 'Progress' });
  await expect(progress.getByRole('listitem')).toHaveText([
    /^Recorded/,
    /^Sent/,
    /^Read back "no"/,
    /^PING is answered: writes are not refused by persistence/,
  ]);
  expect(await bench.callsOf(redis, CONFIG_SET)).toBe(1);
  expect(await redis.cli('SET', 'lock', 'id')).toBe('OK');

  await outcome.getByRole('button', { name: 'Undo' }).click();
  const on = page.getByRole('dialog', { name: 'Turn guard on' });
  await expect(on).toContainText('Writes will be rejected again at once: snapshots still fail.');
  await expect(nameField(on)).toHaveCount(0);
  await on.getByRole('button', { name: 'Turn guard on' }).click();
  await expect(page.getByRole('dialog')).toContainText('Guard is on');
  expect(await bench.guardOf(redis)).toBe('yes');
  expect(await redis.cli('SET', 'lock', 'id')).toMatch(/^MISCONF/);
});

test('a guard that changed while one was deciding is a conflict: nothing is applied, and there is no way to force it', async ({
  page,
  redis,
}) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  await bench.fillIn(dialog);
  await bench.setGuardOutside(redis, 'no');
  await dialog.getByRole('button', { name: 'Let writes in' }).click();

  const outcome = page.getByRole('dialog');
  await expect(outcome.getByRole('heading', { name: 'Conflict' })).toBeVisible();
  await expect(outcome).toContainText('This changed while you were deciding: the guard is off now.');
  await expect(outcome).toContainText('It is now "no".');
  await expect(outcome.getByRole('button')).toHaveText(['', 'Review new state', 'Close']);
  expect(await bench.callsOf(redis, CONFIG_SET)).toBe(1);

  await outcome.getByRole('button', { name: 'Review new state' }).click();
  await expect(outcome).toContainText('The guard is already off. There is nothing to change.');
});

test('the second of two operators is told who was first, when and why', async ({ page, redis, context }) => {
  const other = await context.newPage();
  await visit(page, ORDERS_PAGE);
  await visit(other, ORDERS_PAGE);
  const second = await bench.openGuardOff(other);
  await reasonField(second).fill('the same page, too late');
  await nameField(second).fill(ORDERS);

  const first = await bench.openGuardOff(page);
  await bench.fillIn(first);
  await first.getByRole('button', { name: 'Let writes in' }).click();
  await expect(page.getByRole('dialog')).toContainText('Guard is off');

  await test.step('the other page shows the change by itself', async () => {
    await expect(other.getByText(`local operator: ${bench.REASON}`)).toBeVisible();
  });
  await second.getByRole('button', { name: 'Let writes in' }).click();
  await expect(other.getByRole('dialog')).toContainText(
    new RegExp(`local operator set it to "no" at ${TOLD_TIME} \\(reason: "checkout down, INC-4312"\\)`),
  );
  expect(await bench.callsOf(redis, CONFIG_SET)).toBe(1);
});

test('when another process answers than the one that was shown, nothing is changed', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  await bench.fillIn(dialog);
  // Not under the name where the broken dump stands.
  await redis.restart({ args: ['--dbfilename', 'other.rdb'] });
  await expect(page.getByText('The Redis process was replaced or restarted')).toBeAttached();
  await dialog.getByRole('button', { name: 'Let writes in' }).click();

  const outcome = page.getByRole('dialog');
  await expect(outcome.getByRole('heading', { name: 'Conflict' })).toBeVisible();
  await expect(outcome).toContainText('A different Redis process answers here now. Review it again.');
  expect(await bench.guardOf(redis)).toBe('yes');
  expect(await bench.callsOf(redis, CONFIG_SET)).toBe(0);
});

test('a Redis that does not answer when one confirms is told as such: nothing was sent', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  await bench.fillIn(dialog);
  await redis.kill('SIGSTOP');
  await dialog.getByRole('button', { name: 'Let writes in' }).click();

  const outcome = page.getByRole('dialog');
  await expect(outcome.getByRole('heading', { name: 'Not applied' })).toBeVisible();
  await expect(outcome).toContainText('does not answer');
  await redis.kill('SIGCONT');
  expect(await bench.guardOf(redis)).toBe('yes');
  expect(await bench.callsOf(redis, CONFIG_SET)).toBe(0);
});

test('turning the guard on while saves fail warns that writes are refused again at once', async ({ page, redis }) => {
  await bench.setGuardOutside(redis, 'no');
  await visit(page, ORDERS_PAGE);
  await expect(guardButton(page)).toHaveAccessibleName('Turn guard on…');
  await guardButton(page).click();
  const dialog = page.getByRole('dialog', { name: 'Turn guard on' });
  await expect(dialog).toContainText('Writes will be rejected again at once: snapshots still fail.');
  await expect(dialog).toContainText('PING will be answered with MISCONF');
  await expect(nameField(dialog)).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Turn guard on' })).toBeEnabled();
});
