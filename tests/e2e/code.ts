import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';

const CHUNKS = join(import.meta.dirname, '../../.next/standalone/.next/static/chunks');

/**
 * Hands the requests for the code of the page that holds `text` to `meet`. Which files these are is read from the build: asked for by the
 * test itself, over a connection that was idle, the server may close that very moment.
 */
export async function routeCode(page: Page, text: string, meet: (route: Route) => Promise<void>): Promise<void> {
  const names = readdirSync(CHUNKS).filter((name) => name.endsWith('.js'));
  const holding = names.filter((name) => readFileSync(join(CHUNKS, name), 'utf8').includes(text));
  if (holding.length === 0) throw new Error(`No file of the build has “${text}”.`);
  await page.route(({ pathname }) => holding.some((name) => pathname.endsWith(`/${name}`)), meet);
}
