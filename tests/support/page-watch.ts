import type { Page } from '@playwright/test';
import { UNSEEN } from './hostile-texts';

/** What a page did that no page of ours does, as it happens. */
export interface PageWatch {
  /** What called `__ran`: hostile texts by their id. */
  readonly ran: readonly unknown[];
  /** Dialogs, errors, refusals of the policy, and requests to elsewhere. */
  readonly faults: readonly string[];
}

/** What the browser refused by the page's policy, as it happens. */
export async function violationsOf(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('tellViolation', (what: string) => seen.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      void Reflect.get(window, 'tellViolation')(`${effectiveDirective} ${blockedURI}`);
    });
  });
  return seen;
}

/** Watches all that this page does from now on; call it before it goes anywhere. `home` is where it may ask for things. */
export async function watchPage(page: Page, home: string): Promise<PageWatch> {
  const ran: unknown[] = [];
  const faults = await violationsOf(page);
  await page.exposeFunction('__ran', (id: unknown) => ran.push(id));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${home}/`) && !/^(data:image|blob:)/.test(url)) faults.push(`request: ${url}`);
  });
  return { ran, faults };
}

/**
 * What stands in a page and is none of ours: elements and attributes that run or load something, addresses that are code, a script
 * without the nonce, characters that nobody sees, names added to every object.
 */
export function strangersIn(page: Page): Promise<readonly string[]> {
  return page.evaluate((unseen) => {
    const hidden = new RegExp(unseen, 'u');
    const CODE = /^(javascript|vbscript|data(?!:image\/)):/i;
    const elements = [...document.querySelectorAll('*')];
    // But for what stands in a field: that is a person's own, and has to stay as it was typed.
    const attributes = elements.flatMap((element) => [...element.attributes]).filter(({ name }) => name !== 'value');
    const texts = elements
      .filter(({ localName }) => !['script', 'style', 'noscript'].includes(localName))
      .flatMap((element) => [...element.childNodes])
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ nodeValue }) => nodeValue ?? '');
    const isOurScript = (one: HTMLScriptElement): boolean =>
      one.nonce !== '' || one.src.startsWith(`${location.origin}/_next/static/`);
    const address = (text: string): string => text.replaceAll(/[\u0000-\u0020]/g, '');
    return [
      ...elements
        .filter((one) => one.matches('iframe, frame, object, embed, base, math, animate, set, foreignObject'))
        .map(({ outerHTML }) => `element: ${outerHTML.slice(0, 200)}`),
      ...[...document.scripts]
        .filter((one) => !isOurScript(one))
        .map((one) => `script: ${one.outerHTML.slice(0, 200)}`),
      ...attributes
        .filter(({ name }) => /^on|^srcdoc$|^http-equiv$/i.test(name))
        .map(({ name }) => `attribute: ${name}`),
      ...attributes.filter(({ value }) => CODE.test(address(value))).map(({ value }) => `address: ${value}`),
      ...[...texts, ...attributes.map(({ value }) => value), document.title]
        .filter((text) => hidden.test(text.replaceAll('\n', '')))
        .map((text) => `hidden: ${JSON.stringify(text.slice(0, 200))}`),
      ...Object.keys(Object.prototype).map((name) => `in every object: ${name}`),
    ];
  }, UNSEEN.source);
}
