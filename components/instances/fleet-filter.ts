import type { Instance, InstanceStateName } from '@/lib/contracts/instance';
import { stateWord } from '../strings/spoken';
import type { FirstStrings } from '../strings/en';
import { facetOf } from './fleet-facets';
import type { FleetQuery } from './fleet-query';

/** Beyond so many, the page is made for a large fleet: what is out of view costs little, and what grows has its room before. */
export const MANY = 30;

/** An instance with the state in which a person may believe it: a stale one is unknown. */
export interface Believed {
  readonly instance: Instance;
  readonly state: InstanceStateName;
}

/** Everything that one may look for: name, address, tags, environment and the word of the state. */
function searchable({ instance, state }: Believed, strings: FirstStrings): string {
  const tags = Object.entries(instance.tags).map(([key, value]) => `${key}:${value} ${key}=${value}`);
  const words = state === instance.state ? stateWord(instance, strings) : `${strings.state[state]} ${strings.stale}`;
  const parts = [instance.name, instance.address, instance.environment, words, strings.stateCounted[state], ...tags];
  return parts.join('\n').toLowerCase();
}

/** Does an instance have one of the wanted values of each facet? */
function facetTest(only: FleetQuery['only']): (instance: Instance) => boolean {
  const wanted = Object.entries(only).map(([name, values]) => ({ facet: facetOf(name), values }));
  return (instance) =>
    wanted.every(({ facet, values }) => facet === null || values.includes(facet.valueOf(instance) ?? ''));
}

/** Those that have every word of the text somewhere, and one of the states and values where any is chosen. */
export function matching(
  fleet: readonly Believed[],
  { text, states, only }: Pick<FleetQuery, 'text' | 'states' | 'only'>,
  strings: FirstStrings,
): Believed[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = facetTest(only);
  return fleet.filter((one) => {
    if (states.length > 0 && !states.includes(one.state)) return false;
    if (!isWanted(one.instance)) return false;
    if (words.length === 0) return true;
    const all = searchable(one, strings);
    return words.every((word) => all.includes(word));
  });
}
