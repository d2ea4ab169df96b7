'use client';

import type { ComponentProps } from 'react';
import { useId, useState } from 'react';
import type { MoveOverrideRequest } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import type { ApiError } from '@/lib/swr/fetcher';
import { sendOverrideEnd } from '@/lib/swr/mutations';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import { OverrideEnd } from '../instances/override-end';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';
import { AboutLine } from './about-line';
import { fieldError, isUndecided } from './action-of-error';
import { CloseFoot } from './close-foot';
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
  const { data: instance = first } = useInstance(first.id, first);
  const { override } = instance.guard;
  const { state, submit, askAgain } = useSend<MoveOverrideRequest, Instance>((body, key) =>
    sendOverrideEnd(first.id, body, key),
  );
  const moved = state.phase === 'answered' ? state.answer.guard.override : null;
  const body = (): React.ReactNode => {
    if (moved !== null) return <Moved override={moved} onClose={onClose} />;
    if (override === null) return <Over onClose={onClose} />;
    if (state.phase === 'failed' && isUndecided(state.error)) {
      return <Undecided onAskAgain={askAgain} onClose={onClose} />;
    }
    const error = state.phase === 'failed' ? state.error : null;
    const isSending = state.phase === 'sending';
    return (
      <EndForm
        instance={instance}
        override={override}
        error={error}
        isSending={isSending}
        onSubmit={submit}
        onClose={onClose}
      />
    );
  };
  return (
    <Dialog
      title={strings.override.title}
      about={<AboutLine instance={instance} plan={undefined} />}
      aside={<Badge>{instance.environment}</Badge>}
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {body()}
    </Dialog>
  );
}

type Override = NonNullable<Instance['guard']['override']>;

interface FormProps {
  instance: Instance;
  override: Override;
  error: ApiError | null;
  isSending: boolean;
  onSubmit: (body: MoveOverrideRequest) => void;
  onClose: () => void;
}

function EndForm({ instance, override, error, isSending, onSubmit, onClose }: FormProps) {
  const strings = useStrings();
  const [choice, setChoice] = useState<EndChoice>('next-good-save');
  const freshness = useFreshness(instance);
  const reasonId = useId();
  const notNow = freshness === 'fresh' ? null : freshness === 'offline' ? strings.offlineReason : strings.staleReason;
  return (
    <>
      <p>
        <OverrideEnd override={override} />
      </p>
      <div className="mt-4 space-y-4">
        <EndField value={choice} disabled={isSending} error={fieldError(error, 'until')} onChoose={setChoice} />
        {error === null || fieldError(error, 'until') !== null ? null : (
          <Notice kind="alert" title={strings.override.notMoved}>
            <p>{printable(errorText(error, strings))}</p>
          </Notice>
        )}
      </div>
      <DialogButtons reason={isSending ? strings.guardDialog.sending : notNow} reasonId={reasonId}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button
          look="primary"
          disabled={isSending || notNow !== null}
          aria-describedby={reasonId}
          onClick={() => onSubmit({ until: untilOf(choice) })}
        >
          {strings.override.move}
        </Button>
      </DialogButtons>
    </>
  );
}

/** The answer was lost: asking again carries nothing out twice. */
function Undecided({ onAskAgain, onClose }: { onAskAgain: () => void; onClose: () => void }) {
  const strings = useStrings();
  return (
    <>
      <OutcomeHeading title={strings.guardDialog.outcome.unknown}>
        <p>{strings.actions.noAnswer}</p>
        <p className="font-medium">{strings.actions.askAgainMeans}</p>
      </OutcomeHeading>
      <DialogButtons>
        <Button onClick={onAskAgain}>{strings.actions.askAgain}</Button>
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}

function Moved({ override, onClose }: { override: Override; onClose: () => void }) {
  const strings = useStrings();
  return (
    <>
      <OutcomeHeading title={strings.override.moved}>
        <p>
          <OverrideEnd override={override} countdown={false} />
        </p>
      </OutcomeHeading>
      <CloseFoot onClose={onClose} />
    </>
  );
}

function Over({ onClose }: { onClose: () => void }) {
  const strings = useStrings();
  return (
    <>
      <Notice title={strings.override.over}>
        <p>{strings.override.overMeans}</p>
      </Notice>
      <CloseFoot onClose={onClose} />
    </>
  );
}
