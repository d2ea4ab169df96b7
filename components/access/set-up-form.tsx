'use client';

import type { SetUpRequest, SignedIn } from '@/lib/contracts/access';
import { sendSetUp } from '@/lib/swr/access';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { TextField } from '../ui/field';
import { CredentialsForm } from './credentials-form';

/** Makes the first administrator, of who knows the token that was told at the start. */
export function SetUpForm({ token, onDone }: { token: string; onDone: () => void }) {
  const words = useStrings().access;
  const { state, submit } = useSend<SetUpRequest, SignedIn>(async (body, key) => {
    const answer = await sendSetUp(body, key);
    onDone();
    return answer;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const isSending = state.phase === 'sending' || state.phase === 'answered';
  return (
    <CredentialsForm
      kind="new"
      error={error}
      isSending={isSending}
      label={words.setUp}
      failed={words.notMade}
      before={
        <TextField
          label={words.setUpToken}
          hint={words.setUpTokenHint}
          name="token"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="font-mono"
          error={fieldError(error, 'token')}
          defaultValue={token}
          readOnly={isSending}
        />
      }
      isNameFirst={token !== ''}
      onSubmit={(given) => submit({ token: given('token'), name: given('username'), password: given('password') })}
    />
  );
}
