import type { Page } from '@playwright/test';
import { refuseWrites } from '../support/recipes';
import { startSavepoint } from '../support/savepoint-server';
import { routeCode } from './code';
import * as bench from './fixtures';
import { expect, guardOf, ORDERS, ORDERS_PAGE, REASON, test as base, visit, yamlOf } from './fixtures';
import { PASSWORD, startWithPeople } from './people';
import { runSql } from '../support/store-place';

/** A Savepoint where people sign in: ada administers, olga operates, vera sees. */
const test = base.extend({
  savepoint: async ({ keep, entries }, give) => {
    await give(await keep(startWithPeople(yamlOf(entries))));
  },
});

async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Everybody signed in twenty minutes ago: then nobody has given the password for so long. */
function letTimePass(dataDir: string): void {
  const then = new Date(Date.now() - 20 * 60_000).toISOString();
  runSql(dataDir, `update sessions set "createdAt" = '${then}'`);
}

test('who is not signed in sees where one signs in and nothing else, and comes then to where they wanted to go', async ({
  page,
}) => {
  await page.goto(`${ORDERS_PAGE}?range=7d`);
  await expect(page).toHaveTitle('Sign in · Savepoint');
  await expect(page.locator('body')).not.toContainText(ORDERS);
  await signIn(page, 'olga', 'wrong horse battery');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Name and password do not belong together');
  await signIn(page, 'olga');
  await expect(page).toHaveURL(/\/instances\/orders-primary\?range=7d$/);
  await expect(page.getByRole('banner')).toContainText('Live ·');
  await visit(page, '/');
  await page.getByRole('button', { name: 'Account' }).click();
  await expect(page.getByRole('group', { name: 'Account' })).toContainText('Signed in as olga, operator');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveTitle('Sign in · Savepoint');
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText(ORDERS);
});

test('what is typed before the words of the page have come stays', async ({ page }) => {
  let send: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  // The words of this page are in the file of all later words, which is no part of the first load.
  await routeCode(page, 'it has to know who you are', async (route) => {
    await sent;
    await route.continue();
  });
  await page.goto('/login', { waitUntil: 'commit' });
  const name = page.getByLabel('Name');
  await name.fill('olga');
  // React has come to the page, and waits for its words.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('header') ?? {}).some((key) => key.startsWith('__react')),
  );
  send();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  await expect(name).toHaveValue('olga');
});

test('a viewer sees everything, and is told why nothing can be changed', async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'vera');
  await expect(bench.cardOf(page, ORDERS)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add an instance' })).toHaveCount(0);
  await visit(page, ORDERS_PAGE);
  const save = page.getByRole('button', { name: 'Save now' }).first();
  await expect(save).toBeDisabled();
  await expect(save).toHaveAccessibleDescription('Your role is viewer: it sees, and changes nothing.');
  await page.goto('/access');
  await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'People' })).toHaveCount(0);
});

test('the guard goes off only for who gave the password a short time ago; a save is never held up by that', async ({
  page,
  redis,
  savepoint,
}) => {
  await refuseWrites(redis);
  await page.goto(ORDERS_PAGE);
  await signIn(page, 'olga');
  await expect(page.getByRole('banner')).toContainText('Live ·');
  letTimePass(savepoint.dataDir);
  const dialog = await bench.openGuardOff(page);
  await bench.reasonField(dialog).fill(REASON);
  await dialog.getByRole('textbox', { name: `Type ${ORDERS}` }).fill(ORDERS);
  await dialog.getByRole('button', { name: 'Let writes in' }).click();
  const question = page.getByRole('dialog', { name: 'Is it you?' });
  await question.getByLabel('Password').fill('wrong horse battery');
  await question.getByRole('button', { name: 'Go on' }).click();
  await expect(question).toContainText('This is not your password. Nothing was changed.');
  expect(await guardOf(redis)).toBe('yes');
  await question.getByLabel('Password').fill(PASSWORD);
  await question.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { name: 'Guard is off' })).toBeVisible();
  expect(await guardOf(redis)).toBe('no');
  letTimePass(savepoint.dataDir);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  const save = await bench.openSave(page);
  await save.getByRole('button', { name: 'Start save' }).click();
  await expect(page.getByRole('heading', { name: /^(Not saved|Saved)$/ })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Is it you?' })).toHaveCount(0);
});

test('whose session ends is told so, loses nothing that was typed, and goes on after signing in again', async ({
  page,
  context,
  savepoint,
}) => {
  await page.goto(ORDERS_PAGE);
  await signIn(page, 'olga');
  await expect(page.getByRole('banner')).toContainText('Live ·');
  const dialog = await bench.openGuardOff(page);
  await bench.reasonField(dialog).fill(REASON);
  await dialog.getByRole('textbox', { name: `Type ${ORDERS}` }).fill(ORDERS);
  runSql(savepoint.dataDir, 'delete from sessions');
  await dialog.getByRole('button', { name: 'Let writes in' }).click();
  await expect(page.getByRole('dialog')).toContainText('Sign in first');
  const bar = page.getByText('You are signed out.');
  await expect(bar).toBeVisible();
  const other = await context.newPage();
  await other.goto('/login');
  await signIn(other, 'olga');
  await expect(other.getByRole('banner')).toContainText('Live ·');
  await page.getByRole('dialog').getByRole('button', { name: 'Review new state' }).click();
  await expect(bar).toHaveCount(0);
  await expect(bench.reasonField(page.getByRole('dialog'))).toHaveValue(REASON);
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: `Type ${ORDERS}` })
    .fill(ORDERS);
  await page.getByRole('dialog').getByRole('button', { name: 'Let writes in' }).click();
  await expect(page.getByRole('heading', { name: 'Guard is off' })).toBeVisible();
});

test('an administrator adds somebody, gives a role, makes a token that is told once, and ends a session', async ({
  page,
  savepoint,
  browser,
}) => {
  await page.goto('/access');
  await signIn(page, 'ada');
  await expect(page.getByRole('table', { name: 'People' })).toContainText('olga');
  await test.step('somebody new', async () => {
    await page.getByText('Add somebody').click();
    const form = page.locator('details').filter({ hasText: 'Add somebody' });
    await form.getByLabel('Name').fill('nora');
    await form.getByLabel('Password').fill('short');
    await form.getByRole('button', { name: 'Add' }).click();
    await expect(form).toContainText('A password has 12 to 200 characters.');
    await form.getByLabel('Password').fill(PASSWORD);
    await form.getByRole('button', { name: 'Add' }).click();
    await expect(page.getByRole('table', { name: 'People' })).toContainText('nora');
  });
  await test.step('another role, which ends the sessions of the former', async () => {
    const theirs = await (await browser.newContext({ baseURL: savepoint.url })).newPage();
    await theirs.goto('/');
    await signIn(theirs, 'vera');
    await expect(bench.cardOf(theirs, ORDERS)).toBeVisible();
    await page.getByLabel('Role of vera').selectOption('operator');
    await page.getByRole('button', { name: 'Give this role' }).click();
    await expect(page.getByRole('button', { name: 'Give this role' })).toHaveCount(0);
    await theirs.reload();
    await expect(theirs).toHaveTitle('Sign in · Savepoint');
    await theirs.context().close();
  });
  await test.step('the last administrator stays one', async () => {
    await expect(page.getByRole('button', { name: 'Switch off the account of ada' })).toHaveCount(0);
    await page.getByLabel('Role of ada').selectOption('viewer');
    await page.getByRole('button', { name: 'Give this role' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'ada is the last one who can administer Savepoint.',
    );
  });
  await test.step('a token', async () => {
    await page.getByText('Make a token').click();
    const form = page.locator('details').filter({ hasText: 'Make a token' });
    await form.getByLabel('Name').fill('monitoring');
    await form.getByRole('button', { name: 'Make it' }).click();
    const secret = await form.getByRole('status').locator('code').innerText();
    const read = () => fetch(`${savepoint.url}/api/instances`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await read()).status).toBe(200);
    await page.getByRole('button', { name: 'End the token monitoring' }).click();
    await expect(page.getByText('There are no tokens.')).toBeVisible();
    expect((await read()).status).toBe(401);
  });
  await test.step('a new password for who has forgotten theirs, and the end of an account', async () => {
    await page.getByRole('button', { name: 'New password of nora' }).click();
    await page.getByLabel('New password of nora').fill('another long password');
    await page.getByLabel('New password of nora').press('Enter');
    await expect(page.getByRole('button', { name: 'New password of nora' })).toBeVisible();
    await page.getByRole('button', { name: 'Switch off the account of olga' }).click();
    await page.getByRole('button', { name: 'Switch olga off, end their sessions' }).click();
    await expect(page.getByRole('button', { name: 'Switch on the account of olga' })).toBeVisible();
  });
  await page.goto('/audit');
  for (const told of [
    'Added nora as operator.',
    'role from viewer to operator',
    'Ended the token monitoring.',
    'Changed nora: a new password.',
  ]) {
    await expect(page.getByRole('table')).toContainText(told);
  }
});

base(
  'the first account is made with the address that the console tells, and with that once',
  async ({ page, keep }) => {
    const savepoint = await keep(startSavepoint({ env: { SAVEPOINT_SIGN_IN: 'yes' } }));
    const address = /http:\S+\/login#set-up=\S+/.exec(savepoint.output())?.[0] ?? '';
    await page.goto(address);
    await expect(page).toHaveURL(`${savepoint.url}/login`);
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByRole('banner')).toContainText('Live ·');
    await page.context().clearCookies();
    await page.goto(address);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  },
);
