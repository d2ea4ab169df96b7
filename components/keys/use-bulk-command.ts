import { useMemo } from 'react';
import { useMay } from '../access/me';
import { useActions } from '../actions/actions-provider';
import { bulkWanted, type BulkWanted } from '../actions/bulk-wanted';
import type { NotNow } from '../actions/not-now';
import { useFleet } from '../instances/use-fleet';
import { useFirstStrings } from '../strings/use-strings';
import { hint } from './hint';

/** Saving several: what the page shows when it is asked for. */
export interface BulkCommand {
  /** Of who asks: a role that sees does not act. */
  readonly notMine: NotNow;
  readonly wanted: () => BulkWanted;
  /** Opens the plan, or says why not. */
  readonly run: () => void;
}

export function useBulkCommand(): BulkCommand {
  const strings = useFirstStrings();
  const { openBulk } = useActions();
  const { instances } = useFleet().data;
  const mayAct = useMay('act');
  return useMemo(() => {
    const notMine = mayAct ? null : strings.who.mayNotAct;
    const wanted = (): BulkWanted => bulkWanted(instances, window.location, strings);
    const run = (): void => {
      if (notMine !== null) return hint(notMine);
      const now = wanted();
      if (now.ids.length === 0) return hint(strings.fleetTools.saveNone);
      openBulk(now);
    };
    return { notMine, wanted, run };
  }, [strings, openBulk, instances, mayAct]);
}
