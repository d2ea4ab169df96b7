'use client';

import type { ComponentProps } from 'react';
import { useState } from 'react';
import type {
  Action,
  ApprovalAsked as Asked,
  SetStopWritesRequest,
  SetStopWritesResponse,
} from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import { newKey, sendStopWrites } from '@/lib/swr/mutations';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import { usePlan } from '@/lib/swr/use-plan';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Dialog } from '../ui/dialog';
import { AboutLine } from './about-line';
import { isUndecided } from './action-of-error';
import { ApprovalAsked } from './approval-asked';
import { GuardForm, type Terms } from './guard-form';
import { GuardOutcome } from './guard-outcome';
import { GuardRefused } from './guard-refused';
import { GuardUndecided } from './guard-undecided';
import { PlanPending } from './plan-pending';
import { useSend } from './use-send';

interface Props {
  first: Instance;
  value: 'yes' | 'no';
  reason: string;
  onReason: (text: string) => void;
  onSaveInstead: () => void;
  onSwitch: (value: 'yes' | 'no') => void;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** The guarded switch of stop-writes-on-bgsave-error. Everything it says comes from a plan that was read for it. */
export function GuardDialog(props: Props) {
  const strings = useStrings();
  const { first, value } = props;
  const { data: instance = first } = useInstance(first.id, first);
  const [round, setRound] = useState(newKey);
  const [terms, setTerms] = useState<Terms>({
    end: first.guard.expected === 'no' ? 'none' : 'next-good-save',
    rewrite: false,
  });
  const plan = usePlan({ instanceId: first.id, action: 'set-stop-writes', value, round });
  const freshness = useFreshness(instance);
  const { state, submit, askAgain, reset } = useSend<SetStopWritesRequest, SetStopWritesResponse | Asked>(
    async (body, key) => {
      const answer = await sendStopWrites(first.id, body, key);
      // It is in the audit now; kept here, it would be offered for the next decision.
      props.onReason('');
      return answer;
    },
  );
  // An undo is a switch to the other value, sent from the outcome of this one.
  const sent = state.phase === 'idle' ? value : state.body.value;
  const isUndo = sent !== value;
  const review = (): void => {
    if (isUndo) return props.onSwitch(sent);
    reset();
    setRound(newKey());
  };

  const undo = (action: Action): void => {
    submit({ value: 'yes', expected: 'no', runId: action.runId ?? undefined });
  };

  const body = (): React.ReactNode => {
    if (state.phase === 'sending' && isUndo) return <p role="status">{strings.guardDialog.sending}</p>;
    if (state.phase === 'answered') {
      const { answer } = state;
      if ('approval' in answer) return <ApprovalAsked {...answer} onClose={props.onClose} />;
      const { action, instance: after } = answer;
      return (
        <GuardOutcome
          {...props}
          action={action}
          instance={after}
          onReview={review}
          value={sent}
          onUndo={isUndo ? null : undo}
        />
      );
    }
    if (state.phase === 'failed' && isUndecided(state.error)) {
      return (
        <GuardUndecided
          {...props}
          error={state.error}
          instance={instance}
          onAskAgain={askAgain}
          onReview={review}
          value={sent}
          onUndo={isUndo ? null : undo}
        />
      );
    }
    if (state.phase === 'failed' && state.error.code !== 'invalid') {
      return <GuardRefused error={state.error} onReview={review} onClose={props.onClose} />;
    }
    if (plan.data === undefined) return <PlanPending error={plan.error} onReadAgain={review} onClose={props.onClose} />;
    return (
      <GuardForm
        {...props}
        instance={instance}
        plan={plan.data}
        terms={terms}
        onTerms={setTerms}
        freshness={freshness}
        isSending={state.phase === 'sending'}
        error={state.phase === 'failed' ? state.error : null}
        onSubmit={submit}
        onReadAgain={review}
      />
    );
  };

  return (
    <Dialog
      title={sent === 'no' ? strings.guardDialog.titleOff : strings.guardDialog.titleOn}
      about={<AboutLine instance={instance} plan={plan.data} />}
      aside={<Badge>{instance.environment}</Badge>}
      onClose={props.onClose}
      onCloseAutoFocus={props.onCloseAutoFocus}
    >
      {body()}
    </Dialog>
  );
}
