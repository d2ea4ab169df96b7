import type { Page, Request } from '@playwright/test';
import { FORMS } from '../support/cross-site/forms';
import { startOtherSites, type OtherSites } from '../support/cross-site/other-sites';
import { PAGES } from '../support/cross-site/pages';
import { SCRIPTS } from '../support/cross-site/scripts';
import type { Change, Way } from '../support/cross-site/way';
import { changesOf, effectsOf, prepare, TOKEN } from '../support/cross-site/changes';
import { freePort } from '../support/processes';
import { startSavepoint } from '../support/savepoint-server';
import { expect, test as base, yamlOf } from './fixtures';

const PASSWORD = 'correct horse battery';

/** Under a name that has siblings: to a browser those are the same site, and its cookies go along. */
const NAME = 'savepoint.app.localhost';

const test = base.extend<{ readonly others: OtherSites; readonly changes: readonly Change[] }>({
  savepoint: async ({ keep, entries }, give) => {
    const port = await freePort();
    const env = {
      SAVEPOINT_PUBLIC_ORIGIN: `http://${NAME}:${port}`,
      SAVEPOINT_ADMIN_TOKEN: TOKEN,
      SAVEPOINT_SIGN_IN: 'yes',
      SAVEPOINT_ADMIN_NAME: 'ada',
      SAVEPOINT_ADMIN_PASSWORD: PASSWORD,
    };
    await give(await keep(startSavepoint({ yaml: yamlOf(entries), port, env })));
  },
  baseURL: async ({ savepoint }, give) => {
    await give(`http://${NAME}:${savepoint.port}`);
  },
  others: async ({ keep }, give) => {
    await give(await keep(startOtherSites()));
  },
  changes: async ({ savepoint, redis, baseURL }, give) => {
    await prepare(savepoint, redis);
    await give(changesOf(baseURL ?? '', redis));
  },
});

/** A foreign site, a sibling of Savepoint's name, and that name with another port. */
const HOSTS = ['evil.localhost', 'sibling.app.localhost', NAME];
const WAYS = [...FORMS, ...SCRIPTS, ...PAGES];
const siteOf = (way: Way, others: OtherSites): string =>
  `http://${HOSTS[WAYS.indexOf(way) % HOSTS.length]}:${others.port}`;

/** Opens a page of another site, and waits until what it asks of Savepoint for each change was answered, or refused by the browser. */
async function open(page: Page, address: string, changes: readonly Change[]): Promise<void> {
  const ended: string[] = [];
  const note = (request: Request): unknown => ended.push(placeOf(request.url()));
  const context = page.context().on('requestfinished', note).on('requestfailed', note);
  await page.goto(address, { waitUntil: 'commit' });
  for (const { what, url } of changes) await expect.poll(() => ended, what).toContain(placeOf(url));
  context.off('requestfinished', note).off('requestfailed', note);
}

const placeOf = (address: string): string => address.replace(/[?#].*$/, '');

/** All changes by one way. */
async function attempt(page: Page, way: Way, changes: readonly Change[], others: OtherSites): Promise<void> {
  const site = siteOf(way, others);
  const opened = page.context().pages();
  const together = way.leaves === true ? changes.map((change) => [change]) : [changes];
  for (const some of together) {
    const html = some.map((change) => way.html(change, site)).join('\n');
    const policy = some.map((change) => way.policy?.(change)).find((text) => text !== undefined);
    await open(page, `${site}${others.page(html, policy)}`, some);
  }
  for (const other of page.context().pages()) if (!opened.includes(other)) await other.close();
}

/** Asks for the change as Savepoint's own page does; the status of the answer. */
function askedByItself(page: Page, change: Change): Promise<number> {
  return page.evaluate(async ({ url, method, body }) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method, headers, ...(body === '' ? {} : { body }) })).status;
  }, change);
}

test('there are at least 40 ways, each its own', () => {
  expect(new Set(WAYS.map(({ what }) => what)).size).toBe(WAYS.length);
  expect(WAYS.length).toBeGreaterThanOrEqual(40);
});

for (const [kind, ways] of Object.entries({ forms: FORMS, scripts: SCRIPTS, 'what a page shows': PAGES })) {
  test(`another site changes nothing with ${kind}, and Savepoint’s own page does`, async ({
    page,
    savepoint,
    redis,
    others,
    changes,
  }) => {
    test.setTimeout(240_000);
    // Whatever a person's browser holds of Savepoint, it holds while the other sites are open.
    await page.goto('/');
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('banner')).toContainText('Live ·');
    const before = await effectsOf(savepoint, redis);
    const other = await page.context().newPage();
    for (const way of ways) {
      await test.step(way.what, async () => {
        await attempt(other, way, changes, others);
        expect(await effectsOf(savepoint, redis), way.what).toEqual(before);
      });
    }
    for (const change of changes) {
      const last = await effectsOf(savepoint, redis);
      expect([change.what, Math.floor((await askedByItself(page, change)) / 100)]).toEqual([change.what, 2]);
      expect(await effectsOf(savepoint, redis), change.what).not.toEqual(last);
    }
  });
}
