'use client';

import type { FormEvent } from 'react';
import type { SetUpRequest, SignedIn } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/printable';
import { sendSetUp } from '@/lib/swr/access';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { useHydrated } from '../ui/use-hydrated';

const PLAIN = { autoCorrect: 'off', autoCapitalize: 'none', spellCheck: false } as const;

/** Makes the first administrator, of who knows the token that was told at the start. */
export function SetUpForm({ token, onDone }: { token: string; onDone: () => void }) {
  const strings = useStrings();
  const words = strings.access;
  const isAlive = useHydrated();
  const { state, submit } = useSend<SetUpRequest, SignedIn>(async (body, key) => {
    const answer = await sendSetUp(body, key);
    onDone();
    return answer;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const isSending = state.phase === 'sending' || state.phase === 'answered';
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [setUp, name, password] = ['token', 'username', 'password'].map((field) => String(given.get(field)));
    submit({ token: setUp ?? '', name: name ?? '', password: password ?? '' });
  };
  return (
    <form method="post" onSubmit={send} noValidate className="space-y-4">
      {error === null ? null : (
        <Notice kind="alert" title={words.notMade}>
          <p>{printable(errorText(error, strings))}</p>
        </Notice>
      )}
      <TextField
        {...PLAIN}
        label={words.setUpToken}
        hint={words.setUpTokenHint}
        autoComplete="off"
        className="font-mono"
        error={fieldError(error, 'token')}
        name="token"
        defaultValue={token}
        readOnly={isSending}
      />
      <TextField
        {...PLAIN}
        label={words.name}
        hint={words.nameHint}
        name="username"
        autoComplete="username"
        autoFocus={token !== ''}
        error={fieldError(error, 'name')}
        readOnly={isSending}
      />
      <TextField
        label={words.password}
        hint={words.passwordHint}
        name="password"
        type="password"
        autoComplete="new-password"
        error={fieldError(error, 'password')}
        readOnly={isSending}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={isSending || !isAlive}>
          {words.setUp}
        </Button>
        <p role="status" className="text-[0.8125rem] text-muted">
          {isSending ? words.signingIn : ''}
        </p>
      </div>
    </form>
  );
}
