'use client';

import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { printable } from '@/lib/domain/text/printable';
import { sendConfirmation } from '@/lib/swr/access';
import { asApiError, type ApiError } from '@/lib/swr/fetcher';
import { newKey } from '@/lib/swr/mutations';
import { fieldError } from '../actions/action-of-error';
import { DialogButtons } from '../actions/dialog-buttons';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { ConfirmAtProvider } from './confirm-at-provider';
import { useMe } from './me';

interface Props {
  onConfirmed: () => void;
  onClose: () => void;
}

/** Asks who it is before something that a page left open must not let anybody do. */
export function ConfirmDialog(props: Props) {
  const words = useStrings().access;
  const me = useMe();
  const name = printable(me?.actor?.name ?? '');
  const atProvider = me?.confirms === 'provider';
  return (
    <Dialog title={words.confirmTitle} about={atProvider ? name : words.confirmAbout(name)} onClose={props.onClose}>
      {atProvider ? <ConfirmAtProvider {...props} /> : <ConfirmPassword {...props} />}
    </Dialog>
  );
}

function ConfirmPassword({ onConfirmed, onClose }: Props) {
  const strings = useStrings();
  const words = strings.access;
  const name = useMe()?.actor?.name ?? '';
  const field = useRef<HTMLInputElement>(null);
  const reasonId = useId();
  const [password, setPassword] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Not of the form below, which this one stands over.
    event.stopPropagation();
    if (isSending || password === '') return;
    setSending(true);
    try {
      await sendConfirmation(password, newKey());
      onConfirmed();
    } catch (thrown) {
      setError(asApiError(thrown));
      setSending(false);
      setPassword('');
      field.current?.focus();
    }
  };
  const ofField = fieldError(error, 'password');
  return (
    <form method="post" onSubmit={(event) => void submit(event)} noValidate className="flex flex-1 flex-col">
      <p>{words.confirmWhy}</p>
      {error === null || ofField !== null ? null : (
        <div className="mt-4">
          <Notice kind="alert" title={words.notConfirmed}>
            <p>{printable(errorText(error, strings))}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4">
        {/* For the browser's keeper of passwords: it fills in the one of this name. */}
        <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
        <TextField
          ref={field}
          label={words.password}
          type="password"
          autoComplete="current-password"
          error={ofField}
          value={password}
          readOnly={isSending}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <DialogButtons reason={isSending ? words.confirming : null} reasonId={reasonId}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button type="submit" look="primary" disabled={isSending || password === ''} aria-describedby={reasonId}>
          {words.confirm}
        </Button>
      </DialogButtons>
    </form>
  );
}
