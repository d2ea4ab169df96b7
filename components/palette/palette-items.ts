import type { Instance, InstanceStateName } from '@/lib/contracts/instance';
import type { Believed } from '../instances/fleet-filter';
import { stateWord } from '../strings/spoken';
import type { Strings } from '../strings/en';
import { printable } from '@/lib/domain/text/printable';

/** One line of the palette. */
export interface Item {
  readonly id: string;
  readonly text: string;
  /** Stands at the end of the line: a state, a key, or why it cannot be done now. */
  readonly aside: string;
  readonly state: InstanceStateName | null;
  /** Why it cannot be done now. */
  readonly notNow: string | null;
  /** Also found by these. */
  readonly also: string;
  readonly run: () => void;
}

export interface Group {
  readonly name: string;
  readonly items: readonly Item[];
}

const MOST = 40;

function score(item: Item, words: readonly string[]): number {
  const text = item.text.toLowerCase();
  const all = `${text} ${item.aside.toLowerCase()} ${item.also.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return 0;
  return text.startsWith(words[0] ?? '') ? 2 : 1;
}

/** The items in which every word occurs, those that begin with the first one before the others. */
export function found(groups: readonly Group[], typed: string): Group[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ name, items }) => {
      const scored = items.map((item) => ({ item, score: score(item, words) })).filter((one) => one.score > 0);
      scored.sort((a, b) => b.score - a.score);
      return { name, items: scored.slice(0, MOST).map(({ item }) => item) };
    })
    .filter(({ items }) => items.length > 0);
}

/** The line that opens the page of an instance. */
export function openItem({ instance, state }: Believed, open: (instance: Instance) => void, strings: Strings): Item {
  const word = state === instance.state ? stateWord(instance, strings) : strings.stale;
  return {
    id: `open-${instance.id}`,
    text: printable(instance.name),
    aside: word,
    state,
    notNow: null,
    also: `${instance.address} ${instance.environment} ${strings.actions.open}`,
    run: () => open(instance),
  };
}
