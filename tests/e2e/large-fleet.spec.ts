import { anInstance } from '../support/an-instance';
import { expect, ORDERS, test } from './fixtures';

const SIZE = 200;

/** As many instances as no machine should start servers for: told by a scripted answer, over the real page. */
function largeFleet(changed: string | null) {
  const now = new Date().toISOString();
  return {
    observedAt: now,
    problems: [],
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
  await expect(cards).toHaveCount(SIZE);
  await expect(cards.filter({ hasText: ORDERS })).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Filter the fleet' }).fill('cache-19');
  await expect(cards).toHaveCount(10);
  await expect(page.getByText(`10 of ${SIZE} shown`)).toBeVisible();

  changed = 'cache-042';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 Redis is refusing writes.');
  await expect(cards.first()).toHaveAccessibleName('cache-042');

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(SIZE + 1);
  await expect(page.getByRole('link', { name: /^cache-/ }).first()).toHaveText('cache-042');
});
