'use client';

import { memo } from 'react';
import { orderInstances } from '@/lib/domain/instance/order-instances';
import { fleetSentences } from '@/lib/domain/state/fleet-sentence';
import { useFirstStrings } from '../strings/use-strings';
import { HeldHeight } from '../ui/held-height';
import { MANY, type Believed } from './fleet-filter';
import { Headline } from './headline';
import { twinOf } from './use-fleet';

/**
 * What a person would say of the fleet. It takes all the width there is, so that its height is held; in a large fleet something always
 * begins or ends, and a second line has its room before it is said.
 */
export const FleetHeadline = memo(function FleetHeadline({ fleet }: { fleet: readonly Believed[] }) {
  const strings = useFirstStrings();
  const members = orderInstances(
    fleet.map(({ instance, state }) => ({ ...instance, state, twinOf: twinOf(instance) })),
  );
  return (
    <HeldHeight className={fleet.length > MANY ? 'min-h-12.5 min-w-0 flex-1 sm:min-h-17' : 'min-w-0 flex-1'}>
      <Headline sentences={fleetSentences(members, strings.fleetWords)} />
    </HeldHeight>
  );
});
