import type { Page } from '@playwright/test';
import { leftInEnglish } from '../support/catalogue';
import { refuseWrites } from '../support/recipes';
import * as bench from './fixtures';
import { expect, ORDERS, ORDERS_PAGE, test as base } from './fixtures';

const INCIDENTS = ['/incidents', '/incidents/1'];

/** Writes are refused, and the browser asks for Chinese. */
const test = base.extend({
  locale: 'zh-CN',
  redis: async ({ redis }, give) => {
    await refuseWrites(redis);
    await give(redis);
  },
});

/** Opens a page and waits until it listens to Savepoint. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(bench.freshness(page, path)).toContainText('实时 ·');
}

/** What a person reads that is a sentence of ours in English. Commands and what others wrote stay as they are. */
async function english(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('code, pre, script, style, [lang=en]') === null)
        found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  return texts.filter((text) => !/redis-cli|df -h|dmesg|ls -la/.test(text)).flatMap(leftInEnglish);
}

test('a browser that asks for Chinese is answered in it, from the first HTML on', async ({ page }) => {
  const html = await (await page.request.get(ORDERS_PAGE, { headers: { 'accept-language': 'zh-CN' } })).text();
  expect(html).toMatch(/<html[^>]* lang="zh-CN"/);
  expect(html).toContain('拒绝写入');

  await visit(page, ORDERS_PAGE);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /orders-primary 拒绝写入，自 (\d{4} 年 \d+ 月 \d+ 日 )?\d\d:\d\d:\d\d UTC 起(（或更早），至少|，)/,
  );
  await expect(page.getByRole('main')).toContainText('被拒绝（MISCONF），已由 PING 证实。');

  for (const path of [
    '/',
    '/?view=table',
    '/wall',
    ORDERS_PAGE,
    '/saves',
    '/audit',
    '/instances/new',
    '/nowhere',
    ...INCIDENTS,
  ]) {
    await visit(page, path);
    expect(await english(page), path).toEqual([]);
  }
});

test('the guard is switched in Chinese, and what is kept of it stays as it was said', async ({ page, redis }) => {
  await visit(page, ORDERS_PAGE);
  await page.getByRole('button', { name: '写保护已开启…' }).first().click();
  const dialog = page.getByRole('dialog', { name: '在没有快照的情况下允许写入' });
  await dialog.getByRole('textbox', { name: '原因' }).fill(bench.REASON);
  await dialog.getByRole('textbox', { name: `输入 ${ORDERS} 以确认` }).fill(ORDERS);
  expect(await english(page)).toEqual([]);
  await dialog.getByRole('button', { name: '允许写入' }).click();
  await expect(page.getByRole('dialog')).toContainText('写保护已关闭');
  expect(await bench.guardOf(redis)).toBe('no');
  await visit(page, '/audit');
  await expect(page.getByRole('row', { name: /写保护/ })).toContainText(`原因：${bench.REASON}`);
});

test('the language is chosen in the Display menu, kept, and the way back is in its own words', async ({ page }) => {
  await visit(page, '/');
  await page.getByRole('button', { name: '显示' }).click();
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await bench.visit(page, '/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`1 Redis is refusing writes: ${ORDERS}.`);
  await bench.visit(page, '/saves');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: '简体中文', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '历史' })).toBeVisible();
});

test('nothing scrolls sideways in Chinese on the narrowest phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/', '/wall', ORDERS_PAGE, '/saves', '/audit', '/instances/new', ...INCIDENTS]) {
    await visit(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  }
});
