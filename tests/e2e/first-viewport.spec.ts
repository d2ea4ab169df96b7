import type { Locator, Page } from '@playwright/test';
import { addKeys, fillDisk, refuseWrites, save, startOnSmallDisk, writeUntilAofRefuses } from '../support/recipes';
import { freePort } from '../support/processes';
import { startRedis } from '../support/redis-server';
import { cardOf, expect, grownUp, guardButton, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';
import { TOLD_TIME } from '../support/told-time';

const FEED = 'feed';

/** Two that refuse, one after a good save and one whose AOF has no room; one that is well, and one that cannot be seen. */
const test = base.extend<{ worst: string }>({
  /** Which of the two is in production, and so comes first. */
  worst: [ORDERS, { option: true }],
  entries: async ({ keep, redis, worst }, give) => {
    const aof = await keep(startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }));
    fillDisk(aof);
    await writeUntilAofRefuses(aof);
    const saved = await keep(startRedis());
    await addKeys(saved, 5);
    await save(saved);
    await addKeys(redis, 5);
    await grownUp(redis);
    await save(redis);
    await refuseWrites(redis);
    await give([
      { name: ORDERS, url: redis.url, environment: worst === ORDERS ? 'production' : 'staging' },
      { name: FEED, url: aof.url, environment: worst === FEED ? 'production' : 'staging' },
      { name: 'saved', url: saved.url },
      { name: 'gone', url: `redis://127.0.0.1:${await freePort()}` },
    ]);
  },
});

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
] as const;

/** All of it is on the screen, without scrolling. */
async function expectInSight(page: Page, what: Locator): Promise<void> {
  await expect(what).toBeVisible();
  const box = await what.boundingBox();
  const size = page.viewportSize();
  if (box === null || size === null) throw new Error('It has no place on the screen.');
  expect([box.x, box.y].every((start) => start >= 0)).toBe(true);
  expect(box.x + box.width).toBeLessThanOrEqual(size.width);
  expect(box.y + box.height, await what.innerText()).toBeLessThanOrEqual(size.height);
}

function fact(where: Locator, text: string | RegExp): Locator {
  return where.getByRole('definition').filter({ hasText: text });
}

const WHY = 'only the Redis log names the reason';
const LOST = /^5 changes .* AOF is off\.$/;
const ADVISED = 'Save now · Redis does not try again soon: fix the cause, then this ends it.';
const NEXT = 'See the Redis log for the cause, free disk or memory, then Save now.';

/** Why, what would be lost, what to do: of the one whose saves fail, and of the one that cannot write its AOF. */
const TOLD = {
  [ORDERS]: [WHY, LOST, NEXT],
  [FEED]: [
    'Redis names the error in its refusal',
    /AOF is on: it keeps what it could write\.$/,
    'Free disk space where the AOF lies: Redis then takes writes again by itself.',
  ],
};

for (const size of SIZES) {
  test.describe(`at ${size.width} by ${size.height}`, () => {
    test.use({ viewport: size });

    for (const [name, told] of Object.entries(TOLD)) {
      test.describe(`with ${name} first`, () => {
        test.use({ worst: name });

        test('the fleet names those that refuse, and says of the first since when, why, what would be lost and what to do', async ({
          page,
        }) => {
          await visit(page, '/');
          const other = name === ORDERS ? FEED : ORDERS;
          await expectInSight(
            page,
            page.getByRole('heading', {
              level: 1,
              name: `2 Redis are refusing writes: ${name}, ${other}. 1 more cannot be seen.`,
            }),
          );
          const card = cardOf(page, name);
          await expectInSight(page, card.getByRole('heading', { name }));
          await expectInSight(page, card.getByText(/^for (at least )?\d/));
          for (const text of told) await expectInSight(page, fact(card, text));
          await expectInSight(page, card.getByRole('button', { name: 'Save now' }));
          await expectInSight(page, guardButton(card));
        });
      });
    }

    test('the instance says since when it refuses, why, what would be lost, what to do and what to press', async ({
      page,
    }) => {
      await visit(page, ORDERS_PAGE);
      await expectInSight(
        page,
        page.getByRole('heading', {
          level: 1,
          name: new RegExp(`^orders-primary refuses writes since ${TOLD_TIME}( or earlier)?, (at least )?\\d+ s\\.$`),
        }),
      );
      const todo = page.getByRole('region', { name: 'What to do now' });
      await expectInSight(page, page.getByRole('button', { name: 'Save now' }).first());
      await expectInSight(page, guardButton(page));
      await expectInSight(page, fact(todo, WHY));
      await expectInSight(page, fact(todo, LOST));
      await expectInSight(page, fact(todo, NEXT));
      await expectInSight(page, fact(todo, ADVISED));
      const ways = todo
        .getByRole('list', { name: 'What waiting, a save and the guard would do' })
        .getByRole('listitem');
      await expect(ways).toHaveText([
        /^Wait\s*does not help\s*Redis tries again by itself only when a save point is due/,
        /^Save now\s*Advised\s*not known\s*If it succeeds, writes are accepted again at once/,
        /^Guard off\s*helps\s*Writes go on at once, but are only in memory/,
      ]);
      await expect(ways.getByRole('button')).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    });
  });
}

test('the steps come in their order, with commands for this very Redis', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  await expect(steps).toContainText([
    'It is still so',
    'What does its log say?',
    'Is the disk full?',
    'May Redis write there?',
    'Was the child killed?',
    'Does the host overcommit?',
    'Save now, and see it through',
    'No time for that?',
  ]);
  await expect(steps.nth(1)).toContainText(`redis-cli -h 127.0.0.1 -p ${redis.port} CONFIG GET logfile`);
  await expect(steps.nth(2)).toContainText(`df -h ${redis.dir}`);
  await steps.nth(6).getByRole('button', { name: 'Save now' }).click();
  await expect(page.getByRole('dialog', { name: 'Save now' })).toBeVisible();
  await page.keyboard.press('Escape');
  await steps.nth(7).getByRole('button', { name: 'Let writes in without snapshots…' }).click();
  await expect(page.getByRole('dialog', { name: 'Let writes in without snapshots' })).toBeVisible();
});

test('the text for the channel is what the page and the API say, in at most 12 lines', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(page, ORDERS_PAGE);
  await page.getByRole('button', { name: 'Copy for the channel' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const told = await (await page.request.get(`/api${ORDERS_PAGE}`)).json();

  expect(text.split('\n').length).toBeLessThanOrEqual(12);
  expect(text).toContain(`orders-primary refuses writes (production, primary, ${told.address})`);
  expect(text).toContain(`Writes: refused since ${told.since.slice(11, 19)} UTC`);
  expect(text).toContain('(MISCONF, proven by PING), guard on');
  expect(text).toContain(`At risk: ${told.rdb.changesSinceLastSave} changes not in any snapshot. AOF is off.`);
  expect(text).toContain(`Next: ${told.nextSteps.short}`);
  expect(text).toContain(page.url());
});

test('where the browser lets no page copy, the text is shown to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await visit(page, ORDERS_PAGE);
  await page.getByRole('button', { name: 'Copy for the channel' }).click();
  await expect(page.getByRole('region', { name: 'Text for the channel' })).toContainText(`Next: ${NEXT}`);
});

test('text of twice the size still fits the narrowest phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(page, ORDERS_PAGE);
  await page.addStyleTag({ content: 'html { font-size: 200% }' });
  const widest = (selector: string): Promise<number> =>
    page.evaluate(
      (within) => Math.max(...[...document.querySelectorAll(within)].map((e) => e.getBoundingClientRect().right)),
      selector,
    );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await widest('main h1, main section, main button')).toBeLessThanOrEqual(320);
  await guardButton(page).click();
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeVisible();
  expect(await widest('[role=dialog] *')).toBeLessThanOrEqual(320);
});
