import { measureCards } from '../cards.mjs';
import { figure } from '../figures.mjs';
import { line } from '../row.mjs';

/** @type {import('../row.mjs').Row} */
export const thousand = {
  title: '1,000 cards: what the first HTML weighs, layout shifts, filter, the slowest interaction',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 500,
  async measure(run) {
    const { page, lines } = await measureCards(run, 1000);
    const html = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation');
      const { transferSize, decodedBodySize } = /** @type {PerformanceNavigationTiming} */ (entry);
      return { transferSize, decodedBodySize };
    });
    return [htmlLine(html), ...lines];
  },
};

/** @param {{ transferSize: number, decodedBodySize: number }} html */
function htmlLine({ transferSize, decodedBodySize }) {
  return line({
    what: 'first HTML, 1,000 instances, as sent',
    ours: figure(transferSize / 1000, 'kB'),
    range: `${figure(decodedBodySize / 1000, 'kB')} unpacked`,
  });
}
