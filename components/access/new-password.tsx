'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Person } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/text/printable';
import { sendPersonChange } from '@/lib/swr/access';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { FailedNotice } from './failed-notice';

/** For who has forgotten theirs: a new one, which they change after signing in. What was typed stays until it was taken. */
export function NewPassword({
  person,
  disabled,
  onChanged,
}: {
  person: Person;
  disabled: boolean;
  onChanged: () => void;
}) {
  const strings = useStrings();
  const words = strings.access;
  const [password, setPassword] = useState<string | null>(null);
  const { state, submit, reset } = useSend<string, Person>(async (body, key) => {
    const changed = await sendPersonChange(person.id, { password: body }, key);
    setPassword(null);
    onChanged();
    return changed;
  });
  const name = printable(person.name);
  if (password === null) {
    return (
      <Button look="quiet" disabled={disabled} aria-label={words.newPasswordFor(name)} onClick={() => setPassword('')}>
        {words.newPassword}
      </Button>
    );
  }
  const error = state.phase === 'failed' ? state.error : null;
  const ofField = fieldError(error, 'password');
  const isSending = state.phase === 'sending';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit(password);
  };
  const leave = (): void => {
    setPassword(null);
    reset();
  };
  return (
    <form method="post" onSubmit={send} noValidate className="mb-2 space-y-3 text-left">
      {ofField === null ? <FailedNotice error={error} /> : null}
      <TextField
        autoFocus
        label={words.newPasswordFor(name)}
        hint={words.passwordHint}
        type="password"
        autoComplete="new-password"
        error={ofField}
        value={password}
        readOnly={isSending}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={isSending || password === ''}>
          {words.changePassword}
        </Button>
        <Button onClick={leave}>{strings.cancel}</Button>
      </div>
    </form>
  );
}
