import type { Locator, Page } from '@playwright/test';
import type { Instance, InstanceStateName } from '../../lib/contracts/instance';
import { anInstance } from '../support/an-instance';
import { addKeys, save } from '../support/recipes';
import { expect, grownUp, ORDERS, test, visit } from './fixtures';
import { watchShifts } from './shifts';

const SIZE = 1_000;
const TEAMS = ['checkout', 'search', 'billing', 'feeds'];

/** What a card says is longer in some states than in others. */
const SAYS: Partial<Record<InstanceStateName, string>> = {
  'at-risk':
    '12,345 changes are not in any snapshot, and nothing has been saved since this server started two days ago.',
};
const RUNNING: Instance['save'] = {
  id: null,
  startedAt: null,
  keysDone: 12_000,
  keysTotal: 250_000,
  percent: 5,
  elapsedSeconds: 3,
  etaSeconds: 61,
};

/** As many instances as no machine should start servers for: told by a scripted answer, over the real page. */
function largeFleet(changed: Readonly<Record<string, InstanceStateName>>) {
  const now = new Date().toISOString();
  return {
    observedAt: now,
    problems: [],
    groups: [],
    storeProblem: null,
    instances: Array.from({ length: SIZE }, (_, index) => {
      const name = `cache-${String(index).padStart(3, '0')}`;
      const team = TEAMS[index % 5];
      return anInstance({
        id: name,
        name,
        state: changed[name] ?? 'saved',
        summary: SAYS[changed[name] ?? 'saved'] ?? 'Saved.',
        quiet: changed[name] === 'at-risk',
        save: changed[name] === 'saving' ? RUNNING : null,
        environment: index % 10 === 0 ? 'staging' : 'production',
        tags: team === undefined ? {} : { team },
        observedAt: now,
        staleAfterMs: 3_600_000,
      });
    }),
  };
}

/** Opens a page that is told of this fleet, and waits until all cards are there. */
async function openFleet(
  page: Page,
  changed: Readonly<Record<string, InstanceStateName>>,
  path = '/',
): Promise<Locator> {
  await page.route('**/api/instances', (route) => route.fulfill({ json: largeFleet(changed) }));
  // Without the stream the page asks by itself every two seconds, and nobody else tells it of the real instance.
  await page.route(/\/api\/stream/, (route) => route.abort());
  await page.goto(path);
  return page.getByRole('article');
}

/** They come while the page has nothing else to do, which takes as long as the machine has other things to do. */
const AT_LEISURE = { timeout: 30_000 };

/** From now on, the names of the cards in which anything stirs; `the list` where cards come and go. */
async function watchCards(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const touched = new Set<string>();
    Object.assign(window, { touched });
    const nameOf = ({ target }: MutationRecord): string | undefined =>
      (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>('[data-instance]')?.dataset
        .instance;
    const list = document.querySelector('main');
    if (list === null) return;
    new MutationObserver((records) => records.forEach((record) => touched.add(nameOf(record) ?? 'the list'))).observe(
      list,
      { subtree: true, childList: true, characterData: true, attributes: true },
    );
  });
  return () => page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched]);
}

test('a fleet of 1,000 is filtered and sorted, and one that begins to refuse is seen at once', async ({ page }) => {
  const changed: Record<string, InstanceStateName> = {};
  const cards = await openFleet(page, changed, '/?sort=name');
  await expect(cards).toHaveCount(SIZE, AT_LEISURE);
  await expect(cards.filter({ hasText: ORDERS })).toHaveCount(0);

  await test.step('a poll touches only the card of what changed, wherever it is', async () => {
    const touchedCards = await watchCards(page);
    changed['cache-900'] = 'saving';
    await expect(page.getByRole('article', { name: 'cache-900', exact: true })).toContainText('Saving');
    const touched = await touchedCards();
    // In view an age counts its seconds; three screens further down nothing may stir but what changed.
    expect(touched.filter((name) => name > 'cache-100' && name !== 'the list')).toEqual(['cache-900']);
  });

  await test.step('what is out of view has its name and its state, and nothing that counts seconds', async () => {
    const far = page.getByRole('article', { name: 'cache-950', exact: true });
    await expect(far).toContainText('Saved');
    await expect(far).not.toContainText('read ');
    await expect(cards.first()).toContainText(/read \d+ s ago/);
    await far.getByRole('link').focus();
    await expect(far).toBeInViewport();
    await expect(far).toContainText(/read \d+ s ago/);
    await expect(far.getByRole('link')).toBeFocused();
  });

  await page.getByRole('searchbox', { name: 'Filter the fleet' }).fill('cache-19');
  await expect(cards).toHaveCount(10);
  await expect(page.getByText(`10 of ${SIZE} shown`)).toBeVisible();

  changed['cache-042'] = 'rejecting-writes';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 Redis is refusing writes: cache-042.');
  await expect(cards.first()).toHaveAccessibleName('cache-042', AT_LEISURE);

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Worst first');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(SIZE + 1, AT_LEISURE);
  await expect(page.getByRole('link', { name: /^cache-/ }).first()).toHaveText('cache-042');
});

test('a letter in the filter of 1,000 makes no card anew that stays: it leaves out what it does not mean', async ({
  page,
}) => {
  const cards = await openFleet(page, {}, '/?sort=name');
  await expect(cards).toHaveCount(SIZE, AT_LEISURE);
  const filter = page.getByRole('searchbox', { name: 'Filter the fleet' });
  const marked = page.locator('[data-instance][data-marked]');
  await page.evaluate(() =>
    document.querySelectorAll('[data-instance]').forEach((card) => card.setAttribute('data-marked', '')),
  );
  for (const text of ['c', 'cache', 'cache-']) {
    await filter.fill(text);
    await expect(page.getByText(`${SIZE} of ${SIZE} shown`)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`q=${text}&`));
    await expect(marked).toHaveCount(SIZE);
  }
  const touchedCards = await watchCards(page);
  await filter.fill('cache-9');
  await expect(page.getByText(`100 of ${SIZE} shown`)).toBeVisible();
  await expect(marked).toHaveCount(100);
  // Who has come near the view is told in full; below, those that stay are as they were.
  const below = await marked.evaluateAll((all: HTMLElement[]) =>
    all.filter((card) => card.getBoundingClientRect().top > 2 * innerHeight).map(({ dataset }) => dataset['instance']),
  );
  const touched = new Set(await touchedCards());
  expect(below.length).toBeGreaterThan(50);
  expect(below.filter((name) => name !== undefined && touched.has(name))).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(cards).toHaveCount(SIZE, AT_LEISURE);
  await expect(marked).toHaveCount(100);
});

test('in a fleet of 1,000 nothing moves when saves begin and end, nor when one leaps to the end', async ({ page }) => {
  const changed: Record<string, InstanceStateName> = {};
  const cards = await openFleet(page, changed, '/?sort=name');
  await expect(cards).toHaveCount(SIZE, AT_LEISURE);
  const third = page.getByRole('article', { name: 'cache-003', exact: true });
  const last = page.getByRole('article', { name: 'cache-999', exact: true });
  await expect(third).toContainText(/read \d+ s ago/);
  const shifts = await watchShifts(page);

  changed['cache-003'] = 'saving';
  await expect(third).toContainText('Saving');
  changed['cache-004'] = 'at-risk';
  changed['cache-003'] = 'saved';
  await expect(third).toContainText('Saved');
  expect(await shifts()).toEqual([]);

  await page.keyboard.press('End');
  await expect(last).toBeInViewport();
  await expect(last).toContainText(/read \d+ s ago/);
  expect(await shifts()).toEqual([]);
});

test('a fleet of 1,000 in groups: the worst first, each with its count, all of it in the address', async ({ page }) => {
  const changed: Record<string, InstanceStateName> = { 'cache-002': 'rejecting-writes' };
  const cards = await openFleet(page, changed);
  const groups = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 Redis is refusing writes: cache-002.');

  await test.step('grouped by a tag', async () => {
    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'Groups: Tag team' });
    await expect(page).toHaveURL(/\/\?by=tag\.team$/);
    await expect(groups).toHaveText(
      [
        'billing200 instances1 rejecting',
        'checkout200 instances200 saved',
        'feeds200 instances200 saved',
        'search200 instances200 saved',
        'without: Tag team200 instances200 saved',
      ],
      AT_LEISURE,
    );
    await expect(cards.first()).toHaveAccessibleName('cache-002');
    await expect(page.getByRole('region', { name: /^checkout/ }).getByRole('article')).toHaveCount(200, AT_LEISURE);
  });

  await test.step('narrowed by environment and tag; Back undoes it', async () => {
    await page.getByRole('button', { name: 'Environment, group and tags' }).click();
    const panel = page.getByRole('group', { name: 'Environment, group and tags' });
    await panel.getByRole('checkbox', { name: /^staging/ }).check();
    await panel.getByRole('checkbox', { name: /^without: Tag team/ }).check();
    await expect(page).toHaveURL(/\/\?environment=staging&tag\.team=&by=tag\.team$/);
    await expect(page.getByText('Nothing is shown: the filter hides every instance.')).toBeVisible();
    await expect(page.getByText('None has all of the chosen environments, groups and tags.')).toBeVisible();
    await expect(page.getByText('1 refusing instance is hidden by the filter.')).toBeVisible();
    await page.goBack();
    await expect(groups).toHaveText(['checkout100 instances100 saved']);
  });

  await test.step('a group that turns bad under the pointer stays where it is until one asks', async () => {
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(groups).toHaveCount(5);
    await cards.first().hover();
    changed['cache-003'] = 'not-saving';
    changed['cache-002'] = 'saved';
    await expect(groups.nth(2)).toHaveText('feeds200 instances1 not saving');
    await page.keyboard.press('.');
    await expect(groups.first()).toHaveText('feeds200 instances1 not saving');
  });

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(SIZE + 1 + 5, AT_LEISURE);
  await expect(groups.first()).toHaveText('feeds200 instances1 not saving');
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

  test('the saves of the fleet are drawn for as many as one looks at, and for all when one asks', async ({ page }) => {
    const asked = new Set<string>();
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname === '/api/pictures') asked.add(search);
    });
    await visit(page, '/saves?range=90d');
    const strips = page.getByRole('region', { name: 'All on one axis' }).getByRole('img');
    await expect(strips).toHaveCount(12);
    await expect.poll(() => [...asked]).toEqual(['?range=90d&limit=12']);
    await page.getByRole('button', { name: 'Show all 40' }).click();
    await expect(strips).toHaveCount(40);
    expect([...asked]).toEqual(['?range=90d&limit=12', '?range=90d']);
    await expect(page.getByRole('button', { name: 'Show all' })).toHaveCount(0);
  });
});
