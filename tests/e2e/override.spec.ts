import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { healDisk, refuseWrites, save } from '../support/recipes';
import * as bench from './fixtures';
import { expect, guardButton, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';
import { TOLD_TIME } from '../support/told-time';

/** Writes are refused; the page stands at the instance. */
const test = base.extend({
  redis: async ({ redis }, give) => {
    await refuseWrites(redis);
    await give(redis);
  },
});

const guardRow = (page: Page): Locator =>
  page.getByRole('definition').filter({ hasText: 'stop-writes-on-bgsave-error' });

/** Lets writes in with an end that the page does not offer: too soon for a person to see it come. */
async function letInUntil(page: Page, milliseconds: number): Promise<void> {
  const answer = await page.request.put(`/api/instances/${ORDERS}/stop-writes`, {
    data: {
      value: 'no',
      expected: 'yes',
      confirm: ORDERS,
      reason: bench.REASON,
      until: { kind: 'time', at: new Date(Date.now() + milliseconds).toISOString() },
    },
  });
  expect(answer.status()).toBe(200);
}

test('an override ends as it was chosen, the end can be changed, and the good save ends it by itself', async ({
  page,
  redis,
}) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  const ends = dialog.getByRole('group', { name: /Turn the guard on again/ });
  await expect(ends.getByRole('radio')).toHaveCount(5);
  await expect(ends.getByRole('radio', { name: 'at the next good save' })).toBeChecked();
  await ends.getByRole('radio', { name: 'in 1 h' }).check();
  await bench.fillIn(dialog);
  await dialog.getByRole('button', { name: 'Let writes in' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    /Savepoint turns it on again at .* UTC, if the last save is good/,
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(guardRow(page)).toContainText(/turns it on again at .*, in about (1 h|59 min), if the last save is/);

  await test.step('the end is changed', async () => {
    await page.getByRole('button', { name: 'Change end…' }).first().click();
    const change = page.getByRole('dialog', { name: 'Change the end of the override' });
    await expect(change).toContainText('Savepoint turns it on again at');
    expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([]);
    await change.getByRole('button', { name: 'Change end' }).click();
    await expect(change.getByRole('heading', { name: 'End changed' })).toBeFocused();
    await change.getByRole('button', { name: 'Close' }).last().click();
    await expect(guardRow(page)).toContainText('Savepoint turns it on again at the next good save.');
  });

  await test.step('a good save turns the guard on', async () => {
    healDisk(redis);
    await save(redis);
    await expect(guardButton(page)).toHaveAccessibleName('Guard is on…');
    expect(await bench.guardOf(redis)).toBe('yes');
    await page.getByRole('link', { name: 'Audit' }).click();
    const table = page.getByRole('table');
    await expect(table.getByRole('row', { name: /Override moved/ })).toContainText('to the next good save');
    await expect(table.getByRole('row', { name: /savepoint/ })).toContainText(
      'The end of the override by local operator.',
    );
  });
});

test('an override past its end is told on every page until somebody acts', async ({ page, redis }) => {
  await letInUntil(page, 1500);
  await visit(page, '/');
  const bar = page.getByRole('region', { name: 'Overrides near their end' });
  for (const path of ['/', '/wall', ORDERS_PAGE, '/saves', '/audit', '/instances/new', '/incidents/1']) {
    await visit(page, path);
    await expect(bar, path).toContainText(`${ORDERS}: The guard should have been on again since`);
    await expect(bar.getByRole('link', { name: ORDERS })).toBeVisible();
  }
  expect(await bench.guardOf(redis)).toBe('no');

  await test.step('it is there without JavaScript, too', async () => {
    const html = await (await page.request.get('/saves')).text();
    expect(html).toContain('The guard should have been on again since');
  });

  await test.step('a later end ends it', async () => {
    await bar.getByRole('button', { name: 'Change end…' }).click();
    const change = page.getByRole('dialog', { name: 'Change the end of the override' });
    await change.getByRole('radio', { name: 'in 4 h' }).check();
    await change.getByRole('button', { name: 'Change end' }).click();
    await expect(change.getByRole('heading', { name: 'End changed' })).toBeVisible();
    await change.getByRole('button', { name: 'Close' }).last().click();
    await expect(bar).toHaveCount(0);
  });
});

test('an override that is about to end while saves fail is told before', async ({ page }) => {
  await letInUntil(page, 9 * 60_000);
  await visit(page, '/saves');
  const bar = page.getByRole('region', { name: 'Overrides near their end' });
  await expect(bar).toContainText(
    /orders-primary: Savepoint turns it on again at .* UTC, if the last save is good then\./,
  );
  await test.step('the first HTML has it as well, and the time of all of it', async () => {
    const html = await (await page.request.get('/saves')).text();
    expect(html).toContain('Savepoint turns it on again at');
    expect(html).not.toContain('--:--:--');
    const told = await (await page.request.get(ORDERS_PAGE)).text();
    expect(told.replaceAll(/<[^>]*>/g, '')).toMatch(new RegExp(`turns it on again at ${TOLD_TIME}, in about [89] min`));
  });
});

test('where saves work, Undo is one click', async ({ page, redis }) => {
  healDisk(redis);
  await save(redis);
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  await bench.fillIn(dialog);
  await dialog.getByRole('button', { name: 'Let writes in' }).click();
  await expect(page.getByRole('dialog')).toContainText('Guard is off');
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Guard is on' })).toBeFocused();
  expect(await bench.guardOf(redis)).toBe('yes');
});

test('the configuration file is offered with what it means, and not where there is none', async ({ page }) => {
  await visit(page, ORDERS_PAGE);
  const dialog = await bench.openGuardOff(page);
  const rewrite = dialog.getByRole('checkbox', { name: /CONFIG REWRITE/ });
  await expect(rewrite).toBeDisabled();
  await expect(rewrite).toHaveAccessibleDescription('Not possible: Redis runs without a configuration file.');
});
