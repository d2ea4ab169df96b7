import { measureCards } from '../cards.mjs';

/** @type {import('../row.mjs').Row} */
export const interaction = {
  title: '200 cards: layout shifts, filter, the slowest interaction',
  needs: ['redis-server', 'chromium-headless-shell'],
  atMostSeconds: 260,
  async measure(run) {
    const { lines } = await measureCards(run, 200);
    return lines;
  },
};
