'use client';

import { type ComponentProps, useState } from 'react';
import type { ExplanationBody } from '@/lib/contracts/explain';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { asApiError, type ApiError } from '@/lib/swr/fetcher';
import { sendText } from '@/lib/swr/mutations';
import { DialogButtons } from '../actions/dialog-buttons';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { endOf } from './end-of';
import { ExplainForm } from './explain-form';
import { ExplanationView } from './explanation';

type Reading =
  | { readonly phase: 'asked'; readonly error: ApiError | null }
  | { readonly phase: 'reading' }
  | { readonly phase: 'read'; readonly explanation: ExplanationBody; readonly isCut: boolean };

interface Props {
  instance: Instance;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** Reads a log of Redis, or an error of a client: the saves in it, why the last one failed, and what to do. */
export function ExplainDialog({ instance, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading>({ phase: 'asked', error: null });

  const read = async (): Promise<void> => {
    const end = endOf(text);
    setReading({ phase: 'reading' });
    try {
      const explanation = await sendText({ text: end, instanceId: instance.id });
      setReading({ phase: 'read', explanation, isCut: end.length < text.length });
    } catch (thrown) {
      setReading({ phase: 'asked', error: asApiError(thrown) });
    }
  };

  return (
    <Dialog
      title={strings.explain.title}
      about={printable(instance.name)}
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {reading.phase === 'read' ? (
        <>
          <ExplanationView explanation={reading.explanation} isCut={reading.isCut} />
          <DialogButtons>
            <Button look="primary" onClick={onClose}>
              {strings.close}
            </Button>
            <Button onClick={() => setReading({ phase: 'asked', error: null })}>{strings.explain.again}</Button>
          </DialogButtons>
        </>
      ) : (
        <ExplainForm
          text={text}
          error={reading.phase === 'asked' ? reading.error : null}
          isReading={reading.phase === 'reading'}
          onText={setText}
          onRead={() => void read()}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
