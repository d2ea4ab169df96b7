'use client';

import type { Action } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { Save } from '@/lib/contracts/save';
import { useAction } from '@/lib/swr/use-action';
import { useKnownSaves } from '@/lib/swr/use-saves';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { DialogButtons } from './dialog-buttons';
import { OutcomeHeading } from './outcome-heading';
import { RunningSave } from './running-save';
import { endWord, SaveEnd } from './save-end';

interface Props {
  action: Action;
  save: Save | null;
  /** It waits for another child of Redis, such as an AOF rewrite, to end. */
  scheduled: boolean;
  instance: Instance;
  onReview: () => void;
  onClose: () => void;
}

function titleOf(action: Action, save: Save | undefined, strings: Strings): string {
  const words = strings.bgsaveDialog;
  if (action.outcome === 'applied') return words.outcome.saved;
  if (save !== undefined && save.outcome !== 'running' && save.outcome !== 'saved') return endWord(save, strings);
  return action.outcome === 'unknown' ? words.outcome.unknown : words.notSaved;
}

/** Follows a BGSAVE that was asked for until it has saved, failed, was cancelled, or cannot be known. */
export function FollowAction({ action: first, save: firstSave, scheduled, instance, onReview, onClose }: Props) {
  const strings = useStrings();
  const { data: action = first, error } = useAction(first.id, first);
  // Whoever waits for the save waits for no list besides.
  const saves = useKnownSaves(instance.id);
  const save = saves.data?.find(({ actionId }) => actionId === first.id) ?? firstSave ?? undefined;
  const words = strings.bgsaveDialog;

  if (action.outcome === 'pending') {
    const isWaiting = scheduled && instance.save === null && save === undefined;
    return (
      <>
        <RunningSave instance={instance} text={isWaiting ? words.scheduled : words.startedNotSaved} />
        <p role="status" className="mt-3 text-[0.8125rem] text-muted">
          {error === null ? printable(action.message) : errorText(error, strings)}
        </p>
        <DialogButtons>
          <Button onClick={onClose}>{strings.close}</Button>
        </DialogButtons>
      </>
    );
  }
  return (
    <>
      <OutcomeHeading title={titleOf(action, save, strings)}>
        <p>{printable(action.message)}</p>
        {save === undefined || save.outcome === 'running' ? null : <SaveEnd save={save} withFigures={false} />}
      </OutcomeHeading>
      <DialogButtons>
        {action.outcome === 'applied' ? null : <Button onClick={onReview}>{strings.actions.review}</Button>}
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
