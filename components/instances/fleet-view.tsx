'use client';

import { lazy, Suspense, useMemo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { PictureList } from '@/lib/contracts/picture';
import { isLost } from '@/lib/swr/fetcher';
import { usePictures } from '@/lib/swr/use-pictures';
import { useMay } from '../access/me';
import { TabTitle } from '../layout/tab-title';
import { useFirstStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { ButtonLink } from '../ui/button';
import { Notice } from '../ui/notice';
import { whenIdle } from '../ui/on-idle';
import { untilLoaded } from '../ui/until-loaded';
import { ConfigProblems } from './config-problems';
import { FilterNotes } from './filter-notes';
import { FleetBar } from './fleet-bar';
import { FleetCards } from './fleet-cards';
import { facetOf } from './fleet-facets';
import { matching, type Believed } from './fleet-filter';
import { FleetHeadline } from './fleet-headline';
import type { Shelf } from './fleet-places';
import { writeQuery, type FleetQuery } from './fleet-query';
import { FleetTable } from './fleet-table';
import { GroupHeading } from './group-heading';
import { GroupProblems } from './group-notice';
import { OrderPill } from './order-pill';
import { SaveSeveral } from './save-several';
import { useCalmOrder } from './use-calm-order';
import { useBelievedFleet, useFleet } from './use-fleet';
import { useFleetQuery } from './use-fleet-query';
import { usePresence } from './use-presence';

/** Most fleets are not empty: the form that registers the first instance is no part of what they load. */
const EmptyFleet = lazy(async () => ({ default: (await untilLoaded(() => import('./empty-fleet'))).EmptyFleet }));

/** Nothing of it stands in the first view: what runs is told once the page is idle. */
const BulkPill = lazy(async () => {
  await whenIdle();
  return { default: (await untilLoaded(() => import('./bulk-pill'))).BulkPill };
});

/** The headings of the groups of a facet; null where nothing is grouped. */
function groupHeadings({ by, view }: FleetQuery, fleet: readonly Believed[]) {
  const facet = by === null ? null : facetOf(by);
  if (facet === null) return null;
  const states = new Map(fleet.map(({ instance, state }) => [instance.id, state]));
  return function headingOf({ value, large, compact }: Shelf<Instance>, id: string) {
    const believed = [...large, ...compact].map((one) => states.get(one.id) ?? one.state);
    return <GroupHeading id={id} facet={facet} value={value} states={believed} hasLine={view === 'cards'} />;
  };
}

interface Props {
  offer: { url: string; found: string } | null;
  pictures?: PictureList;
}

/** The fleet: a sentence, the states in numbers, large cards where a person is needed, compact ones for the rest. */
export function FleetView({ offer, pictures }: Props) {
  const strings = useFirstStrings();
  const { data, error } = useFleet();
  const { data: drawn } = usePictures('24h', null, pictures);
  const { isPresent, handlers } = usePresence();
  const control = useFleetQuery();
  const { query } = control;
  const mayAdd = useMay('administer');
  const fleet = useBelievedFleet(data.instances);
  const wanted = useMemo(
    () => matching(fleet, query, strings).map(({ instance }) => instance),
    [fleet, query, strings],
  );
  const order = useCalmOrder({ fleet: data.instances, matching: wanted, query, isBusy: isPresent });
  const { shelves } = order;
  const shown = useMemo(() => shelves.flatMap(({ large, compact }) => [...large, ...compact]), [shelves]);
  const headingOf = useMemo(() => groupHeadings(query, fleet), [query, fleet]);
  const problems = useMemo(
    () => (
      <>
        <ConfigProblems problems={data.problems} />
        <GroupProblems groups={data.groups} />
      </>
    ),
    [data.problems, data.groups],
  );
  if (data.instances.length === 0) {
    return (
      <Suspense>
        <EmptyFleet problems={data.problems} groups={data.groups} offer={offer} canKeep={data.storeProblem === null} />
      </Suspense>
    );
  }

  const hasSeveral = data.instances.length > 1;
  return (
    <div className="space-y-5">
      <TabTitle text={strings.tabTitle} />
      <div className="space-y-4">
        <div className="flex items-start justify-between gap-6">
          <FleetHeadline fleet={fleet} />
          {hasSeveral || mayAdd ? (
            <div className="flex shrink-0 gap-2 max-sm:hidden">
              {hasSeveral ? <SaveSeveral /> : null}
              {mayAdd ? <ButtonLink href="/instances/new">{strings.fleet.add}</ButtonLink> : null}
            </div>
          ) : null}
        </div>
        <FleetBar fleet={fleet} control={control} />
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
            <FleetTable shelves={shelves} headingOf={headingOf} control={control} />
          </>
        ) : (
          <FleetCards
            shelves={shelves}
            by={query.by}
            headingOf={headingOf}
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
      {hasSeveral ? (
        <Suspense>
          <BulkPill />
        </Suspense>
      ) : null}
    </div>
  );
}
