'use client';

import type { InstanceList } from '@/lib/contracts/instance';
import type { PictureList } from '@/lib/contracts/picture';
import { fleetSentences } from '@/lib/domain/state/fleet-sentence';
import { orderInstances } from '@/lib/domain/instance/order-instances';
import { isLost } from '@/lib/swr/fetcher';
import { useInstances } from '@/lib/swr/use-instances';
import { usePictures } from '@/lib/swr/use-pictures';
import { useMay } from '../access/me';
import { TabTitle } from '../layout/tab-title';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { ButtonLink } from '../ui/button';
import { HeldHeight } from '../ui/held-height';
import { Notice } from '../ui/notice';
import { ConfigProblems } from './config-problems';
import { EmptyFleet } from './empty-fleet';
import { FilterNotes } from './filter-notes';
import { FleetBar } from './fleet-bar';
import { FleetCards } from './fleet-cards';
import { matching } from './fleet-filter';
import { writeQuery } from './fleet-query';
import { FleetTable } from './fleet-table';
import { GroupProblems } from './group-notice';
import { Headline } from './headline';
import { OrderPill } from './order-pill';
import { useCalmOrder } from './use-calm-order';
import { useBelievedFleet } from './use-fleet';
import { useFleetQuery } from './use-fleet-query';
import { usePresence } from './use-presence';

interface Props {
  fallback: InstanceList;
  offer: { url: string; found: string } | null;
  pictures?: PictureList;
}

/** The fleet: a sentence, the states in numbers, large cards where a person is needed, compact ones for the rest. */
export function FleetView({ fallback, offer, pictures }: Props) {
  const strings = useStrings();
  const { data = fallback, error } = useInstances(fallback);
  const { data: drawn } = usePictures('24h', pictures);
  const { isPresent, handlers } = usePresence();
  const control = useFleetQuery();
  const { query } = control;
  const mayAdd = useMay('administer');
  const fleet = useBelievedFleet(data.instances);
  const wanted = matching(fleet, query, strings).map(({ instance }) => instance);
  const order = useCalmOrder({ fleet: data.instances, matching: wanted, query, isBusy: isPresent });
  if (data.instances.length === 0) {
    return (
      <EmptyFleet problems={data.problems} groups={data.groups} offer={offer} canKeep={data.storeProblem === null} />
    );
  }

  const shown = [...order.large, ...order.compact];
  const problems = (
    <>
      <ConfigProblems problems={data.problems} />
      <GroupProblems groups={data.groups} />
    </>
  );
  const members = orderInstances(fleet.map(({ instance, state }) => ({ ...instance, state })));
  return (
    <div className="space-y-5">
      <TabTitle text={strings.tabTitle} />
      <div className="space-y-4">
        <div className="flex items-start justify-between gap-6">
          <HeldHeight className="min-w-0">
            <Headline sentences={fleetSentences(members, strings.fleetWords)} />
          </HeldHeight>
          {mayAdd ? (
            <ButtonLink href="/instances/new" className="max-sm:hidden">
              {strings.fleet.add}
            </ButtonLink>
          ) : null}
        </div>
        <FleetBar states={fleet.map(({ state }) => state)} control={control} />
        <FilterNotes fleet={fleet} shown={shown} control={control} />
      </div>
      {error === null || isLost(error) ? null : (
        <Notice title={strings.fleet.cannotRefresh}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      <div {...handlers} className="space-y-5">
        {query.view === 'table' ? (
          <>
            {problems}
            <FleetTable instances={shown} control={control} />
          </>
        ) : (
          <FleetCards
            large={order.large}
            compact={order.compact}
            pictures={drawn?.pictures}
            between={problems}
            table={writeQuery({ ...query, view: 'table' })}
          />
        )}
      </div>
      {mayAdd ? (
        <ButtonLink href="/instances/new" className="sm:hidden">
          {strings.fleet.add}
        </ButtonLink>
      ) : null}
      <OrderPill isShown={order.isHeld} onResort={order.resort} />
    </div>
  );
}
