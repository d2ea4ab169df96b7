import { fleetSentence as sentenceOf, type FleetMember } from '@/lib/domain/fleet-sentence';

/** The first line of the page. */
export function fleetSentence(members: readonly FleetMember[]): string {
  return sentenceOf(members);
}
