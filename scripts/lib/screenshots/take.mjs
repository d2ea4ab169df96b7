import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { inProject } from '../paths.mjs';
import { say, Sentence } from '../steps.mjs';
import { compactPng } from './compact-png.mjs';
import { SHOTS } from './shots.mjs';

const FOLDER = inProject('docs/images');
const LARGEST = 300_000;
const THEMES = /** @type {const} */ (['light', 'dark']);
const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

/** Takes every picture in both themes. @param {string} url where Savepoint runs */
export async function takeAll(url) {
  mkdirSync(FOLDER, { recursive: true });
  // The browser of the tests, with their flags.
  const { default: settings } = await import(pathToFileURL(inProject('playwright.config.ts')).href);
  const browser = await chromium.launch(settings.use.launchOptions);
  try {
    for (const shot of SHOTS) for (const theme of THEMES) await take(browser, url, shot, theme);
  } finally {
    await browser.close();
  }
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {import('./shots.mjs').Shot} shot
 * @param {'light' | 'dark'} theme
 */
async function take(browser, url, { name, screen, show }, theme) {
  const context = await browser.newContext({
    ...SCREENS[screen],
    deviceScaleFactor: 2,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await show(page, url);
  await page.evaluate(() => document.fonts.ready);
  const picture = compactPng(await page.screenshot({ animations: 'disabled' }));
  await context.close();
  const path = `${FOLDER}/${name}-${theme}.png`;
  say(`  ${name}-${theme}.png  ${Math.round(picture.length / 1000)} kB`);
  if (picture.length > LARGEST) throw new Sentence(`${path} has more than ${LARGEST} bytes.`);
  writeFileSync(path, picture);
}
