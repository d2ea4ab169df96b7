import { readFile } from 'node:fs/promises';
import { actionSchema, bgsaveResponseSchema } from '../../lib/contracts/action';
import { saveListSchema, type Save } from '../../lib/contracts/save';
import { ask } from '../support/http-client';
import { eventually } from '../support/eventually';
import { breakDisk, healDisk, save } from '../support/recipes';
import type { RedisServer } from '../support/redis-server';
import type { SavepointServer } from '../support/savepoint-server';
import { expect, ORDERS, ORDERS_PAGE, setGuardOutside, test, visit } from './fixtures';

const PAGE_SIZE = 50;

/** One BGSAVE through Savepoint, awaited to its end: a row of the history and one of the audit. */
async function saveThrough(savepoint: SavepointServer, reason: string): Promise<void> {
  const started = await ask(savepoint.url, `/api/instances/${ORDERS}/bgsave`, { method: 'POST', body: { reason } });
  const { action } = bgsaveResponseSchema.parse(started.json());
  await eventually(`the save "${reason}" to end`, async () => {
    const answer = await ask(savepoint.url, `/api/actions/${action.id}`);
    return actionSchema.parse(answer.json()).outcome !== 'pending';
  });
}

async function savesOf(savepoint: SavepointServer): Promise<Save[]> {
  const answer = await ask(savepoint.url, `/api/instances/${ORDERS}/saves?limit=500`);
  return saveListSchema.parse(answer.json()).saves;
}

/** Saves that fail one by one, each with a row of its own. */
async function failTimes(redis: RedisServer, savepoint: SavepointServer, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const before = (await savesOf(savepoint)).length;
    await save(redis, 'err');
    await eventually('Savepoint to see the failure', async () => (await savesOf(savepoint)).length > before);
  }
}

test('a long history is read page by page, and events stand between the saves', async ({ page, redis, savepoint }) => {
  test.setTimeout(180_000);
  await saveThrough(savepoint, 'the oldest of all');
  for (let i = 1; i <= 26; i += 1) await saveThrough(savepoint, `before the change ${i}`);
  await visit(page, ORDERS_PAGE);
  const table = page.getByRole('table');
  await setGuardOutside(redis, 'no');
  await expect(table).toContainText('changed from yes to no, outside Savepoint');
  await setGuardOutside(redis, 'yes');
  await expect(table).toContainText('changed from no to yes, outside Savepoint');
  for (let i = 1; i <= 26; i += 1) await saveThrough(savepoint, `after the change ${i}`);

  const older = page.getByRole('button', { name: 'Show older' });
  const saves = page.getByRole('row', { name: /local operator, here/ });

  await test.step('the first page is the newest, and says that there is more', async () => {
    await visit(page, ORDERS_PAGE);
    await expect(saves).toHaveCount(PAGE_SIZE);
    await expect(table).not.toContainText('Savepoint began to watch this instance.');
  });

  await test.step('the change of the guard stands between the saves before and after it', async () => {
    const rows = await table.getByRole('row').allInnerTexts();
    const change = rows.findIndex((text) => text.includes('changed from yes to no, outside Savepoint'));
    expect(rows.slice(1, change).filter((text) => text.includes('local operator, here'))).toHaveLength(26);
  });

  await test.step('the older rows come below, none twice, down to the first', async () => {
    await older.click();
    await expect(saves).toHaveCount(53);
    await expect(table.getByRole('row').last()).toContainText('Savepoint began to watch this instance.');
    await expect(older).toHaveCount(0);
  });

  await test.step('a link to an old save reads on until it is there, and goes to it', async () => {
    const oldest = (await savesOf(savepoint)).at(-1);
    await visit(page, `${ORDERS_PAGE}?save=${oldest?.id}`);
    const row = saves.last();
    await expect(row).toHaveAttribute('aria-current', 'true');
    await expect(row).toBeFocused();
    await expect(row).toBeInViewport();
  });

  await test.step('the history of the fleet has the same saves, with the name of the instance', async () => {
    await visit(page, '/saves');
    await expect(saves).toHaveCount(PAGE_SIZE);
    await expect(saves.first()).toContainText(ORDERS);
    await older.click();
    await expect(saves).toHaveCount(53);
    await expect(older).toHaveCount(0);
  });

  await test.step('the audit is paged as well', async () => {
    await page.getByRole('link', { name: 'Audit' }).click();
    const actions = page.getByRole('row', { name: /BGSAVE/ });
    await expect(page.getByRole('table')).toContainText('Reason: after the change 26');
    await expect(page.getByRole('table')).not.toContainText('Reason: the oldest of all');
    await older.click();
    await expect(actions).toHaveCount(53);
    await expect(page.getByRole('table')).toContainText('Reason: the oldest of all');
    await expect(page.getByRole('row', { name: /Changed outside Savepoint/ })).toHaveCount(2);
    await expect(older).toHaveCount(0);
  });
});

test('an empty history and an empty audit say that they are, and rows appear by themselves', async ({
  page,
  redis,
}) => {
  await visit(page, '/audit');
  await expect(page.getByRole('main')).toContainText('Nothing has been asked for yet.');
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('main')).toContainText('No save has been seen yet.');
  await expect(page.getByRole('main')).toContainText('Redis keeps no history itself');

  breakDisk(redis);
  await save(redis, 'err');
  const failed = page.getByRole('row', { name: /^Failed/ });
  await expect(failed).toContainText('another client');
  await expect(failed).toContainText('Not known: the child');
  healDisk(redis);
  await save(redis);
  await expect(page.getByRole('row').nth(1)).toHaveText(/^Saved/);
});

test('failures that repeat are one row, which opens, grows and stays open; the export has each of them', async ({
  page,
  redis,
  savepoint,
}) => {
  test.setTimeout(120_000);
  // With the guard off no refusal begins between the failures, which would be a row of its own.
  await visit(page, ORDERS_PAGE);
  await setGuardOutside(redis, 'no');
  // The change has its row before they begin: it is no row between them.
  await expect(page.getByRole('table')).toContainText('changed from yes to no, outside Savepoint');
  breakDisk(redis);
  // While the last status is err Redis does not tell failed from cancelled: the first alone is called failed.
  await failTimes(redis, savepoint, 4);
  const folded = page.getByRole('button', { name: /^\d attempts/ });
  const failures = page.getByRole('row', { name: /^Not saved/ });

  await test.step('folded', async () => {
    await expect(folded).toHaveText(/^3 attempts/);
    await expect(folded).toHaveAttribute('aria-expanded', 'false');
    await expect(failures).toHaveCount(1);
  });

  await test.step('opened, and still open when the next one comes', async () => {
    await folded.click();
    await expect(failures).toHaveCount(4);
    await failTimes(redis, savepoint, 1);
    await expect(folded).toHaveText(/^4 attempts/);
    await expect(folded).toHaveAttribute('aria-expanded', 'true');
    await expect(folded).toBeFocused();
    await expect(failures).toHaveCount(5);
  });

  await test.step('the link of one of them opens the row and marks it', async () => {
    const [, second] = await savesOf(savepoint);
    await visit(page, `${ORDERS_PAGE}?save=${second?.id}`);
    await expect(folded).toHaveAttribute('aria-expanded', 'true');
    await expect(failures.nth(2)).toHaveAttribute('aria-current', 'true');
    await expect(failures.nth(2)).toBeFocused();
  });

  await test.step('the export is unfolded', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const text = await readFile(await (await downloading).path(), 'utf8');
    expect(text.trim().split('\n')).toHaveLength(1 + 5);
  });
});

test('a link to a save that is not kept says so', async ({ page, redis }) => {
  await save(redis);
  await visit(page, `${ORDERS_PAGE}?save=no-such-save`);
  await expect(page.getByRole('status').filter({ hasText: 'is not in the history' })).toBeVisible();
});

test('since when the record of an instance is kept stands above it', async ({ page }) => {
  await visit(page, ORDERS_PAGE);
  await expect(page.getByRole('main')).toContainText(/Recorded by Savepoint since \d+ \w+ \d{4}; Redis keeps/);
});
