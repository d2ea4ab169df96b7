'use client';

import { printable } from '@/lib/domain/text/printable';
import { isOffline, isSilent, useGlance } from '@/lib/swr/use-live';
import { useFleet } from '../instances/use-fleet';
import { useFirstStrings } from '../strings/use-strings';
import { Bar } from './bar';

/** Says on every page that nothing can be kept, and so nothing changed: the disk of Savepoint itself is full, most often. */
export function StoreBar() {
  const { live, between } = useFirstStrings();
  const { storeProblem } = useFleet().data;
  const isStale = useGlance((glance) => isOffline(glance) || isSilent(glance));
  return (
    <div role="status">
      {storeProblem === null ? null : (
        <Bar isStale={isStale}>
          <strong className="font-semibold">{live.storeTitle}</strong>
          {between}
          {printable(live.storeWhy(storeProblem))}
        </Bar>
      )}
    </div>
  );
}
