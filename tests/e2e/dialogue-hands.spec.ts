import type { Locator, Page } from '@playwright/test';
import { refuseWrites } from '../support/recipes';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';
import * as bench from './fixtures';
import {
  cardOf,
  expect,
  guardButton,
  nameField,
  ORDERS,
  ORDERS_PAGE,
  reasonField,
  test as base,
  visit,
} from './fixtures';

/** Writes are refused. */
const test = base.extend({
  redis: async ({ redis }, give) => {
    await refuseWrites(redis);
    await give(redis);
  },
});

test.slow();

const SET = 'config|set';
const LET_IN = 'Let writes in';

test('from the overview to the relaxed guard: one click, three keys, and what is typed', async ({ page, redis }) => {
  await visit(page, '/');
  await guardButton(cardOf(page, ORDERS)).click();
  await expect(reasonField(page.getByRole('dialog'))).toBeFocused();
  await page.keyboard.type(bench.REASON);
  // Past the end, which is at the next good save unless one says otherwise.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'at the next good save' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type(ORDERS);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Guard is off');
  expect(await bench.guardOf(redis)).toBe('no');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  const inSight = (what: Locator): Promise<boolean> =>
    what.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });

  test('the dialogue fills the screen, begins at its top, and its buttons are always in reach of a thumb', async ({
    page,
  }) => {
    await visit(page, ORDERS_PAGE);
    const dialog = await bench.openGuardOff(page);
    const title = dialog.getByRole('heading', { name: 'Let writes in without snapshots' });
    await expect(title).toBeFocused();
    expect(await inSight(title)).toBe(true);
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });

    const buttons = [dialog.getByRole('button', { name: 'Cancel' }), dialog.getByRole('button', { name: LET_IN })];
    const why = dialog.getByText('Write a reason of 10 characters or more.');
    for (const part of [...buttons, why]) expect(await inSight(part)).toBe(true);
    for (const button of await dialog.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }

    await bench.fillIn(dialog);
    for (const part of [nameField(dialog), ...buttons]) expect(await inSight(part)).toBe(true);
    await buttons[1]?.tap();
    await expect(page.getByRole('dialog')).toContainText('Guard is off');
  });

  test('the save dialogue begins at its top as well, and its button is in reach', async ({ page }) => {
    await visit(page, ORDERS_PAGE);
    const dialog = await bench.openSave(page);
    await expect(dialog.getByRole('heading', { name: 'Save now' })).toBeFocused();
    expect(await inSight(dialog.getByRole('button', { name: 'Start save' }))).toBe(true);
  });
});

test.describe('asked for many times, done once', () => {
  /** The dialogue with everything filled in; Savepoint does what it is asked for, and its answer waits for `release`. */
  async function heldAnswer(page: Page): Promise<{ dialog: Locator; done: Promise<void>; release: () => void }> {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => (finish = resolve));
    await page.route('**/stop-writes', async (route) => {
      const response = await route.fetch();
      finish();
      await held;
      // The page may have gone meanwhile.
      await route.fulfill({ response }).catch(() => undefined);
    });
    await visit(page, '/');
    await page.getByRole('link', { name: ORDERS, exact: true }).click();
    await expect(page).toHaveURL(/orders-primary$/);
    const dialog = await bench.openGuardOff(page);
    await bench.fillIn(dialog);
    return { dialog, done, release };
  }

  async function expectOneEffect(page: Page, redis: Parameters<typeof bench.callsOf>[0]): Promise<void> {
    expect(await bench.guardOf(redis)).toBe('no');
    expect(await bench.callsOf(redis, SET)).toBe(1);
    await page.goto('/audit');
    await expect(page.getByRole('row', { name: /Guard/ })).toHaveCount(1);
  }

  test('Enter five times', async ({ page, redis }) => {
    const { dialog, done, release } = await heldAnswer(page);
    await nameField(dialog).focus();
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('Enter');
    await done;
    release();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'Guard is off' })).toBeFocused();
    await expectOneEffect(page, redis);
  });

  test('back and forward while it is under way: the dialogue stays, and tells how it ended', async ({
    page,
    redis,
  }) => {
    const { dialog, done, release } = await heldAnswer(page);
    await dialog.getByRole('button', { name: LET_IN }).click();
    await done;
    await page.goBack();
    await page.goForward();
    release();
    await expect(page.getByRole('dialog')).toContainText('Guard is off');
    await expectOneEffect(page, redis);
  });

  test('a reload while it is under way: the page tells what was done, and nothing is done again', async ({
    page,
    redis,
  }) => {
    const { dialog, done, release } = await heldAnswer(page);
    await dialog.getByRole('button', { name: LET_IN }).dblclick();
    await done;
    await page.reload();
    release();
    await expect(page.getByRole('main')).toContainText(`local operator: ${bench.REASON}`);
    await expectOneEffect(page, redis);
  });
});

/** Keys that a hurried or a sleeping hand may press, the name in part and in other letters among them. */
const KEYS = ['Enter', 'Enter', 'Enter', 'Tab', 'Tab', 'Shift+Tab', 'Space', 'Backspace', 'Home', 'End', 'ArrowDown'];
const TEXTS = [
  'orders',
  'orders-primar',
  'Orders-Primary',
  'orders-primary ',
  'y',
  'yes',
  'g',
  'checkout is down, INC-4312',
];

const SEQUENCES = repetitions({ often: 50, seldom: 8 });

test(`${SEQUENCES} sequences of keys without the exact name never relax the guard`, async ({ page, redis }) => {
  test.setTimeout(600_000);
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  console.log(`seed ${seed}`);
  const random = seeded(seed);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  await visit(page, ORDERS_PAGE);
  for (let round = 0; round < SEQUENCES; round += 1) {
    const dialog = await bench.openGuardOff(page);
    if (random() < 0.5) await reasonField(dialog).fill(bench.REASON);
    if (random() < 0.5) await nameField(dialog).focus();
    const pressed: string[] = [];
    for (let i = 0; i < 10 && (await page.getByRole('dialog', { name: 'Let writes in' }).count()) > 0; i += 1) {
      const isText = random() < 0.25;
      const next = isText ? oneOf(TEXTS) : oneOf(KEYS);
      // Piece by piece, or with a Backspace after a space too many, the name could come together: a match, and no slip of the hand.
      const field = nameField(dialog);
      if ((await field.count()) > 0 && (isText || (await field.inputValue()) === ORDERS)) await field.fill('');
      pressed.push(next);
      if (isText) await page.keyboard.type(next);
      else await page.keyboard.press(next);
    }
    expect(await bench.guardOf(redis), `seed ${seed}, round ${round}: ${pressed.join(' ')}`).toBe('yes');
    while ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
  }
  expect(await bench.callsOf(redis, SET)).toBe(0);
});
