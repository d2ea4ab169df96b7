'use client';

import { printable } from '@/lib/domain/printable';
import { useFleet } from '../instances/use-fleet';
import { useStrings } from '../strings/use-strings';
import { Bar } from './bar';

/** Says on every page that nothing can be kept, and so nothing changed: the disk of Savepoint itself is full, most often. */
export function StoreBar() {
  const { live, between } = useStrings();
  const { storeProblem } = useFleet().data;
  return (
    <div role="status">
      {storeProblem === null ? null : (
        <Bar>
          <strong className="font-semibold">{live.storeTitle}</strong>
          {between}
          {printable(storeProblem)}
          {between}
          {live.storeMeans}
        </Bar>
      )}
    </div>
  );
}
