import { test as bare } from '@playwright/test';
import { startHostileFleet, type HostileFleet } from '../support/hostile-fleet';
import { batches, hostileTexts } from '../support/hostile-texts';
import { watchPage } from '../support/page-watch';
import { repetitions } from '../support/repetitions';
import { expect, test as base } from './fixtures';
import { HostileLooks } from './hostile-looks';

const SEED = Number(process.env['SEED'] ?? 20_261_127);
const TEXTS = hostileTexts(repetitions({ often: 500, seldom: 12 }), SEED);
/** As many as the palette shows of one kind. */
const BATCHES = batches(TEXTS, 40);
const SINKS = 18;

const test = base.extend<{ batch: number; fleet: HostileFleet }>({
  batch: [0, { option: true }],
  fleet: async ({ keep, batch }, give) => {
    await give(await keep(startHostileFleet(BATCHES[batch] ?? [])));
  },
  savepoint: async ({ fleet }, give) => {
    await give(fleet.savepoint);
  },
});

test.describe.configure({ mode: 'parallel', timeout: 1_800_000 });

bare(`where a page lets them, texts of seed ${SEED} do run, and the watch sees each`, async ({ page }) => {
  const watch = await watchPage(page, 'about:blank');
  const running = hostileTexts(repetitions({ often: 500, seldom: 40 }), SEED).filter(({ runs }) => runs);
  for (const { id, text } of running) {
    // A document of its own: a browser gives the focus by itself only once.
    await page.goto('about:blank');
    await page.setContent(text);
    await expect.poll(() => watch.ran.includes(id), { message: text }).toBe(true);
  }
  expect(running.length).toBeGreaterThan(10);
});

for (const [batch, texts] of BATCHES.entries()) {
  test.describe(`batch ${batch}`, () => {
    test.use({ batch });

    test(`${texts.length} of ${TEXTS.length} hostile texts of seed ${SEED} in ${SINKS} places: none runs`, async ({
      page,
      fleet,
    }) => {
      const watch = await watchPage(page, fleet.savepoint.url);
      await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
      const looks = new HostileLooks(page, watch, fleet);
      await looks.cards();
      await looks.palette();
      await looks.table();
      await looks.filter();
      await looks.audit();
      for (const member of fleet.members) await looks.instance(member);
      await looks.incidents();
      expect(looks.arrivals.missing(texts)).toEqual([]);
      expect(looks.arrivals.sinks).toBe(SINKS);
      expect([watch.ran, watch.faults]).toEqual([[], []]);
    });
  });
}
