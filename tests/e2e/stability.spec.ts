import type { Page } from '@playwright/test';
import { healDisk, refuseWrites, save, startLongSave } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { repetitions } from '../support/repetitions';
import { expect, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';
import { watchShifts } from './shifts';

/** One that refuses, whose unsaved changes grow, and one whose save moves on. */
const test = base.extend({
  redis: async ({ redis }, give) => {
    await refuseWrites(redis);
    await give(redis);
  },
  entries: async ({ keep, redis }, give) => {
    const saving = await keep(startRedis());
    await startLongSave(saving, 20_000, 5_000);
    await give([
      { name: ORDERS, url: redis.url },
      { name: 'saving', url: saving.url },
    ]);
  },
});

const POLLS = repetitions({ often: 100, seldom: 12 });

/** Waits for polls, each with other figures: what is refused is counted. */
async function pollsPass(page: Page, redis: RedisServer): Promise<void> {
  const readAt = async (): Promise<string> =>
    ((await (await page.request.get(`/api/instances/${ORDERS}`)).json()) as { observedAt: string }).observedAt;
  for (let poll = 0; poll < POLLS; poll += 1) {
    const before = await readAt();
    await redis.cli('SET', 'refused', String(poll));
    await expect.poll(readAt).not.toBe(before);
  }
}

for (const [name, width, path] of [
  ['the fleet', 1280, '/'],
  ['the instance on a phone', 360, ORDERS_PAGE],
] as const) {
  test(`${POLLS} polls move nothing, and leave a selection and an open menu alone: ${name}`, async ({
    page,
    redis,
  }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: 740 });
    await visit(page, path);
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('heading', { level: 2 }).first().selectText();
    const selected = await page.evaluate(() => String(getSelection()));
    const shifts = await watchShifts(page);
    await pollsPass(page, redis);
    expect(await shifts()).toEqual([]);
    await expect(page.getByRole('group', { name: 'Display' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('main')).toContainText(/\d commands? so far/);
    expect(selected).not.toBe('');
    expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
  });
}

test('a state that ends and one that is new move neither the other chips nor the tools', async ({ page, redis }) => {
  await visit(page, '/');
  const chip = (name: RegExp) => page.getByRole('list', { name: 'States in this fleet' }).getByRole('button', { name });
  const places = () =>
    Promise.all([chip(/at risk/), page.getByRole('search')].map(async (one) => (await one.boundingBox())?.x));
  await expect(chip(/rejecting/)).toBeVisible();
  await expect(chip(/at risk/)).toBeVisible();
  const before = await places();
  healDisk(redis);
  await save(redis);
  await expect(chip(/saved/)).toBeVisible();
  await expect(chip(/rejecting/)).toBeHidden();
  expect(await places()).toEqual(before);
  expect(before).not.toContain(undefined);
});
