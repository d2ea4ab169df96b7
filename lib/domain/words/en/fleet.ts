import { count, number } from '../../text/format';

/** The first line of the page. */
export const fleet = {
  empty: 'No Redis is registered yet.',
  /** `named` are the first of the `n`. */
  rejecting: (named: readonly string[], n: number) =>
    `${count(n, 'Redis', 'Redis')} ${n === 1 ? 'is' : 'are'} refusing writes: ${named.join(', ')}${
      n > named.length ? ` and ${number(n - named.length)} more` : ''
    }.`,
  notSaving: (n: number, more: boolean) => `${of(n, more)} ${n === 1 ? 'is' : 'are'} not saving.`,
  atRisk: (n: number, more: boolean) => `${of(n, more)} ${n === 1 ? 'is' : 'are'} at risk.`,
  unseen: (n: number, more: boolean) => `${of(n, more)} cannot be seen.`,
  loading: (n: number, more: boolean) => `${of(n, more)} ${n === 1 ? 'is' : 'are'} loading.`,
  calm: 'No Redis is refusing writes, and no save is failing.',
  none: (n: number) => `${number(n)} ${n === 1 ? 'keeps' : 'keep'} no snapshots, as set.`,
  early: (n: number) =>
    `${number(n)} ${n === 1 ? 'has' : 'have'} not saved since ${n === 1 ? 'its' : 'their'} start: the first save is not due yet.`,
};

function of(n: number, more: boolean): string {
  return more ? `${number(n)} more` : count(n, 'Redis', 'Redis');
}
