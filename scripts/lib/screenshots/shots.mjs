import { until } from './api.mjs';
import { SUBJECT } from './story.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {object} Shot
 * @property {string} name
 * @property {'desktop' | 'phone'} screen
 * @property {(page: Page, url: string) => Promise<void>} show brings the page to what the picture shows
 */

const REASON = 'checkout down, INC-4312';

/** @type {readonly Shot[]} */
export const SHOTS = [
  { name: 'fleet', screen: 'desktop', show: showFleet },
  { name: 'wall', screen: 'desktop', show: showWall },
  { name: 'instance', screen: 'desktop', show: showInstance },
  { name: 'incident', screen: 'desktop', show: showIncident },
  { name: 'guard-dialog', screen: 'desktop', show: showGuard },
  { name: 'save-dialog', screen: 'desktop', show: showSave },
  { name: 'phone-fleet', screen: 'phone', show: showFleet },
  { name: 'phone-instance', screen: 'phone', show: showInstance },
];

/** A save that runs belongs into the picture of a fleet. @param {Page} page @param {string} url */
async function showFleet(page, url) {
  await until('A save that runs', `${url}/api/instances`, ({ instances }) =>
    instances.some(
      (/** @type {any} */ { state, save }) => state === 'saving' && save?.percent > 5 && save.percent < 60,
    ),
  );
  await page.goto(url);
  await page.getByRole('article', { name: SUBJECT }).waitFor();
  await live(page);
}

/** @param {Page} page @param {string} url */
async function showWall(page, url) {
  await page.goto(`${url}/wall`);
  await page.getByRole('heading', { level: 2, name: SUBJECT }).waitFor();
  await page.getByRole('main').filter({ hasText: /Live/ }).waitFor();
}

/** @param {Page} page @param {string} url */
async function showInstance(page, url) {
  await page.goto(`${url}/instances/${SUBJECT}`);
  await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
  await live(page);
}

/** @param {Page} page @param {string} url */
async function showIncident(page, url) {
  const number = await until('The open incident', `${url}/api/instances/${SUBJECT}`, ({ incident }) => incident);
  await page.goto(`${url}/incidents/${number}`);
  await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
  await live(page);
}

/** @param {Page} page @param {string} url */
async function showGuard(page, url) {
  await showInstance(page, url);
  await page.getByRole('button', { name: /guard/i }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /reason/i }).fill(REASON);
  await dialog.getByRole('textbox', { name: /to confirm/i }).fill(SUBJECT);
}

/** @param {Page} page @param {string} url */
async function showSave(page, url) {
  await showInstance(page, url);
  await page.getByRole('button', { name: 'Save now' }).first().click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

/** Before it listens to Savepoint a page says that it connects. @param {Page} page */
async function live(page) {
  await page.getByRole('banner').filter({ hasText: /Live/ }).waitFor();
}
