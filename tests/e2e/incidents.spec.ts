import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { breakDisk, healDisk, saveEnded } from '../support/recipes';
import { expect, guardButton, ORDERS, REASON, test, visit } from './fixtures';

const timeline = (page: Page) => page.getByRole('list', { name: 'Timeline' });
const row = (page: Page, text: string | RegExp) => timeline(page).getByRole('listitem').filter({ hasText: text });

/** What the page gives as a file. */
async function exported(page: Page, format: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Export ${format}` }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

test('an incident from the first refusal to its close, and what is left of it', async ({ page, redis }) => {
  await visit(page, '/incidents');
  await expect(page.getByText('No incident so far.')).toBeVisible();

  await test.step('it opens by itself at the first refusal, and the list shows it without a reload', async () => {
    breakDisk(redis);
    await redis.cli('SET', 'lock', 'id');
    await redis.cli('BGSAVE');
    await saveEnded(redis, 'err');
    await expect(page.getByRole('row', { name: /Incident 1 .*Open/ })).toContainText('refused now');
  });

  await test.step('its page says since when, why, and what to do', async () => {
    await page.getByRole('link', { name: 'Incident 1' }).click();
    await expect(page).toHaveURL(/\/incidents\/1$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(ORDERS);
    await expect(page.getByRole('region', { name: 'What is known' })).toContainText('Refused from');
    await expect(row(page, 'Opened')).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'Runbook' }).getByRole('checkbox').first()).toBeEnabled();
  });

  await test.step('it is there without JavaScript: the sentence, the runbook and the timeline', async () => {
    const html = await (await page.request.get('/incidents/1')).text();
    for (const told of [`${ORDERS} has refused writes since`, 'Read what its log says', 'The incident opened']) {
      expect(html).toContain(told);
    }
  });

  await test.step('what to expect stands open at the step that comes next', async () => {
    const steps = page.getByRole('region', { name: 'Runbook' }).getByRole('listitem');
    await expect(steps.nth(0)).toContainText('Expect');
    await expect(steps.nth(1)).not.toContainText('Expect');
    await steps.nth(1).getByRole('button', { name: 'Step 2: why, and what to expect' }).click();
    await expect(steps.nth(1)).toContainText('Expect');
  });

  await test.step('a step that was done is ticked with who and when', async () => {
    const step = page.getByRole('region', { name: 'Runbook' }).getByRole('checkbox').first();
    await step.click();
    await expect(step).toBeChecked();
    await expect(page.getByRole('region', { name: 'Runbook' })).toContainText('Done by local operator');
    await expect(row(page, 'Runbook')).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Step 1: why' })).toHaveAttribute('aria-expanded', 'false');
  });

  await test.step('rows of one second are told apart by their milliseconds, as the API has them', async () => {
    const { entries } = await (await page.request.get('/api/incidents/1/timeline')).json();
    const opened = entries.find(({ kind }: { kind: string }) => kind === 'opened');
    await expect(row(page, 'The incident opened')).toContainText(opened.to.slice(11, 23));
  });

  await test.step('a note is kept, and a struck one stays to be read', async () => {
    const note = page.getByRole('textbox', { name: 'Note' });
    for (const text of ['the disk of rack 4', 'wrong host']) {
      await note.fill(text);
      await page.getByRole('button', { name: 'Add note' }).click();
      await expect(note).toHaveValue('');
      await expect(row(page, text)).toHaveCount(1);
    }
    await page.getByRole('button', { name: 'Strike the note: wrong host' }).click();
    await page.getByRole('button', { name: 'Strike it' }).click();
    await expect(row(page, 'wrong host')).toContainText('Struck');
  });

  await test.step('with the guard off it goes on, and says what it waits for', async () => {
    await guardButton(page).click();
    const dialog = page.getByRole('dialog', { name: 'Let writes in without snapshots' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(REASON);
    await dialog.getByRole('textbox', { name: /to confirm/ }).fill(ORDERS);
    await dialog.getByRole('button', { name: 'Let writes in' }).click();
    await expect(page.getByRole('dialog')).toContainText('Guard is off');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('region', { name: 'What is known' })).toContainText('Refused until');
    await expect(page.getByRole('region', { name: 'What is known' })).toContainText('Stays open until');
  });

  await test.step('a good save with the guard on again closes it', async () => {
    healDisk(redis);
    await redis.cli('BGSAVE');
    await expect(page.getByRole('region', { name: 'What is known' })).toContainText('by a good save');
    await expect(row(page, /Closed · Savepoint/)).toHaveCount(1);
  });

  await test.step('closed, it has no serious fault of accessibility and fits the narrowest phone, at twice the size', async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    const widest = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await widest()).toBeLessThanOrEqual(320);
    const style = await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
    expect(await widest()).toBeLessThanOrEqual(320);
    await style.evaluate((element) => element.parentNode?.removeChild(element));
    if (size !== null) await page.setViewportSize(size);
  });

  await test.step('its Markdown tells what happened, in order, with the place of what was done in the audit', async () => {
    const text = await exported(page, 'Markdown');
    expect(text).toMatch(/^- \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \\#\d+ local operator: /m);
    const told = [ORDERS, 'the disk of rack 4', 'wrong host', REASON].map((part) => text.includes(part));
    expect(told).toEqual([true, true, true, true]);
    expect(text).toMatch(/^# /);
  });

  await test.step('the list has it as closed, and the page of the instance leads to none', async () => {
    await visit(page, '/incidents');
    await expect(page.getByRole('row', { name: /Incident 1 .*Closed/ })).toBeVisible();
    await visit(page, `/instances/${ORDERS}`);
    await expect(page.getByRole('main').getByRole('link', { name: /^Open incident/ })).toHaveCount(0);
  });
});

test('the key o leads from an instance to its open incident, and says so where there is none', async ({
  page,
  redis,
}) => {
  await visit(page, `/instances/${ORDERS}`);
  await page.keyboard.press('o');
  await expect(page.getByText('There is no open incident of it.')).toBeVisible();
  breakDisk(redis);
  await redis.cli('BGSAVE');
  await saveEnded(redis, 'err');
  await expect(page.getByRole('main').getByRole('link', { name: 'Open incident 1' })).toBeVisible();
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/incidents\/1$/);
});

test('n leads to the note and c copies the text for the channel, and both are listed', async ({
  page,
  redis,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  breakDisk(redis);
  await redis.cli('BGSAVE');
  await saveEnded(redis, 'err');
  await expect.poll(async () => (await page.request.get('/api/incidents/1')).status()).toBe(200);
  await visit(page, '/incidents/1');
  const note = page.getByRole('textbox', { name: 'Note' });

  await test.step('c copies, and says so where one looks', async () => {
    await page.keyboard.press('c');
    await expect(page.getByRole('status').filter({ hasText: 'The text for the channel is copied.' })).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain(`Incident 1: ${ORDERS}`);
    expect(text.endsWith(page.url())).toBe(true);
  });

  await test.step('n leads to the note, where it is a letter as c is', async () => {
    await page.keyboard.press('n');
    await expect(note).toBeFocused();
    await page.keyboard.type('nc');
    await expect(note).toHaveValue('nc');
    await note.blur();
  });

  await test.step('the list of keys has both, and while it is open they do nothing', async () => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(help).toContainText('Write a note, in an incident');
    await expect(help).toContainText('Copy the text for the channel');
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Note', includeHidden: true })).not.toBeFocused();
    await page.keyboard.press('Escape');
    await expect(help).toHaveCount(0);
  });

  await test.step('where the browser lets no page copy, c shows the text', async () => {
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.keyboard.press('c');
    await expect(page.getByRole('region', { name: 'Text for the channel' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Not copied' })).toBeVisible();
  });
});
