'use client';

import type { ComponentProps } from 'react';
import { useState } from 'react';
import type { MoveOverrideRequest } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/printable';
import { sendOverrideEnd } from '@/lib/swr/mutations';
import { useInstance } from '@/lib/swr/use-instance';
import { OverrideEnd } from '../instances/override-end';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { AboutLine } from './about-line';
import { fieldError } from './action-of-error';
import { DialogButtons } from './dialog-buttons';
import { type EndChoice, EndField, untilOf } from './end-choice';
import { OutcomeHeading } from './outcome-heading';
import { useSend } from './use-send';

interface Props {
  first: Instance;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** Moves the end of an override. It asks Redis for nothing: the guard stays as it is until then. */
export function EndDialog({ first, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const words = strings.override;
  const { data: instance = first } = useInstance(first.id, first);
  const { override } = instance.guard;
  const [choice, setChoice] = useState<EndChoice>('next-good-save');
  const { state, submit, askAgain } = useSend<MoveOverrideRequest, Instance>((body, key) =>
    sendOverrideEnd(first.id, body, key),
  );
  const isSending = state.phase === 'sending';
  const moved = state.phase === 'answered' ? state.answer.guard.override : null;

  const form = (
    <>
      {override === null ? (
        <Notice title={words.over}>
          <p>{words.overMeans}</p>
        </Notice>
      ) : (
        <>
          <p>
            <OverrideEnd override={override} />
          </p>
          <div className="mt-4">
            <EndField
              value={choice}
              disabled={isSending}
              error={state.phase === 'failed' ? fieldError(state.error, 'until') : null}
              onChoose={setChoice}
            />
          </div>
        </>
      )}
      {state.phase === 'failed' ? (
        <div className="mt-4">
          <Notice kind="alert" title={words.notMoved}>
            <p>{printable(errorText(state.error, strings))}</p>
          </Notice>
        </div>
      ) : null}
      <DialogButtons reason={isSending ? strings.guardDialog.sending : null}>
        <Button onClick={onClose}>{override === null ? strings.close : strings.cancel}</Button>
        {override === null ? null : (
          <Button
            look="primary"
            disabled={isSending}
            onClick={() =>
              state.phase === 'failed' && state.error.status === 0 ? askAgain() : submit({ until: untilOf(choice) })
            }
          >
            {words.move}
          </Button>
        )}
      </DialogButtons>
    </>
  );

  const told = moved !== null && (
    <>
      <OutcomeHeading title={words.moved}>
        <p>
          <OverrideEnd override={moved} />
        </p>
      </OutcomeHeading>
      <DialogButtons>
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );

  return (
    <Dialog
      title={words.title}
      about={<AboutLine instance={instance} plan={undefined} />}
      aside={<Badge>{instance.environment}</Badge>}
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {moved === null ? form : told}
    </Dialog>
  );
}
