import type { InstanceStateName } from './instance-view';

/** What the sentence looks at. A caller whose copy of a view has gone stale gives `unknown` as its state. */
export interface FleetMember {
  readonly state: InstanceStateName;
  readonly quiet: boolean;
}

/** The first line of the page: what a person would say of the whole fleet. Never calm while something cannot be seen. */
export function fleetSentence(_members: readonly FleetMember[]): string {
  throw new Error('being written');
}

/** How many instances need a person now (refusing writes or not saving): the number in the tab's title. */
export function fleetAlarms(members: readonly FleetMember[]): number {
  return members.filter(({ state }) => state === 'rejecting-writes' || state === 'not-saving').length;
}
