'use client';

import { useSearchParams } from 'next/navigation';
import { useSignedOut } from '@/lib/swr/signed-out';
import { facetOf } from '../instances/fleet-facets';
import { matching, type Believed } from '../instances/fleet-filter';
import { isFiltered, writeQuery, type FleetQuery } from '../instances/fleet-query';
import { useBelievedFleet, useFleet } from '../instances/use-fleet';
import { useFleetQuery } from '../instances/use-fleet-query';
import { useConnection } from '../layout/connection-notice';
import { TabTitle } from '../layout/tab-title';
import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { useNewest } from './use-newest';
import { WallCounts } from './wall-counts';
import { countStates, groupsOf, needing } from './wall-fleet';
import { WallFoot, WallLost } from './wall-foot';
import { WallGroups } from './wall-groups';
import { WallHead } from './wall-head';
import { WallNotes } from './wall-notes';
import { WallCalm, WallRows } from './wall-rows';

/** A screen that nobody sits at has nobody who chooses: its address may. Else it is as all pages are. */
function schemeOf(theme: string | null): string {
  if (theme === 'dark') return 'scheme-dark';
  return theme === 'light' ? 'scheme-light' : '';
}

function Middle({ fleet, all, query }: { fleet: readonly Believed[]; all: number; query: FleetQuery }) {
  const { wall } = useStrings();
  const facet = query.by === null ? null : facetOf(query.by);
  const worst = needing(fleet);
  const calm = all === 0 ? null : <WallCalm text={wall.nobody} />;
  return (
    <div className="flex flex-[1_0_auto] flex-col gap-[1.6em] wall:min-h-0 wall:flex-1 wall:flex-row">
      {fleet.length === 0 ? null : worst.length === 0 ? calm : <WallRows fleet={worst} />}
      {facet === null ? null : <WallGroups groups={groupsOf(fleet, query)} facet={facet} />}
    </div>
  );
}

/** The fleet for a screen in the room, to be read from four metres: who needs somebody in large, everybody else as numbers. */
export function WallView() {
  const strings = useStrings();
  const params = useSearchParams();
  const { query } = useFleetQuery();
  const { data } = useFleet();
  const believed = useBelievedFleet(data.instances);
  const isOut = useSignedOut();
  const isLost = useConnection().title !== '' || isOut;
  useNewest();
  const all: readonly Believed[] = isOut ? believed.map(({ instance }) => ({ instance, state: 'unknown' })) : believed;
  const fleet = matching(all, query, strings);
  const nothing = fleet.length === 0 && all.length > 0 ? strings.fleetTools.nothing : null;
  return (
    <div
      data-wall
      data-stale={isLost}
      className={classNames(
        'fixed inset-0 flex flex-col gap-[1em] overflow-x-hidden overflow-y-auto bg-ground [--glyph-cut:var(--ground)] px-[1.1em] py-[1em] text-[max(2.2vmin,0.875rem)] text-ink wall:overflow-hidden wall:px-[1.8em] wall:py-[1.2em]',
        schemeOf(params.get('theme')),
      )}
    >
      <TabTitle text={strings.wall.title} />
      <WallHead fleet={fleet} nothing={nothing} />
      <WallCounts counts={countStates(fleet)} />
      <Middle fleet={fleet} all={all.length} query={query} />
      <WallNotes fleet={all} shown={fleet} isFiltered={isFiltered(query)} list={data} />
      <WallFoot fleet={writeQuery(query)} />
      <WallLost isSignedOut={isOut} />
    </div>
  );
}
