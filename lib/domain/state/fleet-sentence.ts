import type { InstanceStateName } from './instance-view';
import { printable } from '../text/printable';
import type { Words } from '../words/words';
import { fleet } from '../words/en/fleet';

/** What the sentence looks at. A caller whose copy of a view has gone stale gives `unknown` as its state. */
export interface FleetMember {
  readonly name: string;
  readonly state: InstanceStateName;
  readonly quiet: boolean;
  /** The process that answers there, where others are known to be the same; null or absent: none is. */
  readonly twinOf: string | null;
}

const UNSEEN: readonly InstanceStateName[] = ['unreachable', 'no-access', 'unknown'];

/** So many are named in the first sentence; more would push the facts off a phone's screen. */
const NAMED = 3;

/**
 * The first lines of the page: what a person would say of the whole fleet, what matters most first, one sentence each. Those
 * that refuse writes are named, in the order given. Never calm while something cannot be seen.
 */
export function fleetSentences(watched: readonly FleetMember[], say: Words['fleet'] = fleet): readonly string[] {
  if (watched.length === 0) return [say.empty];
  const members = servers(watched);
  const size = (test: (member: FleetMember) => boolean): number => members.filter(test).length;
  const rejecting = members.filter(({ state }) => state === 'rejecting-writes').map(({ name }) => printable(name));
  const parts = [rejecting.length > 0 ? say.rejecting(rejecting.slice(0, NAMED), rejecting.length) : null];
  const add = (n: number, sentence: (n: number, more: boolean) => string): void => {
    if (n > 0)
      parts.push(
        sentence(
          n,
          parts.some((part) => part !== null),
        ),
      );
  };
  add(
    size(({ state }) => state === 'not-saving'),
    say.notSaving,
  );
  add(
    size(({ state }) => UNSEEN.includes(state)),
    say.unseen,
  );
  add(
    size(({ state, quiet }) => state === 'at-risk' && !quiet),
    say.atRisk,
  );
  add(
    size(({ state }) => state === 'loading'),
    say.loading,
  );
  const told = parts.filter((part) => part !== null);
  if (told.length > 0) return told;
  const none = size(({ state }) => state === 'no-persistence');
  const early = size(({ state }) => state === 'at-risk');
  return [say.calm, ...(none > 0 ? [say.none(none)] : []), ...(early > 0 ? [say.early(early)] : [])];
}

/** How many instances need a person now (refusing writes or not saving): the number in the tab's title. */
export function fleetAlarms(members: readonly Pick<FleetMember, 'state' | 'twinOf'>[]): number {
  return servers(members).filter(({ state }) => state === 'rejecting-writes' || state === 'not-saving').length;
}

/** One of those that are the same server in the same state: under how many names it is watched is no number of servers. */
function servers<T extends Pick<FleetMember, 'state' | 'twinOf'>>(members: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return members.filter(({ twinOf, state }) => {
    if (twinOf === null) return true;
    const key = `${twinOf} ${state}`;
    return !seen.has(key) && seen.add(key);
  });
}
