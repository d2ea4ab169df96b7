import type { Page } from '@playwright/test';
import { addKeys, breakDisk, healDisk, refuseWrites, save, signalChild, startLongSave } from '../support/recipes';
import { startSavepoint } from '../support/savepoint-server';
import {
  cardOf,
  expect,
  grownUp,
  guardButton,
  ORDERS,
  ORDERS_PAGE,
  setGuardOutside,
  test,
  visit,
  yamlOf,
} from './fixtures';
import { watchShifts } from './shifts';

/** The colour in which the state of the instance is told. */
function stateColour(page: Page, word: string): Promise<string> {
  return cardOf(page, ORDERS)
    .getByText(word, { exact: true })
    .evaluate((element) => getComputedStyle(element).color);
}

/** What the design calls muted: the grey of things that need nobody. */
function muted(page: Page): Promise<string> {
  return cardOf(page, ORDERS)
    .getByText(/^read \d+ s ago\s*$/)
    .evaluate((element) => getComputedStyle(element).color);
}

test('what happens in Redis appears without a reload', async ({ page, redis }) => {
  await addKeys(redis, 5);
  await grownUp(redis);
  await save(redis);
  await visit(page, ORDERS_PAGE);
  const heading = page.getByRole('heading', { level: 1 });
  const table = page.getByRole('table');
  await expect(heading).toContainText('saved');

  await test.step('somebody switches the guard off with redis-cli', async () => {
    await setGuardOutside(redis, 'no');
    await expect(heading).toContainText('is at risk');
    await expect(table).toContainText('changed from yes to no, outside Savepoint');
  });

  await test.step('and on again', async () => {
    await setGuardOutside(redis, 'yes');
    await expect(heading).toContainText('saved');
  });

  await test.step('another client starts a save', async () => {
    await startLongSave(redis, 60, 60_000);
    await expect(table.getByRole('row', { name: /Running/ })).toContainText('another client');
    await signalChild(redis, 'SIGUSR1');
    await expect(table.getByRole('row', { name: /Cancelled/ })).toBeVisible();
  });

  await test.step('a save fails', async () => {
    breakDisk(redis);
    await save(redis, 'err');
    await expect(heading).toContainText('refuses writes');
  });

  await test.step('the process is replaced', async () => {
    healDisk(redis);
    await redis.restart();
    await expect(table).toContainText('The Redis process was replaced or restarted');
    await expect(heading).not.toContainText('refuses writes');
  });
});

test('what happens while the first HTML is under way is told by the stream, and the list is not read again', async ({
  page,
  redis,
}) => {
  const read: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/instances') read.push(request.url());
  });
  await page.route('/', async (route) => {
    const rendered = await route.fetch();
    await refuseWrites(redis);
    const state = async () => (await (await page.request.get(`/api/instances/${ORDERS}`)).json()).state;
    await expect.poll(state).toBe('rejecting-writes');
    await route.fulfill({ response: rendered });
  });
  await page.goto('/');
  await expect(cardOf(page, ORDERS)).toContainText('Rejecting writes');
  await expect(page.getByRole('banner')).toContainText('Live');
  expect(read).toEqual([]);
});

test('with the stream cut the page asks by itself, and says that it is not live', async ({ page, redis }) => {
  await page.route(/\/api\/stream/, (route) => route.abort());
  await page.goto('/');
  const card = cardOf(page, ORDERS);
  await expect(card).not.toContainText('Rejecting writes');

  await refuseWrites(redis);
  await expect(card).toContainText('Rejecting writes');
  await expect(page).toHaveTitle('(!1) Redis persistence');
  await expect(page.getByRole('banner')).not.toContainText('Live');
});

test('when Savepoint dies the page says so within ten seconds, and recovers by itself', async ({
  page,
  keep,
  redis,
  entries,
  savepoint,
}) => {
  await refuseWrites(redis);
  await visit(page, '/');
  const card = cardOf(page, ORDERS);
  const buttons = [card.getByRole('button', { name: 'Save now' }), guardButton(card)];
  await expect(card).toContainText('Rejecting writes');
  expect(await stateColour(page, 'Rejecting writes')).not.toBe(await muted(page));
  for (const button of buttons) await expect(button).toBeEnabled();
  await expect(guardButton(card)).toHaveAccessibleName('Guard is on…');

  await test.step('it is killed: no colour, no belief, no buttons', async () => {
    await savepoint.kill();
    await expect(card).toContainText(/Stale\s*last known: rejecting writes/, { timeout: 10_000 });
    expect(await stateColour(page, 'Stale')).toBe(await muted(page));
    const notice = page.getByRole('status').filter({ hasText: 'Savepoint does not answer.' });
    await expect(notice).toContainText(/Last data \d+ s ago/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 Redis cannot be seen.');
    await expect(page).toHaveTitle('Redis persistence');
    await expect(page.getByRole('banner')).toContainText(/Stale \d+ s/);
    for (const button of buttons) {
      await expect(button).toBeDisabled();
      await expect(button).toHaveAccessibleDescription('The facts are too old to act on.');
    }
    await expect(card.getByText('The facts are too old to act on.')).toBeVisible();
    await expect(guardButton(card)).toHaveAccessibleName('Guard…');
  });

  await test.step('it comes back on the same port', async () => {
    await keep(startSavepoint({ yaml: yamlOf(entries), port: savepoint.port, dataDir: savepoint.dataDir }));
    await expect(page.getByRole('banner')).toContainText('Live', { timeout: 20_000 });
    await expect(card.getByText('Rejecting writes', { exact: true })).toBeVisible();
    expect(await stateColour(page, 'Rejecting writes')).not.toBe(await muted(page));
    for (const button of buttons) await expect(button).toBeEnabled();
    await expect(page.getByText('Savepoint does not answer.')).toHaveCount(0);
  });
});

test('an open decision cannot be sent while Savepoint is silent', async ({ page, redis, savepoint }) => {
  await refuseWrites(redis);
  await visit(page, ORDERS_PAGE);
  await guardButton(page).click();
  const dialog = page.getByRole('dialog');
  const letIn = dialog.getByRole('button', { name: 'Let writes in' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('checkout down, INC-4312');
  await dialog.getByRole('textbox', { name: /to confirm/ }).fill(ORDERS);
  await expect(letIn).toBeEnabled();

  await savepoint.kill();
  await expect(letIn).toBeDisabled({ timeout: 10_000 });
  await expect(dialog).toContainText('The facts are too old to act on.');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('checkout down, INC-4312');
});

/**
 * The browser's own switch only keeps new requests from being made: a stream that was opened just before it took hold would
 * go on speaking, which no lost network lets it. So Savepoint is made silent as well.
 */
test('a browser without a network says that it is offline', async ({ page, context, redis, savepoint }) => {
  await refuseWrites(redis);
  await visit(page, '/');
  const card = cardOf(page, ORDERS);
  await expect(card).toContainText('Rejecting writes');

  process.kill(savepoint.pid, 'SIGSTOP');
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('banner')).toContainText('Offline');
  await expect(card).toContainText(/Stale\s*last known: rejecting writes/);
  await expect(guardButton(card)).toBeDisabled();
  await expect(card).toContainText('You are offline: nothing can be changed from here.');

  process.kill(savepoint.pid, 'SIGCONT');
  await context.setOffline(false);
  await expect(card.getByText('Rejecting writes', { exact: true })).toBeVisible();
  await expect(guardButton(card)).toBeEnabled();
  await expect(page.getByText('You are offline.')).toHaveCount(0);
});

/** Stopped, it keeps its connections and says nothing: to the page it is as if every poll had ceased. */
test('a Savepoint that hangs loses its colour and its buttons, although its connections stand', async ({
  page,
  redis,
  savepoint,
}) => {
  await refuseWrites(redis);
  await visit(page, '/');
  const card = cardOf(page, ORDERS);
  await expect(card).toHaveAttribute('data-stale', 'false');
  const shifts = await watchShifts(page);
  const notice = page.getByText('Savepoint does not answer.');
  const chip = (name: RegExp) => page.getByRole('list', { name: 'States in this fleet' }).getByRole('button', { name });
  const firstPlace = await chip(/rejecting/).boundingBox();

  process.kill(savepoint.pid, 'SIGSTOP');
  await expect(card).toHaveAttribute('data-stale', 'true', { timeout: 10_000 });
  expect((await chip(/unknown/).boundingBox())?.x).toBe(firstPlace?.x);
  await expect(notice).toBeVisible();
  expect(await stateColour(page, 'Stale')).toBe(await muted(page));
  await expect(page.getByRole('main').getByRole('button', { name: /Save now|Guard/, disabled: false })).toHaveCount(0);
  expect(await shifts()).toEqual([]);

  process.kill(savepoint.pid, 'SIGCONT');
  await expect(card).toHaveAttribute('data-stale', 'false', { timeout: 20_000 });
  await expect(guardButton(card)).toBeEnabled();
  await expect(notice).toHaveCount(0);
  await expect(chip(/unknown/)).toHaveCount(0);
  expect((await chip(/rejecting/).boundingBox())?.x).toBe(firstPlace?.x);
  // A card may have been told as unknown in between, and tells other facts then; what lies over the page moves neither anything nor itself.
  expect((await shifts()).filter((shift) => shift.includes('role="status"'))).toEqual([]);
});

test('a tab that slept for an hour wakes without colour, and then reads again', async ({ page, redis, savepoint }) => {
  await refuseWrites(redis);
  await page.clock.install();
  await visit(page, '/');
  const card = cardOf(page, ORDERS);
  await expect(card).toContainText('Rejecting writes');

  // Asleep it hears nothing; what it is told after that comes later than its first look at the clock.
  process.kill(savepoint.pid, 'SIGSTOP');
  await page.clock.fastForward('01:00:00');
  expect(await card.getAttribute('data-stale')).toBe('true');
  expect(await card.innerText()).toMatch(/Stale\s*last known: rejecting writes/);
  expect(await guardButton(card).isDisabled()).toBe(true);

  process.kill(savepoint.pid, 'SIGCONT');
  await expect(card).toHaveAttribute('data-stale', 'false', { timeout: 20_000 });
  await expect(card.getByText('Rejecting writes', { exact: true })).toBeVisible();
});

for (const [wrong, hours] of [
  ['three hours late', -3],
  ['three hours early', 3],
] as const) {
  test(`a browser clock ${wrong} changes no age`, async ({ page, redis }) => {
    await refuseWrites(redis);
    await page.clock.install({ time: Date.now() + hours * 3_600_000 });
    await visit(page, '/');
    const card = cardOf(page, ORDERS);
    await expect(card).toContainText(/Rejecting writes\s*for (at least )?(\d+ s|1 min)/);
    await expect(card).toContainText(/read \d s ago/);
    await expect(page.getByRole('banner')).toContainText(/Live · \d s/);
    const [hour = ''] = new Date().toISOString().slice(11, 16).split(':');
    await expect(page.getByRole('banner')).toContainText(`${hour}:`);
  });
}
