import type { EpochMs } from '../observation/observation';
import { nodeAddress, type AnnouncedNode, type GroupMember, type GroupSeen, type GroupStanding } from './group';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The members after a round of questions: who is announced is one, and who was one stays one. What was not told in this round is not
 * known: no role of an earlier round is told on.
 */
export function followMembers(members: readonly GroupMember[], seen: GroupSeen, now: EpochMs): readonly GroupMember[] {
  if (seen.kind === 'nothing') return members.map((member) => unseen(member, seen.place));
  const announced = new Map(seen.nodes.map((node) => [nodeAddress(node), node]));
  const stay = members.map((member) => {
    const node = announced.get(nodeAddress(member));
    announced.delete(nodeAddress(member));
    if (node !== undefined) return memberOf(node);
    return seen.whole ? gone(member, now) : unseen(member, 'unanswered');
  });
  return [...stay, ...[...announced.values()].map(memberOf)];
}

/**
 * Is this the end of a member that is no longer announced? After an hour where it does not answer either, after a day where it does: a
 * node that was only moved away from answers for long. Never while its guard is off by an override: that has to be ended.
 */
export function isOver(
  { goneSince }: GroupMember,
  now: EpochMs,
  { answers, hasOverride }: { readonly answers: boolean; readonly hasOverride: boolean },
): boolean {
  if (goneSince === null || hasOverride) return false;
  return now - goneSince >= (answers ? DAY_MS : HOUR_MS);
}

function memberOf({ host, port, role, slots }: AnnouncedNode): GroupMember {
  return { host, port, standing: { place: 'announced', role, slots }, goneSince: null };
}

function gone(member: GroupMember, now: EpochMs): GroupMember {
  const standing: GroupStanding = { place: 'gone', role: null, slots: null };
  return { ...member, standing, goneSince: member.goneSince ?? now };
}

/** One that was left out before nobody answered is still that. */
function unseen(member: GroupMember, place: 'disagreed' | 'unanswered'): GroupMember {
  return member.goneSince !== null ? member : { ...member, standing: { place, role: null, slots: null } };
}
