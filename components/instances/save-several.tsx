'use client';

import { useId } from 'react';
import { useBulkCommand } from '../keys/use-bulk-command';
import { useFirstStrings } from '../strings/use-strings';
import { Button } from '../ui/button';

/** Opens the plan for all that the filter shows. Whom it is not for is told so. */
export function SaveSeveral({ className }: { className?: string }) {
  const strings = useFirstStrings();
  const { notMine, run } = useBulkCommand();
  const id = useId();
  return (
    <>
      <Button
        className={className}
        aria-keyshortcuts="B"
        aria-disabled={notMine === null ? undefined : true}
        aria-describedby={notMine === null ? undefined : id}
        onClick={run}
      >
        {strings.fleetTools.saveSeveral}
      </Button>
      {notMine === null ? null : (
        <span id={id} hidden>
          {notMine}
        </span>
      )}
    </>
  );
}
