'use client';

import { useState } from 'react';
import type { BulkSave, BulkSaveRequest } from '@/lib/contracts/bulk';
import { printable } from '@/lib/domain/text/printable';
import { newKey, sendBulk } from '@/lib/swr/mutations';
import { useBulkPlan, useLatestBulk } from '@/lib/swr/use-bulk';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { isUndecided } from './action-of-error';
import { BulkPlanForm } from './bulk-plan-form';
import { DialogButtons } from './dialog-buttons';
import { OutcomeHeading } from './outcome-heading';
import { PlanPending } from './plan-pending';
import { useSend } from './use-send';

interface Props {
  ids: readonly string[];
  onBegun: (save: BulkSave) => void;
  onFollow: (id: string) => void;
  onClose: () => void;
}

/** Until it is begun: the plan as it is true now, or the one that runs already, or why nothing was started. */
export function BulkPlanning({ ids, onBegun, onFollow, onClose }: Props) {
  const strings = useStrings();
  const [round, setRound] = useState(newKey);
  const plan = useBulkPlan(ids, round);
  const { data, read } = useLatestBulk();
  const { state, submit, askAgain, reset } = useSend<BulkSaveRequest, BulkSave>(async (body, key) => {
    const save = await sendBulk(body, key);
    read();
    onBegun(save);
    return save;
  });
  const review = (): void => {
    reset();
    read();
    setRound(newKey());
  };
  const latest = data?.latest ?? null;
  if (latest !== null && latest.endedAt === null && state.phase !== 'sending') {
    return (
      <>
        <OutcomeHeading title={strings.bulk.busy(printable(latest.actor.name))}>
          <p>{strings.bulk.busyMeans}</p>
        </OutcomeHeading>
        <DialogButtons>
          <Button onClick={onClose}>{strings.close}</Button>
          <Button look="primary" onClick={() => onFollow(latest.id)}>
            {strings.bulk.follow}
          </Button>
        </DialogButtons>
      </>
    );
  }
  if (state.phase === 'failed') {
    const isOpen = isUndecided(state.error);
    return (
      <>
        <OutcomeHeading title={isOpen ? strings.bgsaveDialog.outcome.unknown : strings.bulk.notStarted}>
          <p>{isOpen ? strings.actions.noAnswer : printable(errorText(state.error, strings))}</p>
          {isOpen ? <p className="font-medium">{strings.actions.askAgainMeans}</p> : null}
        </OutcomeHeading>
        <DialogButtons>
          <Button onClick={onClose}>{strings.close}</Button>
          <Button look="primary" onClick={isOpen ? askAgain : review}>
            {isOpen ? strings.actions.askAgain : strings.actions.review}
          </Button>
        </DialogButtons>
      </>
    );
  }
  if (plan.data === undefined) return <PlanPending error={plan.error} onReadAgain={review} onClose={onClose} />;
  return (
    <BulkPlanForm
      plan={plan.data}
      isSending={state.phase === 'sending'}
      onSubmit={submit}
      onReadAgain={review}
      onClose={onClose}
    />
  );
}
