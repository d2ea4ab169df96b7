import type { Instance } from '@/lib/contracts/instance';
import { actions } from './actions';
import { common } from './common';
import { facts } from './facts';
import { fleet } from './fleet';
import { history } from './history';
import { instance } from './instance';
import { shell } from './shell';
import { states } from './states';

/** Every word that the interface itself says; sentences about facts come from the server with the facts. */
export const strings = {
  ...common,
  ...shell,
  ...fleet,
  ...states,
  ...facts,
  ...instance,
  ...history,
  ...actions,
} as const;

/** The word for a state, with the share where there is one. */
export function stateWord(instance: Instance): string {
  const share = instance.state === 'saving' ? instance.save?.percent : instance.loading?.percent;
  const shared = instance.state === 'saving' || instance.state === 'loading';
  if (shared && share !== null && share !== undefined) return `${strings.state[instance.state]} ${Math.floor(share)} %`;
  if (instance.state === 'not-saving' && instance.writes.availability === 'accepted') return strings.notSavingWritesOn;
  return strings.state[instance.state];
}
