import { anInstance } from '../support/an-instance';
import { addKeys, save } from '../support/recipes';
import { expect, grownUp, ORDERS, test, visit } from './fixtures';

const SIZE = 200;

/** As many instances as no machine should start servers for: told by a scripted answer, over the real page. */
function largeFleet(changed: string | null) {
  const now = new Date().toISOString();
  return {
    observedAt: now,
    problems: [],
    groups: [],
    storeProblem: null,
    instances: Array.from({ length: SIZE }, (_, index) => {
      const name = `cache-${String(index).padStart(3, '0')}`;
      const state = name === changed ? 'rejecting-writes' : 'saved';
      return anInstance({ id: name, name, state, observedAt: now, staleAfterMs: 3_600_000 });
    }),
  };
}

test('a fleet of 200 is filtered and sorted, and one that begins to refuse is seen at once', async ({ page }) => {
  let changed: string | null = null;
  await page.route('**/api/instances', (route) => route.fulfill({ json: largeFleet(changed) }));
  // Without the stream the page asks by itself every two seconds, and nobody else tells it of the real instance.
  await page.route('**/api/stream', (route) => route.abort());
  await page.goto('/');
  const cards = page.getByRole('article');
  // They come while the page has nothing else to do, which takes as long as the machine has other things to do.
  await expect(cards).toHaveCount(SIZE, { timeout: 30_000 });
  await expect(cards.filter({ hasText: ORDERS })).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Filter the fleet' }).fill('cache-19');
  await expect(cards).toHaveCount(10);
  await expect(page.getByText(`10 of ${SIZE} shown`)).toBeVisible();

  changed = 'cache-042';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 Redis is refusing writes: cache-042.');
  await expect(cards.first()).toHaveAccessibleName('cache-042');

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(SIZE + 1);
  await expect(page.getByRole('link', { name: /^cache-/ }).first()).toHaveText('cache-042');
});

test.describe('of forty', () => {
  test.use({
    entries: async ({ redis }, give) => {
      await addKeys(redis, 5);
      await grownUp(redis);
      await save(redis);
      await give(Array.from({ length: 40 }, (_, index) => ({ name: `cache-${index}`, url: redis.url })));
    },
  });

  test('the first HTML has as many cards as one looks at, and says where the others are; then they come', async ({
    page,
    browser,
  }) => {
    await visit(page, '/');
    await expect(page.getByRole('article')).toHaveCount(40);
    const others = 'more are in the table.';
    await expect(page.getByRole('link', { name: others })).toHaveCount(0);

    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: page.url() });
    const plain = await context.newPage();
    await plain.goto('/?sort=name');
    await expect(plain.getByRole('article')).toHaveCount(12);
    await plain.getByRole('link', { name: `28 ${others}` }).click();
    await expect(plain).toHaveURL(/\/\?sort=name&view=table$/);
    await expect(plain.getByRole('row')).toHaveCount(41);
    await context.close();
  });
});
