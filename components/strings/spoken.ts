import type { Instance } from '@/lib/contracts/instance';
import type { FirstStrings } from './en';

/** The word for a state, with the share where there is one. */
export function stateWord(instance: Instance, strings: FirstStrings): string {
  const share = instance.state === 'saving' ? instance.save?.percent : instance.loading?.percent;
  const shared = instance.state === 'saving' || instance.state === 'loading';
  if (shared && share !== null && share !== undefined) return `${strings.state[instance.state]} ${Math.floor(share)} %`;
  if (instance.state === 'not-saving' && instance.writes.availability === 'accepted') return strings.notSavingWritesOn;
  return strings.state[instance.state];
}
