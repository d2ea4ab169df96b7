/**
 * What is told of a figure that moves a little with every look: what was told before, as long as it is less than a step from that,
 * else the nearest step. So a figure on the edge of two steps is not told anew each second. `told`: null or 0 for nothing yet.
 */
export function steady(told: number | null, measured: number, step: number): number {
  if (told !== null && told !== 0 && Math.abs(measured - told) < step) return told;
  return Math.round(measured / step) * step;
}
