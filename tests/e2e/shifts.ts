import type { Page } from '@playwright/test';

/** From now on, what moved that nobody asked to move, as the browser counts it: how far, and what the thing says. */
export async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node: Element | null }[] };
        if (value > 0)
          seen.push(`${value}: ${sources.map(({ node }) => node?.outerHTML ?? node?.textContent).join(' | ')}`);
      }
    }).observe({ type: 'layout-shift' });
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}
