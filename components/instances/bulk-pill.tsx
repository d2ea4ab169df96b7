'use client';

import { useEffect } from 'react';
import { useLatestBulk } from '@/lib/swr/use-bulk';
import { useServerNow } from '@/lib/swr/use-live';
import { useActions } from '../actions/actions-provider';
import { allOf, endedOf } from '../actions/bulk-shown';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { useFleet } from './use-fleet';

/** So long after its end it still leads to what came of it. */
const TOLD_MS = 600_000;

/**
 * Leads back to the bulk save that runs, or that ended a while ago, whoever began it. It lies over the page: nothing moves when it comes.
 * While none runs it is asked for when a save begins or ends somewhere.
 */
export function BulkPill() {
  const { bulk } = useStrings();
  const { openBulkSave } = useActions();
  const { data, read } = useLatestBulk();
  const isSaving = useFleet().data.instances.some(({ save }) => save !== null);
  useEffect(() => void read(), [isSaving, read]);
  const latest = data?.latest ?? null;
  const endedAt = latest?.endedAt ?? null;
  const isTold = useServerNow((now) => endedAt === null || (now !== null && now - Date.parse(endedAt) < TOLD_MS));
  const counts = latest?.counts;
  const isShown = counts !== undefined && isTold;
  const toldEnd = latest?.brokenOff === true ? bulk.pillBrokenOff : bulk.pillEnded;
  const ended = !isShown || endedAt === null ? '' : toldEnd(counts.saved, allOf(counts));
  return (
    <>
      {isShown ? (
        <div className="fixed bottom-17 left-3.5 z-10 max-w-[calc(100vw-1.75rem)] sm:bottom-5 sm:left-6">
          <Button className="rounded-full border-edge shadow-lg" onClick={() => openBulkSave(latest?.id ?? '')}>
            {endedAt === null ? bulk.pill(endedOf(counts), allOf(counts)) : ended}
          </Button>
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {ended}
      </p>
    </>
  );
}
