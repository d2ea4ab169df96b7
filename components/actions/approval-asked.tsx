'use client';

import type { Approval } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { useApproval } from '@/lib/swr/use-approval';
import { useInstance } from '@/lib/swr/use-instance';
import { useStrings } from '../strings/use-strings';
import { Time } from '../ui/time';
import { ApprovalEnded } from './approval-ended';
import { CloseFoot } from './close-foot';
import { OutcomeHeading } from './outcome-heading';

interface Props {
  approval: Approval;
  instance: Instance;
  onClose: () => void;
}

/** After asking: nothing has changed, who can approve, until when; and then what became of it. */
export function ApprovalAsked({ approval: first, instance: answered, onClose }: Props) {
  const strings = useStrings();
  const { data: approval } = useApproval(first);
  const { data: instance = answered } = useInstance(answered.id, answered);
  const words = strings.approval;
  if (approval.status !== 'waiting') return <ApprovalEnded approval={approval} instance={instance} onClose={onClose} />;
  return (
    <>
      <OutcomeHeading title={words.asked}>
        <p className="font-medium">
          {words.nothingSent}
          {instance.writes.availability === 'rejected' ? `${strings.between}${words.stillRefused}` : null}
        </p>
        <p>
          {words.whoMay}
          <Time at={approval.endsAt} />
          {strings.stop}
          {strings.between}
          {words.afterwards}
        </p>
      </OutcomeHeading>
      <CloseFoot onClose={onClose} />
    </>
  );
}
