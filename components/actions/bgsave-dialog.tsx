'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useState } from 'react';
import type { BgsaveRequest, BgsaveResponse } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import { newKey, sendBgsave } from '@/lib/swr/mutations';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import { usePlan } from '@/lib/swr/use-plan';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Dialog } from '../ui/dialog';
import { AboutLine } from './about-line';
import { isUndecided } from './action-of-error';
import { BgsaveForm } from './bgsave-form';
import { BgsaveRefused } from './bgsave-refused';
import { FollowAction } from './follow-action';
import { FollowSave } from './follow-save';
import { PlanPending } from './plan-pending';
import { useSend } from './use-send';

interface Props {
  first: Instance;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** BGSAVE: what speaks for and against it, the start, and then the save to its real end. */
export function BgsaveDialog({ first, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const { data: instance = first } = useInstance(first.id, first);
  const [round, setRound] = useState(newKey);
  const [isWatching, setWatching] = useState(false);
  const plan = usePlan({ instanceId: first.id, action: 'bgsave', value: null, round });
  const freshness = useFreshness(instance);
  const { state, submit, askAgain, reset } = useSend<BgsaveRequest, BgsaveResponse>((body, key) =>
    sendBgsave(first.id, body, key),
  );
  const review = (): void => {
    reset();
    setRound(newKey());
  };

  const body = (): ReactNode => {
    if (isWatching) return <FollowSave instance={instance} onClose={onClose} />;
    if (state.phase === 'answered') {
      const { action, save } = state.answer;
      const scheduled = state.body.schedule === true;
      return (
        <FollowAction
          action={action}
          save={save}
          scheduled={scheduled}
          instance={instance}
          onReview={review}
          onClose={onClose}
        />
      );
    }
    if (state.phase === 'failed') {
      const again = isUndecided(state.error) ? askAgain : null;
      return (
        <BgsaveRefused error={state.error} instance={instance} onAskAgain={again} onReview={review} onClose={onClose} />
      );
    }
    if (plan.data === undefined) return <PlanPending error={plan.error} onReadAgain={review} onClose={onClose} />;
    return (
      <BgsaveForm
        instance={instance}
        plan={plan.data}
        freshness={freshness}
        isSending={state.phase === 'sending'}
        onSubmit={submit}
        onWatch={() => setWatching(true)}
        onReadAgain={review}
        onClose={onClose}
      />
    );
  };

  return (
    <Dialog
      title={strings.bgsaveDialog.title}
      about={<AboutLine instance={instance} plan={plan.data} />}
      aside={<Badge>{instance.environment}</Badge>}
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {body()}
    </Dialog>
  );
}
