'use client';

import type { Approval } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useAction } from '@/lib/swr/use-action';
import { useStrings } from '../strings/use-strings';
import { CloseFoot } from './close-foot';
import { GuardOutcome } from './guard-outcome';
import { OutcomeHeading } from './outcome-heading';

interface Props {
  approval: Approval;
  instance: Instance;
  onClose: () => void;
}

/** What became of it. Approved is not applied: that is told by the action alone, once it was read back. */
export function ApprovalEnded({ approval, instance, onClose }: Props) {
  const { data: action } = useAction(approval.actionId);
  if (action !== undefined) {
    return (
      <GuardOutcome
        action={action}
        instance={instance}
        value="no"
        onReview={onClose}
        onSwitch={onClose}
        onUndo={null}
        onClose={onClose}
      />
    );
  }
  return <Ended approval={approval} onClose={onClose} />;
}

function Ended({ approval, onClose }: Omit<Props, 'instance'>) {
  const strings = useStrings();
  const words = strings.approval;
  const { status, decidedBy, note } = approval;
  return (
    <>
      <OutcomeHeading title={words.ended[status]}>
        {decidedBy === null || decidedBy.kind === 'system' ? null : <p>{words.endedBy(printable(decidedBy.name))}</p>}
        {note === null ? null : <p>{printable(note)}</p>}
        {status === 'approved' ? null : <p className="font-medium">{words.nothingSent}</p>}
      </OutcomeHeading>
      <CloseFoot onClose={onClose} />
    </>
  );
}
