'use client';

import type { Action } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { ApiError } from '@/lib/swr/fetcher';
import { useAction } from '@/lib/swr/use-action';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { actionIdOf } from './action-of-error';
import { DialogButtons } from './dialog-buttons';
import { GuardOutcome } from './guard-outcome';
import { OutcomeHeading } from './outcome-heading';

interface Props {
  error: ApiError;
  instance: Instance;
  value: 'yes' | 'no';
  onAskAgain: () => void;
  onReview: () => void;
  onSwitch: (value: 'yes' | 'no') => void;
  onUndo: ((action: Action) => void) | null;
  onClose: () => void;
}

/** Nobody knows yet whether it happened. Nothing is repeated: the action is read until its outcome is known. */
export function GuardUndecided(props: Props) {
  const strings = useStrings();
  const { error, onAskAgain, onClose } = props;
  const actionId = actionIdOf(error);
  const followed = useAction(actionId);
  if (followed.data !== undefined) return <GuardOutcome {...props} action={followed.data} />;

  const isLost = error.code !== 'outcome_unknown';
  return (
    <>
      <OutcomeHeading title={strings.guardDialog.outcome.unknown}>
        <p>{isLost ? strings.actions.noAnswer : printable(errorText(error, strings))}</p>
        <p className="font-medium">
          {actionId === null ? strings.actions.askAgainMeans : strings.guardDialog.notRepeat}
        </p>
      </OutcomeHeading>
      <DialogButtons>
        {actionId === null ? <Button onClick={onAskAgain}>{strings.actions.askAgain}</Button> : null}
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
