import type { Page } from '@playwright/test';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { cardOf, expect, grownUp, guardButton, setGuardOutside, test as base, type Bench } from './fixtures';

const HOSTILE = '<img src=x onerror="window.hacked=1"> & <b>cache</b>';

/** A saved server with some keys. */
async function savedServer(keep: Bench['keep']): Promise<RedisServer> {
  const redis = await keep(startRedis());
  await recipes.addKeys(redis, 5);
  await grownUp(redis);
  await recipes.save(redis);
  return redis;
}

async function aofOnFullDisk(keep: Bench['keep']): Promise<RedisServer> {
  const redis = await keep(recipes.startOnSmallDisk({ save: '', args: ['--appendonly', 'yes'] }));
  recipes.fillDisk(redis);
  await recipes.writeUntilAofRefuses(redis);
  return redis;
}

async function failingWithGuardOff(keep: Bench['keep']): Promise<RedisServer> {
  const redis = await keep(startRedis());
  await setGuardOutside(redis, 'no');
  await recipes.refuseWrites(redis);
  return redis;
}

/** SAVE leaves no duration behind: the slow save that follows is not slower than usual. */
async function savingForMinutes(keep: Bench['keep']): Promise<RedisServer> {
  const redis = await keep(startRedis());
  await recipes.addKeys(redis, 60_000);
  await grownUp(redis);
  await redis.cli('SAVE');
  await recipes.slowSaves(redis, 2000);
  await redis.cli('BGSAVE');
  return redis;
}

async function guardOffAlthoughItSaves(keep: Bench['keep']): Promise<RedisServer> {
  const redis = await savedServer(keep);
  await setGuardOutside(redis, 'no');
  return redis;
}

/** A fleet that shows every state there is, each on a real server. */
const test = base.extend({
  entries: async ({ keep }, give) => {
    const refusing = await keep(startRedis());
    await recipes.refuseWrites(refusing);
    const locked = await keep(startRedis({ password: 'right' }));
    const unsaved = await keep(startRedis());
    await recipes.addKeys(unsaved, 3);
    const [saved, aof, guardOff, saving, risky] = await Promise.all([
      savedServer(keep),
      aofOnFullDisk(keep),
      failingWithGuardOff(keep),
      savingForMinutes(keep),
      guardOffAlthoughItSaves(keep),
    ]);
    const replica = await keep(recipes.startReplicaOf(saved));
    await grownUp(replica);
    await recipes.save(replica);
    const loading = await keep(startRedis());
    await recipes.restartLoading(loading, 90_000);
    await give([
      { name: 'saved', url: saved.url },
      { name: 'replica', url: replica.url },
      { name: HOSTILE, url: (await keep(startRedis({ save: '' }))).url, environment: 'staging' },
      { name: 'unsaved', url: unsaved.url },
      { name: 'saving', url: saving.url },
      { name: 'loading', url: loading.url },
      { name: 'risky', url: risky.url },
      { name: 'locked', url: locked.url.replace('redis://:right', 'redis://:wrong') },
      { name: 'gone', url: `redis://127.0.0.1:${await freePort()}` },
      { name: 'guard-off', url: guardOff.url },
      { name: 'aof', url: aof.url },
      { name: 'refusing', url: refusing.url },
    ]);
  },
});

/** Worst first: instance, and the word of its state. */
const ORDER: readonly (readonly [string, RegExp])[] = [
  ['refusing', /^Rejecting writes/],
  ['aof', /^Rejecting writes/],
  ['guard-off', /^Not saving, writes on/],
  ['gone', /^Unreachable/],
  ['locked', /^No access/],
  ['risky', /^At risk/],
  ['unsaved', /^At risk/],
  ['loading', /^Loading \d+ %/],
  ['saving', /^Saving/],
  [HOSTILE, /^No snapshots set/],
  ['saved', /^Saved/],
  ['replica', /^Saved/],
];

async function everyStateIsTold(page: Page): Promise<void> {
  for (const [name, word] of ORDER) await expect(cardOf(page, name)).toHaveText(word);
}

/** Colours on the page that a person would call green. */
function greens(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isGreen = (colour: string): boolean => {
      const [r = 0, g = 0, b = 0] = (/^rgba?\(([^)]*)\)/.exec(colour)?.[1] ?? '').split(',').map(Number);
      return g > r + 24 && g > b + 24;
    };
    const sides = ['color', 'backgroundColor', 'borderTopColor', 'fill', 'stroke'] as const;
    return [...document.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element);
      return sides.map((side) => style[side]).filter(isGreen);
    });
  });
}

test('every state of a real fleet is told in a word, worst first, and nothing is green', async ({ page, browser }) => {
  test.setTimeout(90_000);
  await page.goto('/');

  await test.step('each card says its state', () => everyStateIsTold(page));

  await test.step('the worst stands first', async () => {
    const names = page.getByRole('article').getByRole('heading', { level: 2 });
    // Two that are alike stand longest first, which is not ours to say.
    await expect(names).toHaveCount(ORDER.length);
    const shown = await names.allInnerTexts();
    expect(new Set(shown.slice(0, 2))).toEqual(new Set(['refusing', 'aof']));
    expect(shown.slice(2, 10)).toEqual(ORDER.slice(2, 10).map(([name]) => name));
    expect(new Set(shown.slice(10))).toEqual(new Set(['saved', 'replica']));
  });

  await test.step('the first line and the tab say what matters', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^2 Redis are refusing writes: (refusing, aof|aof, refusing)\. 1\smore is not saving\. 2\smore cannot be seen\. 1\smore is at risk\. 1\smore is loading\.$/,
    );
    await expect(page).toHaveTitle('(!3) Redis persistence');
  });

  await test.step('the two refusals are told apart', async () => {
    await expect(cardOf(page, 'refusing')).toContainText('Refused with MISCONF, proven by PING.');
    await expect(guardButton(cardOf(page, 'refusing'))).toHaveText('Guard is on…');
    await expect(cardOf(page, 'aof')).toContainText('Redis cannot write its AOF; the guard has no part in it.');
  });

  await test.step('what cannot be seen says why, and shows no facts as if they were known', async () => {
    await expect(cardOf(page, 'gone')).toContainText('refused');
    await expect(cardOf(page, 'locked')).toContainText('WRONGPASS');
    for (const name of ['gone', 'locked']) {
      await expect(cardOf(page, name)).toContainText('It has not answered since Savepoint began to watch it');
      await expect(cardOf(page, name).getByRole('button')).toHaveCount(0);
    }
  });

  await test.step('a replica is a badge, not a state', async () => {
    await expect(cardOf(page, 'replica').getByText('replica', { exact: true })).toHaveCount(2);
    await expect(cardOf(page, 'saved').getByText('replica', { exact: true })).toHaveCount(0);
  });

  await test.step('the progress of a running save moves', async () => {
    const bar = cardOf(page, 'saving').getByRole('progressbar', { name: 'Save of saving' });
    const share = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
    const first = await share();
    await expect.poll(share).toBeGreaterThan(first);
    await expect(cardOf(page, 'saving')).toContainText(/of 60,000 keys/);
  });

  await test.step('every card tells the age of its facts, or that there never were any', async () => {
    for (const [name] of ORDER) await expect(cardOf(page, name)).toContainText(/read \d+ (s|min) ago|never read/);
  });

  await test.step('a hostile name stays text', async () => {
    await expect(cardOf(page, HOSTILE).getByRole('link', { name: HOSTILE })).toHaveText(HOSTILE);
    await expect(page.locator('main img')).toHaveCount(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  await test.step('nothing is green, by day or by night', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await greens(page)).toEqual([]);
    }
  });

  await test.step('the first HTML already tells the truth: without JavaScript the states are the same', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: page.url() });
    const plain = await context.newPage();
    await plain.goto('/');
    await everyStateIsTold(plain);
    await expect(plain.getByRole('heading', { level: 1 })).toContainText('2 Redis are refusing writes:');
    await expect(plain).toHaveTitle('(!3) Redis persistence');
    await expect(plain.getByRole('article').getByRole('img', { name: /^Last 24 hours/ })).toHaveCount(ORDER.length);
    await context.close();
  });
});
