'use client';

import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useMe } from '../access/me';
import { useActions } from '../actions/actions-provider';
import { partIn } from '../actions/approval-part';
import { useFirstStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Time } from '../ui/time';

/** Somebody asks a second person about this instance: for everybody to see, and to decide for who may. */
export function ApprovalNotice({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const me = useMe();
  const { openApproval } = useActions();
  const { approval } = instance.guard;
  if (approval === null) return null;
  const words = strings.approval;
  const part = partIn(approval, me);
  return (
    <section
      aria-label={words.label}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-edge bg-ground px-3 py-2 text-[0.8125rem]"
    >
      <p className="min-w-0 flex-1 basis-56">
        <strong className="font-semibold">{words.asks(printable(approval.by.name))}</strong>
        {approval.reason === null ? null : `${strings.colon}${printable(approval.reason)}`}
        {strings.stop}
        {strings.between}
        {words.until}
        <Time at={approval.endsAt} />
        {strings.stop}
      </p>
      {part === 'none' ? null : (
        <Button look={part === 'second' ? 'primary' : 'plain'} onClick={() => openApproval(instance)}>
          {part === 'second' ? words.review : words.look}
        </Button>
      )}
    </section>
  );
}
