'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import type { NewPersonRequest, Person, Role } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/text/printable';
import { sendPerson } from '@/lib/swr/access';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { FailedNotice } from './failed-notice';
import { RoleOptions } from './role-options';

const EMPTY: NewPersonRequest = { name: '', password: '', role: 'operator' };

/** Adds somebody, with a first password that they change. */
export function AddPerson({ onAdded }: { onAdded: () => void }) {
  const words = useStrings().access;
  const [draft, setDraft] = useState(EMPTY);
  const { state, submit } = useSend<NewPersonRequest, Person>(async (body, key) => {
    const person = await sendPerson(body, key);
    setDraft(EMPTY);
    onAdded();
    return person;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const set = (change: Partial<NewPersonRequest>): void => setDraft((known) => ({ ...known, ...change }));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit(draft);
  };
  const ofName = fieldError(error, 'name');
  const ofPassword = fieldError(error, 'password');
  return (
    <details className="max-w-md rounded-xl border border-line bg-surface">
      <summary className="touch cursor-pointer px-4 py-2 text-[0.875rem] font-medium">{words.addPerson}</summary>
      <form method="post" onSubmit={send} noValidate className="space-y-4 px-4 pt-1 pb-4">
        {ofName === null && ofPassword === null ? <FailedNotice error={error} /> : null}
        <TextField
          label={words.name}
          hint={words.nameHint}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          error={ofName}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={words.password}
          hint={words.passwordHint}
          type="password"
          autoComplete="new-password"
          error={ofPassword}
          value={draft.password}
          onChange={(event) => set({ password: event.target.value })}
        />
        <SelectField
          label={words.personHeads.role}
          value={draft.role}
          onChange={(event) => set({ role: event.target.value as Role })}
        >
          <RoleOptions />
        </SelectField>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" disabled={state.phase === 'sending'}>
            {words.addPersonDo}
          </Button>
          <p role="status" className="text-[0.8125rem] text-muted">
            {state.phase === 'answered' ? words.added(printable(state.answer.name)) : ''}
          </p>
        </div>
      </form>
    </details>
  );
}
