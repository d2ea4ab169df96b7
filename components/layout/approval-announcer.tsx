'use client';

import { printable } from '@/lib/domain/text/printable';
import { useFleet } from '../instances/use-fleet';
import { useFirstStrings } from '../strings/use-strings';

/** Reads out on every page that somebody asks a second person: what is drawn stands on the card and the page of the instance. */
export function ApprovalAnnouncer() {
  const strings = useFirstStrings();
  const { instances } = useFleet().data;
  return (
    <div role="status" className="sr-only">
      {instances.map(({ id, name, guard: { approval } }) =>
        approval === null ? null : (
          <p key={id}>{`${printable(name)}${strings.colon}${strings.approval.asks(printable(approval.by.name))}`}</p>
        ),
      )}
    </div>
  );
}
