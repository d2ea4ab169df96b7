'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import type { ChangePersonRequest, Person } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/printable';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';

interface Props {
  person: Person;
  isBusy: boolean;
  onChange: (body: ChangePersonRequest) => void;
}

/** For who has forgotten theirs: a new one, which they change after signing in. */
export function NewPassword({ person, isBusy, onChange }: Props) {
  const strings = useStrings();
  const words = strings.access;
  const [password, setPassword] = useState<string | null>(null);
  const name = printable(person.name);
  if (password === null) {
    return (
      <Button look="quiet" disabled={isBusy} aria-label={words.newPasswordFor(name)} onClick={() => setPassword('')}>
        {words.newPassword}
      </Button>
    );
  }
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onChange({ password });
    setPassword(null);
  };
  return (
    <form
      method="post"
      onSubmit={send}
      noValidate
      className="mb-2 inline-flex flex-wrap items-end justify-end gap-2 text-left"
    >
      <TextField
        autoFocus
        label={words.newPasswordFor(name)}
        hint={words.passwordHint}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={isBusy || password.length < 12}>
        {words.changePassword}
      </Button>
      <Button onClick={() => setPassword(null)}>{strings.cancel}</Button>
    </form>
  );
}
