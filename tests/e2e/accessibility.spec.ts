import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { WORST_FIRST } from '../../lib/domain/instance/order-instances';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import * as bench from './fixtures';
import { expect, ORDERS, ORDERS_PAGE, test as base, visit } from './fixtures';

/** One that refuses, one that cannot be seen, one that saves and one that has saved. */
const test = base.extend({
  entries: async ({ keep, redis }, give) => {
    const [saved, saving] = await Promise.all([keep(startRedis()), keep(startRedis())]);
    await recipes.save(saved);
    await recipes.startLongSave(saving);
    await recipes.refuseWrites(redis);
    await give([
      { name: ORDERS, url: redis.url },
      { name: 'saved', url: saved.url },
      { name: 'saving', url: saving.url, environment: 'staging' },
      { name: 'gone', url: `redis://127.0.0.1:${await freePort()}` },
    ]);
  },
});

const LOG = "12:M 22 Nov 2026 05:46:00.000 # Can't save in background: fork: Cannot allocate memory";

const PAGES = [
  '/',
  '/?view=table',
  '/wall',
  '/wall?by=environment',
  '/?state=saved&q=nowhere',
  ORDERS_PAGE,
  '/instances/saving',
  '/instances/gone',
  '/instances/new',
  '/saves',
  '/audit',
  '/incidents',
  '/incidents/1',
  '/nowhere',
];

/** Brings the page into every view that there is, one after the other. */
async function eachView(page: Page, look: (view: string) => Promise<void>): Promise<void> {
  for (const path of PAGES) {
    await visit(page, path);
    await look(path);
  }
  await visit(page, ORDERS_PAGE);
  await bench.openGuardOff(page);
  await look('guard dialogue');
  await page.keyboard.press('Escape');
  await bench.openSave(page);
  await look('save dialogue');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Read a log or an error…' }).click();
  await look('dialogue for a log');
  await page.getByRole('dialog').getByRole('textbox').fill(LOG);
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 failed');
  await look('what a log tells');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Display' }).click();
  await look('display menu');
  await page.getByRole('button', { name: 'Find…' }).click();
  await look('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'Keyboard…' }).click();
  await look('keyboard dialogue');
}

/** Without frames in the page axe needs no page of its own beside it, which is the slower half. */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
}

/** Ids of the rules that are broken seriously or critically, with where. */
async function seriousFaults(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const width of [1280, 360]) {
  test(`no serious fault of accessibility in any view, by day and by night, ${width} pixels wide`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.setViewportSize({ width, height: 740 });
    await eachView(page, async (view) => {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      expect(await seriousFaults(axeOn(page)), view).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      // By night nothing differs but the colours.
      expect(await seriousFaults(axeOn(page).withRules('color-contrast')), `${view}, dark`).toEqual([]);
    });
  });
}

/** How many of a hundred points differ between the two shapes that are most alike, all drawn in the same place in black on white. */
function mostAlike(shapes: Locator): Promise<number> {
  return shapes.evaluateAll(async (elements) => {
    const drawn = await Promise.all(
      elements.map(async (element) => {
        const text = new XMLSerializer().serializeToString(element).replaceAll(/var\(--glyph-cut.*?\)\)/g, 'white');
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(text.replace('<svg', '<svg width="32" height="32"'))}`;
        await image.decode();
        const context = new OffscreenCanvas(32, 32).getContext('2d');
        if (context === null) throw new Error('There is no canvas.');
        context.fillStyle = 'white';
        context.fillRect(0, 0, 32, 32);
        context.drawImage(image, 0, 0, 32, 32);
        return context.getImageData(0, 0, 32, 32).data.filter((_value, at) => at % 4 === 0);
      }),
    );
    const apart = drawn.flatMap((one, i) =>
      drawn.slice(i + 1).map((other) => one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 64).length),
    );
    return (Math.min(...apart) / (32 * 32)) * 100;
  });
}

test('the ten states are told apart without any colour, and by name', async ({ page }) => {
  await visit(page, `/?state=${WORST_FIRST.join(',')}`);
  const chips = page.getByRole('list', { name: 'States in this fleet' }).getByRole('button');
  await expect(chips).toHaveCount(10);
  expect(await mostAlike(chips.locator('svg'))).toBeGreaterThan(4);
  const names = await chips.allInnerTexts();
  expect(new Set(names.map((name) => name.replace(/\d+/, '').trim())).size).toBe(10);
});

test('nothing scrolls sideways on the narrowest phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await eachView(page, async (view) => {
    const widest = await page.evaluate(() =>
      Math.max(
        document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('[role=dialog] *')].map((e) => e.getBoundingClientRect().right),
      ),
    );
    expect(widest, view).toBeLessThanOrEqual(320);
  });
});
