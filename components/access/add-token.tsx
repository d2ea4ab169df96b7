'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import type { MadeToken, NewTokenRequest, Role } from '@/lib/contracts/access';
import { sendToken } from '@/lib/swr/access';
import { serverTimeNow } from '@/lib/swr/server-clock';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Command } from '../ui/command';
import { SelectField, TextField } from '../ui/field';
import { FailedNotice } from './failed-notice';
import { RoleOptions } from './role-options';

const LASTINGS = ['7', '30', '90', '365', 'none'] as const;
type Lasting = (typeof LASTINGS)[number];

const DAY_MS = 24 * 60 * 60 * 1000;

function endOf(lasting: Lasting): string | null {
  if (lasting === 'none') return null;
  return new Date((serverTimeNow() ?? Date.now()) + Number(lasting) * DAY_MS).toISOString();
}

/** Makes a token, and shows its secret the one time that it is told. */
export function AddToken({ onMade }: { onMade: () => void }) {
  const words = useStrings().access;
  const [draft, setDraft] = useState<{ name: string; role: Role; lasting: Lasting }>({
    name: '',
    role: 'viewer',
    lasting: '90',
  });
  const { state, submit } = useSend<NewTokenRequest, MadeToken>(async (body, key) => {
    const made = await sendToken(body, key);
    onMade();
    return made;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const ofName = fieldError(error, 'name');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit({ name: draft.name, role: draft.role, endsAt: endOf(draft.lasting) });
  };
  return (
    <details className="max-w-md rounded-xl border border-line bg-surface">
      <summary className="touch cursor-pointer px-4 py-2 text-[0.875rem] font-medium">{words.addToken}</summary>
      <form method="post" onSubmit={send} noValidate className="space-y-4 px-4 pt-1 pb-4">
        {ofName === null ? <FailedNotice error={error} /> : null}
        <TextField
          label={words.name}
          autoComplete="off"
          error={ofName}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <SelectField
          label={words.tokenHeads.role}
          value={draft.role}
          onChange={(event) => setDraft({ ...draft, role: event.target.value as Role })}
        >
          <RoleOptions />
        </SelectField>
        <SelectField
          label={words.lasts}
          value={draft.lasting}
          onChange={(event) => setDraft({ ...draft, lasting: event.target.value as Lasting })}
        >
          {LASTINGS.map((lasting) => (
            <option key={lasting} value={lasting}>
              {words.lastings[lasting]}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary" disabled={state.phase === 'sending'}>
          {words.addTokenDo}
        </Button>
        {state.phase === 'answered' ? (
          <div role="status" className="space-y-2">
            <p className="font-medium">{words.made}</p>
            <Command>{state.answer.secret}</Command>
          </div>
        ) : null}
      </form>
    </details>
  );
}
