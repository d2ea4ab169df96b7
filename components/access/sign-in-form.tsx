'use client';

import type { SignedIn, SignInRequest } from '@/lib/contracts/access';
import { sendSignIn } from '@/lib/swr/access';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { CredentialsForm } from './credentials-form';

/** Signs somebody in. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const words = useStrings().access;
  const { state, submit } = useSend<SignInRequest, SignedIn>(async (body, key) => {
    const answer = await sendSignIn(body, key);
    onDone();
    return answer;
  });
  return (
    <CredentialsForm
      kind="known"
      error={state.phase === 'failed' ? state.error : null}
      isSending={state.phase === 'sending' || state.phase === 'answered'}
      label={words.signIn}
      failed={words.notSignedIn}
      isNameFirst
      onSubmit={(given) => submit({ name: given('username'), password: given('password') })}
    />
  );
}
