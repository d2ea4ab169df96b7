import type { InstanceView } from '../state/instance-view';
import type { Facts } from '../observation/observation';
import { redisCli, type Reached } from '../instance/operator-commands';
import type { RiskKind } from '../state/state-at-risk';
import type { Words } from '../words/words';

/** What the next steps are chosen by. */
export interface StepInput extends Reached {
  readonly view: Omit<InstanceView, 'nextSteps' | 'choices'>;
  /** False: it is registered without credentials that may act. */
  readonly canAct: boolean;
  /** Those of the last sighting; null when there never was one. */
  readonly facts: Facts | null;
  /** What makes it at risk, worst first; empty in every other state. */
  readonly risks: readonly RiskKind[];
  readonly words: Words;
}

/** A command of redis-cli for this instance. */
export function cli(input: StepInput, ...args: string[]): string | null {
  return redisCli(input, input.view.server, ...args);
}
