'use client';

import type { FormEvent } from 'react';
import type { SignedIn, SignInRequest } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/printable';
import { sendSignIn } from '@/lib/swr/access';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { useHydrated } from '../ui/use-hydrated';

/**
 * Name and password. The fields are the browser's own, which may have filled them in before the page was alive; what was typed stays,
 * whatever the answer is.
 */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const strings = useStrings();
  const words = strings.access;
  const isAlive = useHydrated();
  const { state, submit } = useSend<SignInRequest, SignedIn>(async (body, key) => {
    const answer = await sendSignIn(body, key);
    onDone();
    return answer;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const isSending = state.phase === 'sending' || state.phase === 'answered';
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    submit({ name: String(given.get('username')), password: String(given.get('password')) });
  };
  return (
    <form method="post" onSubmit={send} noValidate className="space-y-4">
      {error === null ? null : (
        <Notice kind="alert" title={words.notSignedIn}>
          <p>{printable(errorText(error, strings))}</p>
        </Notice>
      )}
      <TextField
        label={words.name}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoFocus
        error={fieldError(error, 'name')}
        readOnly={isSending}
      />
      <TextField
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        error={fieldError(error, 'password')}
        readOnly={isSending}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={isSending || !isAlive}>
          {words.signIn}
        </Button>
        <p role="status" className="text-[0.8125rem] text-muted">
          {isSending ? words.signingIn : ''}
        </p>
      </div>
    </form>
  );
}
