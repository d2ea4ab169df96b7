import type { Page } from '@playwright/test';

interface Shift {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Element | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/** From now on, what moved that nobody asked to move, as the browser counts it: how far, and what the thing says. */
export async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as Shift;
        const placeOf = ({ x, y, width, height }: DOMRectReadOnly): string => [x, y, width, height].join(' ');
        const told = sources.map(({ node, previousRect: from, currentRect: to }) => {
          return `${placeOf(from)} → ${placeOf(to)} ${node?.outerHTML ?? node?.textContent}`;
        });
        if (value > 0) seen.push(`${value}: ${told.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift' });
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}
