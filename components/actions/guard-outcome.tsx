'use client';

import type { Action } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import { isOpen, useAction } from '@/lib/swr/use-action';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { DialogButtons } from './dialog-buttons';
import { FlowLines } from './flow-lines';
import { guardFlow } from './guard-flow';
import { OutcomeHeading } from './outcome-heading';

interface Props {
  action: Action;
  instance: Instance;
  value: 'yes' | 'no';
  onReview: () => void;
  onSwitch: (value: 'yes' | 'no') => void;
  /** Turns the guard on again, where that stops no write. Null: this was an undo itself. */
  onUndo: ((action: Action) => void) | null;
  onClose: () => void;
}

function titleOf(action: Action, value: 'yes' | 'no', strings: Strings): string {
  const words = strings.guardDialog.outcome;
  if (action.outcome === 'applied') return words.applied[value];
  // An action without an answer is open, but to the person who asked for it the outcome is unknown, not on its way.
  return words[action.outcome === 'pending' ? 'unknown' : action.outcome];
}

/** What became of the switch: one of four outcomes, and an unknown one is followed until it is known. */
export function GuardOutcome({ action: first, instance: answered, onReview, onSwitch, onUndo, onClose, value }: Props) {
  const strings = useStrings();
  const followed = useAction(isOpen(first) ? first.id : null, isOpen(first) ? first : undefined);
  const { data: live = answered } = useInstance(answered.id, answered);
  const action = followed.data ?? first;
  const open = isOpen(action);
  const freshness = useFreshness(live);
  const isHarmless = freshness === 'fresh' && live.rdb.lastStatus === 'ok';
  const undo =
    onUndo !== null && action.outcome === 'applied' && action.before !== null && action.before !== value
      ? action.before
      : null;
  return (
    <>
      <OutcomeHeading title={titleOf(action, value, strings)}>
        <p>{printable(action.message)}</p>
        {open ? <p className="font-medium">{strings.guardDialog.notRepeat}</p> : null}
      </OutcomeHeading>
      <FlowLines lines={guardFlow(action, open ? answered : live, strings)} />
      <DialogButtons>
        {undo === null ? null : (
          <Button onClick={() => (undo === 'yes' && isHarmless ? onUndo?.(action) : onSwitch(undo))}>
            {strings.guardDialog.undo}
          </Button>
        )}
        {action.outcome === 'conflict' || action.outcome === 'not-applied' ? (
          <Button onClick={onReview}>{strings.actions.review}</Button>
        ) : null}
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
