import type { Role } from '../observation/observation';
import type { Words } from '../words/words';
import type { GroupStanding } from './group';
import type { GroupOf } from './group-of';

/** An instance's place in its group, as told to a person. */
export interface GroupView extends GroupOf {
  /** As the group announces it; null where that is not known. What the server says of itself is `server.role`. */
  readonly role: Role | null;
  /** Of its shard; null without any, and for a group of Sentinel. */
  readonly slots: string | null;
  /** Null: not known. */
  readonly announced: boolean | null;
  /** What is not as it should be, or not known; null where all is. */
  readonly message: string | null;
}

/** `observed`: the role that the server tells of itself just now; null where it was not read. */
export function viewGroup(
  of: GroupOf | null,
  { place, role, slots }: GroupStanding,
  observed: Role | null,
  { group: words }: Words,
): GroupView | null {
  if (of === null) return null;
  const { name, kind } = of;
  const announced = place === 'announced' ? true : place === 'gone' ? false : null;
  return { name, kind, role, slots, announced, message: messageOf(of, { place, role, slots }, observed, words) };
}

function messageOf(
  { name, kind }: GroupOf,
  { place, role }: GroupStanding,
  observed: Role | null,
  words: Words['group'],
): string | null {
  if (place !== 'announced') return words[place][kind](name);
  if (role === null || observed === null || role === observed) return null;
  return role === 'master' ? words.saysReplica[kind](name) : words.saysPrimary[kind](name);
}
