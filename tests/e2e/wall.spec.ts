import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { InstanceStateName } from '../../lib/contracts/instance';
import { anInstance } from '../support/an-instance';
import { freePort } from '../support/processes';
import { addKeys, refuseWrites, save } from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { expect, grownUp, ORDERS, test as base, visit } from './fixtures';
import { TOLD_TIME } from '../support/told-time';

/** One that refuses, one that cannot be seen, one that has saved. */
const test = base.extend({
  entries: async ({ keep, redis }, give) => {
    const saved = await keep(startRedis());
    await addKeys(saved, 5);
    await grownUp(saved);
    await save(saved);
    await refuseWrites(redis);
    await give([
      { name: ORDERS, url: redis.url },
      { name: 'saved', url: saved.url },
      { name: 'gone', url: `redis://127.0.0.1:${await freePort()}`, environment: 'staging' },
    ]);
  },
});

const SCREENS = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1280, height: 720 },
  { width: 360, height: 740 },
];

const needing = (page: Page): Locator => page.getByRole('region', { name: 'Needs somebody' });
const rows = (page: Page): Locator => needing(page).getByRole('listitem');
const counted = (page: Page, words: string): Locator =>
  page.getByRole('list', { name: 'States in this fleet' }).getByRole('listitem').filter({ hasText: words });

/** Nobody is there to scroll: all of each is on the screen, and nothing is wider than it. A phone scrolls down. */
async function expectWhole(page: Page, what: Locator): Promise<void> {
  const bottoms = await what.evaluateAll((elements) => elements.map((one) => one.getBoundingClientRect().bottom));
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  if (width > height) expect(Math.max(...bottoms)).toBeLessThanOrEqual(height);
  const wall = page.locator('[data-wall]');
  expect(await wall.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
}

test('it names who needs somebody, the worst first, with state and since when, and counts the rest', async ({
  page,
}) => {
  const html = await (await page.request.get('/wall')).text();
  expect(html).toContain('Rejecting writes');
  expect(html).toContain(encodeURIComponent('<title>rejecting-writes</title>'));
  expect(html).toContain('<title>(!1) Redis persistence, wall</title>');

  await visit(page, '/');
  await page.getByRole('link', { name: 'Wall' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `1 Redis is refusing writes: ${ORDERS}. 1 more cannot be seen.`,
  );
  await expect(rows(page)).toHaveText([
    new RegExp(`^${ORDERS}\\s*Rejecting writes · .* · production.*${TOLD_TIME}$`),
    new RegExp(`^gone\\s*Unreachable · .* · staging.*${TOLD_TIME}$`),
  ]);
  await expect(counted(page, 'saved')).toHaveText(/^1\s*saved$/);
  await expect(counted(page, 'not saving')).toHaveText(/^0\s*not saving$/);
  for (const size of SCREENS) {
    await page.setViewportSize(size);
    // It measures its room anew.
    await expect(() => expectWhole(page, rows(page))).toPass();
  }
  for (const theme of ['dark', 'light']) {
    await visit(page, `/wall?theme=${theme}&by=environment`);
    await expect(page.getByRole('region', { name: 'Groups: Environment' }).getByRole('listitem')).toHaveCount(2);
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    // By day nothing differs but the colours.
    expect((await (theme === 'dark' ? axe : axe.withRules('color-contrast')).analyze()).violations).toEqual([]);
  }
  await page.getByRole('link', { name: 'Savepoint' }).click();
  await expect(page).toHaveURL(/\/\?by=environment$/);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('for a wall');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/wall$/);
});

/** Lets a page count how often it asks for the screen to stay on; the browser gives it, or refuses. */
async function watchScreen(page: Page, given: boolean): Promise<() => Promise<number>> {
  await page.addInitScript((isGiven) => {
    const asked: string[] = [];
    const lock = Object.assign(new EventTarget(), { released: false, release: async () => undefined });
    const request = async (kind: string): Promise<object> => {
      asked.push(kind);
      if (!isGiven) throw new DOMException('No.', 'NotAllowedError');
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Object.assign(window, { asked, lock });
  }, given);
  return () => page.evaluate(() => (window as unknown as { asked: string[] }).asked.length);
}

test('it keeps the screen on, says when nothing comes in any more, and goes on by itself', async ({
  page,
  context,
  savepoint,
}) => {
  const asked = await watchScreen(page, true);
  await visit(page, '/wall');
  await expect.poll(asked).toBe(1);
  const word = rows(page).first().getByText('Rejecting writes', { exact: true });
  const colour = await word.evaluate((element) => getComputedStyle(element).color);

  process.kill(savepoint.pid, 'SIGSTOP');
  await context.setOffline(true);
  const lost = page.getByRole('status').filter({ hasText: 'You are offline.' });
  await expect(lost).toContainText(/Last data \d+ s ago/, { timeout: 15_000 });
  await expect(rows(page).first()).toContainText(/Stale\s*last known: rejecting writes/);
  const stale = rows(page).first().getByText('Stale', { exact: true });
  expect(await stale.evaluate((element) => getComputedStyle(element).color)).not.toBe(colour);
  await expect(counted(page, 'unknown')).toHaveText(/^3\s*unknown$/);

  const again = page.waitForRequest((request) => new URL(request.url()).pathname === '/wall', { timeout: 60_000 });
  process.kill(savepoint.pid, 'SIGCONT');
  await context.setOffline(false);
  await expect(word).toBeVisible({ timeout: 30_000 });
  await expect(lost).toHaveCount(0);
  await again;
  const maySleep = page.getByText('This browser does not keep the screen on.');
  await expect.poll(asked).toBe(1);
  await expect(maySleep).toHaveCount(0);
  await page.evaluate(() => (window as unknown as { lock: EventTarget }).lock.dispatchEvent(new Event('release')));
  await expect(maySleep).toBeVisible();
});

test.describe('of a thousand', () => {
  test.use({
    entries: async ({ redis }, give) => {
      await give([{ name: ORDERS, url: redis.url }]);
    },
  });

  /** Of a thousand those that `stateOf` gives another state than saved are in it. */
  function aThousand(stateOf: (index: number) => InstanceStateName | null) {
    const now = new Date().toISOString();
    const instances = Array.from({ length: 1_000 }, (_, index) => {
      const name = `cache-${String(index).padStart(3, '0')}`;
      return anInstance({ id: name, name, state: stateOf(index) ?? 'saved', observedAt: now, staleAfterMs: 3_600_000 });
    });
    return { observedAt: now, problems: [], groups: [], storeProblem: null, instances };
  }

  test('who does not fit is counted, after those that are worst, and nothing is cut off; when all is well it is quiet', async ({
    page,
  }) => {
    let fleet = aThousand((index) => (index >= 300 ? null : index % 3 === 0 ? 'rejecting-writes' : 'unreachable'));
    await watchScreen(page, false);
    await page.route('**/api/instances', (route) => route.fulfill({ json: fleet }));
    // Without the stream the page asks by itself every two seconds, and nobody else tells it of the real instance.
    await page.route('**/api/stream*', (route) => route.abort());
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto('/wall');
    await expect(counted(page, 'saved')).toHaveText(/^700\s*saved$/);
    // It measures its room once its text has its font.
    await expect(async () => {
      const named = await rows(page).count();
      expect(named).toBeGreaterThan(20);
      await expect(needing(page)).toContainText(`${300 - named} more need somebody:`);
      await expectWhole(page, rows(page).or(needing(page).getByText('more need somebody:')));
    }).toPass();
    await expect(rows(page).nth(20)).toContainText('Rejecting writes');
    await expect(page.getByText('This browser does not keep the screen on.')).toBeVisible();

    fleet = aThousand(() => null);
    await expect(page.getByText('Nothing needs anybody now.')).toBeVisible();
    await expect(counted(page, 'saved')).toHaveText(/^1,000\s*saved$/);
    await expect(needing(page)).toHaveCount(0);
  });
});
