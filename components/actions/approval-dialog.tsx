'use client';

import type { ComponentProps } from 'react';
import { useState } from 'react';
import type { Approval } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { newKey } from '@/lib/swr/mutations';
import { type Choice, sendChoice } from '@/lib/swr/send-choice';
import { useApproval } from '@/lib/swr/use-approval';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import { usePlan } from '@/lib/swr/use-plan';
import { useMe } from '../access/me';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Dialog } from '../ui/dialog';
import { AboutLine } from './about-line';
import { isUndecided } from './action-of-error';
import { ApprovalEnded } from './approval-ended';
import { ApprovalForm } from './approval-form';
import { partIn } from './approval-part';
import { ApprovalSeen } from './approval-seen';
import { GuardOutcome } from './guard-outcome';
import { GuardRefused } from './guard-refused';
import { GuardUndecided } from './guard-undecided';
import { PlanPending } from './plan-pending';
import { useSend } from './use-send';

interface Props {
  first: Instance;
  waiting: Approval;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** What waits for a second person: they approve or decline, who asked withdraws, everybody else looks. */
export function ApprovalDialog({ first, waiting, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const { data: instance = first } = useInstance(first.id, first);
  const { data: approval } = useApproval(waiting);
  const part = partIn(approval, useMe());
  const [round, setRound] = useState(newKey);
  const plan = usePlan({ instanceId: first.id, action: 'set-stop-writes', value: 'no', round });
  const freshness = useFreshness(instance);
  const { state, submit, askAgain, reset } = useSend((choice: Choice, key) => sendChoice(waiting.id, choice, key));
  const review = (): void => {
    reset();
    setRound(newKey());
  };
  const follow = { value: 'no', onReview: review, onSwitch: onClose, onUndo: null, onClose } as const;
  const body = (): React.ReactNode => {
    if (state.phase === 'answered') {
      const { answer } = state;
      if ('action' in answer) return <GuardOutcome {...follow} action={answer.action} instance={answer.instance} />;
      return <ApprovalEnded approval={answer} instance={instance} onClose={onClose} />;
    }
    const error = state.phase === 'failed' ? state.error : null;
    if (error !== null && isUndecided(error)) {
      return <GuardUndecided {...follow} error={error} instance={instance} onAskAgain={askAgain} />;
    }
    if (error !== null && error.code !== 'invalid') {
      return <GuardRefused error={error} onReview={review} onClose={onClose} />;
    }
    const isSending = state.phase === 'sending';
    if (approval.status !== 'waiting' && !isSending) {
      return <ApprovalEnded approval={approval} instance={instance} onClose={onClose} />;
    }
    const shared = { approval, instance, isSending, error };
    if (part !== 'second') {
      const withdraw = part === 'asker' ? () => submit({ kind: 'withdraw' }) : null;
      return <ApprovalSeen {...shared} onWithdraw={withdraw} onClose={onClose} />;
    }
    if (plan.data === undefined) return <PlanPending error={plan.error} onReadAgain={review} onClose={onClose} />;
    return (
      <ApprovalForm
        {...shared}
        plan={plan.data}
        freshness={freshness}
        onApprove={(given) => submit({ kind: 'approve', body: given })}
        onDecline={(note) => submit({ kind: 'decline', body: { note } })}
        onReadAgain={review}
      />
    );
  };
  return (
    <Dialog
      title={part === 'second' ? strings.approval.title : strings.approval.titleSeen}
      about={<AboutLine instance={instance} plan={part === 'second' ? plan.data : undefined} />}
      aside={<Badge>{instance.environment}</Badge>}
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {body()}
    </Dialog>
  );
}
