import { fleetSentence as sentenceOf, type FleetMember } from '@/lib/domain/fleet-sentence';
import { fleet } from '@/lib/domain/words/zh/fleet';

export function fleetSentence(members: readonly FleetMember[]): string {
  return sentenceOf(members, fleet, (sentences) => sentences.join(''));
}
