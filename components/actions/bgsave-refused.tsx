'use client';

import type { Instance } from '@/lib/contracts/instance';
import type { ApiError } from '@/lib/swr/fetcher';
import { useAction } from '@/lib/swr/use-action';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { actionIdOf } from './action-of-error';
import { DialogButtons } from './dialog-buttons';
import { FollowAction } from './follow-action';
import { OutcomeHeading } from './outcome-heading';

interface Props {
  error: ApiError;
  instance: Instance;
  /** Null when it is certain that nothing was started. */
  onAskAgain: (() => void) | null;
  onReview: () => void;
  onClose: () => void;
}

/** The save was not started, or nobody knows whether it was. An unknown one is followed as far as it can be named. */
export function BgsaveRefused({ error, instance, onAskAgain, onReview, onClose }: Props) {
  const strings = useStrings();
  const actionId = onAskAgain === null ? null : actionIdOf(error);
  const followed = useAction(actionId);
  if (followed.data !== undefined) {
    return (
      <FollowAction
        action={followed.data}
        save={null}
        scheduled={false}
        instance={instance}
        onReview={onReview}
        onClose={onClose}
      />
    );
  }
  const words = strings.bgsaveDialog;
  const isLost = onAskAgain !== null && error.code !== 'outcome_unknown';
  return (
    <>
      <OutcomeHeading title={onAskAgain === null ? words.notStarted : words.outcome.unknown}>
        <p>{isLost ? strings.actions.noAnswer : printable(errorText(error, strings))}</p>
        {onAskAgain === null ? null : <p className="font-medium">{strings.actions.askAgainMeans}</p>}
      </OutcomeHeading>
      <DialogButtons>
        {onAskAgain === null ? (
          <Button onClick={onReview}>{strings.actions.review}</Button>
        ) : (
          <Button onClick={onAskAgain}>{strings.actions.askAgain}</Button>
        )}
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
