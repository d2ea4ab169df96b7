import type { Instance, InstanceStateName } from '@/lib/contracts/instance';
import { stateWord } from '../strings/spoken';
import type { Strings } from '../strings/en';
import type { FleetQuery } from './fleet-query';

/** An instance with the state in which a person may believe it: a stale one is unknown. */
export interface Believed {
  readonly instance: Instance;
  readonly state: InstanceStateName;
}

/** Everything that one may look for: name, address, tags, environment and the word of the state. */
function searchable({ instance, state }: Believed, strings: Strings): string {
  const tags = Object.entries(instance.tags).map(([key, value]) => `${key}:${value} ${key}=${value}`);
  const words = state === instance.state ? stateWord(instance, strings) : `${strings.state[state]} ${strings.stale}`;
  const parts = [instance.name, instance.address, instance.environment, words, strings.stateCounted[state], ...tags];
  return parts.join('\n').toLowerCase();
}

/** Those that have every word of the text somewhere, and one of the states where any is chosen. */
export function matching(fleet: readonly Believed[], { text, states }: FleetQuery, strings: Strings): Believed[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return fleet.filter((one) => {
    if (states.length > 0 && !states.includes(one.state)) return false;
    if (words.length === 0) return true;
    const all = searchable(one, strings);
    return words.every((word) => all.includes(word));
  });
}
