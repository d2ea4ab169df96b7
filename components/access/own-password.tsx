'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Person } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/text/printable';
import { sendPassword } from '@/lib/swr/access';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { FailedNotice } from './failed-notice';
import { useMe } from './me';

/** Who one is, and a new password. */
export function OwnPassword() {
  const strings = useStrings();
  const words = strings.access;
  const actor = useMe()?.actor ?? null;
  const [password, setPassword] = useState('');
  const { state, submit } = useSend<string, Person>(async (body, key) => {
    const person = await sendPassword(body, key);
    setPassword('');
    return person;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const ofField = fieldError(error, 'password');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit(password);
  };
  if (actor === null) return null;
  return (
    <form
      method="post"
      onSubmit={send}
      noValidate
      className="max-w-md space-y-4 rounded-xl border border-line bg-surface p-4"
    >
      <p>{strings.who.signedInAs(printable(actor.name), strings.who.roles[actor.role])}</p>
      {ofField === null ? <FailedNotice error={error} /> : null}
      <input type="text" name="username" autoComplete="username" value={actor.name} readOnly hidden />
      <TextField
        label={words.newPassword}
        hint={words.passwordHint}
        type="password"
        autoComplete="new-password"
        error={ofField}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={password === '' || state.phase === 'sending'}>
          {words.changePassword}
        </Button>
        <p role="status" className="text-[0.8125rem] text-muted">
          {state.phase === 'answered' ? words.passwordChanged : ''}
        </p>
      </div>
    </form>
  );
}
