'use client';

import { type ComponentProps, useEffect, useRef, useState } from 'react';
import type { ExplanationBody } from '@/lib/contracts/explain';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { ApiError, asApiError } from '@/lib/swr/fetcher';
import { sendForExplanation } from '@/lib/swr/mutations';
import { DialogButtons } from '../actions/dialog-buttons';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ExplainForm } from './explain-form';
import { ExplanationView } from './explanation';
import { blobOf, type Source } from './source';
import { keepPage } from './taking';

type Reading =
  | { readonly phase: 'asked'; readonly error: ApiError | null }
  | { readonly phase: 'reading' }
  | { readonly phase: 'read'; readonly explanation: ExplanationBody };

/** A log that grows is another file than the one that was chosen: the browser sends nothing then, and says no more than that. */
async function errorOf(thrown: unknown, { file }: Source, { explain }: Strings): Promise<ApiError> {
  const error = asApiError(thrown);
  if (file === null || error.code !== 'network') return error;
  const isThere = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  return isThere ? error : new ApiError('invalid', explain.changed, null);
}

interface Props {
  instance: Instance;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** Reads a log of Redis, or an error of a client: the saves in it, why the last one failed, and what to do. */
export function ExplainDialog({ instance, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const [source, setSource] = useState<Source>({ text: '', file: null });
  const [reading, setReading] = useState<Reading>({ phase: 'asked', error: null });
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);
  useEffect(keepPage, []);

  const read = async (): Promise<void> => {
    const stopping = new AbortController();
    asked.current = stopping;
    setReading({ phase: 'reading' });
    try {
      const explanation = await sendForExplanation(blobOf(source), instance.id, stopping.signal);
      if (!stopping.signal.aborted) setReading({ phase: 'read', explanation });
    } catch (thrown) {
      const error = await errorOf(thrown, source, strings);
      if (!stopping.signal.aborted) setReading({ phase: 'asked', error });
    }
  };
  /** What was wrong with the one before says nothing of this one. */
  const change = (next: Source): void => {
    setSource(next);
    setReading({ phase: 'asked', error: null });
  };
  const stop = (): void => {
    asked.current?.abort();
    setReading({ phase: 'asked', error: null });
  };
  const again = (): void => {
    setSource({ ...source, file: null });
    setReading({ phase: 'asked', error: null });
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
          <ExplanationView explanation={reading.explanation} />
          <DialogButtons>
            <Button look="primary" onClick={onClose}>
              {strings.close}
            </Button>
            <Button onClick={again}>{strings.explain.again}</Button>
          </DialogButtons>
        </>
      ) : (
        <ExplainForm
          source={source}
          error={reading.phase === 'asked' ? reading.error : null}
          isReading={reading.phase === 'reading'}
          onSource={change}
          onRead={() => void read()}
          onStop={stop}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
