import { chromium } from '@playwright/test';
import { CHROMIUM } from '../paths.mjs';

/** @typedef {import('./row.mjs').Run} Run */

const WINDOW = { width: 1280, height: 800 };

/** The Chromium of the system, as the browser tests run it. @param {Run} run */
export async function startChromium(run) {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  run.keep(() => browser.close());
  return browser;
}

/** A page in a profile of its own: nothing is cached. @param {import('@playwright/test').Browser} browser */
export async function freshPage(browser) {
  const context = await browser.newContext({ viewport: WINDOW, locale: 'en-US', timezoneId: 'UTC' });
  return context.newPage();
}

/**
 * Opens a page of Savepoint, and waits until the stream has reached it.
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
export async function openLive(page, url) {
  const timeout = 60_000;
  await Promise.all([
    page.waitForResponse((response) => new URL(response.url()).pathname === '/api/stream', { timeout }),
    page.goto(url, { timeout }),
  ]);
}
