'use client';

import type { InstanceList } from '@/lib/contracts/instance';
import { fleetAlarms, fleetSentence } from '@/lib/domain/fleet-sentence';
import { isLost } from '@/lib/swr/fetcher';
import { useInstances } from '@/lib/swr/use-instances';
import { strings } from '../strings';
import { ButtonLink } from '../ui/button';
import { HeldHeight } from '../ui/held-height';
import { Notice } from '../ui/notice';
import { CompactCard } from './compact-card';
import { ConfigProblems } from './config-problems';
import { EmptyFleet } from './empty-fleet';
import { Headline } from './headline';
import { LargeCard } from './large-card';
import { OrderPill } from './order-pill';
import { believedStates, StateChips } from './state-chips';
import { useCalmOrder } from './use-calm-order';
import { usePresence } from './use-presence';
import { useStaleIds } from './use-stale-ids';

interface Props {
  fallback: InstanceList;
  offer: { url: string; found: string } | null;
}

/** The fleet: a sentence, the states in numbers, large cards where a person is needed, compact ones for the rest. */
export function FleetView({ fallback, offer }: Props) {
  const { data = fallback, error } = useInstances(fallback);
  const { isPresent, handlers } = usePresence();
  const staleIds = useStaleIds(data.instances);
  const order = useCalmOrder(data.instances, isPresent);
  if (data.instances.length === 0) return <EmptyFleet problems={data.problems} offer={offer} />;

  const states = believedStates(data.instances, staleIds);
  const members = data.instances.map(({ quiet }, index) => ({ quiet, state: states[index] ?? 'unknown' }));
  const alarms = fleetAlarms(members);
  return (
    <div className="space-y-5">
      <title>{`${alarms === 0 ? '' : `(!${alarms}) `}${strings.tabTitle}`}</title>
      <div className="space-y-4">
        <HeldHeight>
          <Headline sentence={fleetSentence(members)} />
        </HeldHeight>
        <HeldHeight className="flex flex-col items-start gap-3 sm:flex-row sm:justify-between">
          <StateChips states={states} />
          <ButtonLink href="/instances/new" className="max-sm:hidden">
            {strings.fleet.add}
          </ButtonLink>
        </HeldHeight>
      </div>
      {error === null || isLost(error) ? null : (
        <Notice title={strings.fleet.cannotRefresh}>
          <p>{error.message}</p>
        </Notice>
      )}
      <div {...handlers} className="space-y-5">
        {order.large.length === 0 ? null : (
          <section aria-label={strings.fleet.needsAction} className="grid gap-4 lg:grid-cols-2">
            {order.large.map((instance) => (
              <LargeCard key={instance.id} instance={instance} />
            ))}
          </section>
        )}
        <ConfigProblems problems={data.problems} />
        {order.compact.length === 0 ? null : (
          <section aria-label={strings.fleet.rest} className="grid gap-3.5 sm:grid-cols-2 lg:grid-cols-3">
            {order.compact.map((instance) => (
              <CompactCard key={instance.id} instance={instance} />
            ))}
          </section>
        )}
      </div>
      <ButtonLink href="/instances/new" className="sm:hidden">
        {strings.fleet.add}
      </ButtonLink>
      <OrderPill isShown={order.isHeld} onResort={order.resort} />
    </div>
  );
}
