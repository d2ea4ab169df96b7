import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import type { FleetQuery } from './fleet-query';
import { readQuery, writeQuery } from './fleet-query';

export interface QueryControl {
  readonly query: FleetQuery;
  /** Something was chosen: the way back is kept. */
  readonly choose: (change: Partial<FleetQuery>) => void;
  /** Something is being typed: the address follows, without a step for each letter. */
  readonly type: (text: string) => void;
}

/** The address as it is now: two quick changes must both count, though the page is not rendered in between. */
function addressWith(change: Partial<FleetQuery>): string {
  return writeQuery({ ...readQuery(new URLSearchParams(window.location.search)), ...change });
}

/** Filter, sort and view live in the address: it can be sent to somebody, and Back undoes a choice. */
export function useFleetQuery(): QueryControl {
  const params = useSearchParams();
  return useMemo(
    () => ({
      query: readQuery(params),
      choose: (change) => window.history.pushState(null, '', addressWith(change)),
      type: (text) => window.history.replaceState(null, '', addressWith({ text })),
    }),
    [params],
  );
}
