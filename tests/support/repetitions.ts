/**
 * How often a test that repeats itself does so: `often` with `npm run test:long`, `seldom` in `npm test`, which has to be
 * short enough to be run before every push.
 */
export function repetitions({ often, seldom }: { readonly often: number; readonly seldom: number }): number {
  return process.env['LONG'] === undefined ? seldom : often;
}
