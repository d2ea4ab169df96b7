'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useMe } from './me';
import { ProviderButton } from './provider-button';
import { SetUpForm } from './set-up-form';
import { SignInForm } from './sign-in-form';
import { HEADING } from '../ui/heading';

interface Props {
  next: string;
  needsSetUp: boolean;
  /** What people call where they may sign in besides. */
  provider: string | null;
  /** Comes back from there: the cookie of the session does not show in a chain that another site began. */
  hasArrived: boolean;
  problem: 'provider' | 'no-role' | 'too-many' | 'store' | 'fault' | null;
}

let given: string | null = null;

/** The token of the set-up that the address came with. After the number sign: nothing of it leaves the browser. */
function tokenInAddress(): string {
  given ??= /^#set-up=([\w-]+)$/.exec(window.location.hash)?.[1] ?? '';
  return given;
}

const noToken = (): string => '';
const never = () => () => undefined;

/**
 * Where one signs in, or makes the first account. `next` is where one wanted to go. A page is loaded anew for it: what was shown to
 * nobody, or to somebody else, is not kept.
 */
export function LoginView({ next, needsSetUp, provider, hasArrived, problem }: Props) {
  const strings = useStrings();
  const words = strings.access;
  const isInside = useMe() !== null;
  const token = useSyncExternalStore(never, tokenInAddress, noToken);
  useEffect(() => {
    // Came here without a load: around it stands still what somebody saw who is signed out now.
    if (isInside) window.location.reload();
  }, [isInside]);
  useEffect(() => {
    // Out of the address, it is in no history of the browser either.
    if (token !== '') window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }, [token]);
  useEffect(() => {
    if (hasArrived) window.location.replace(next);
  }, [hasArrived, next]);
  const [signsIn, setSignsIn] = useState(false);
  // While nobody can administer, others may have an account already.
  const setsUp = needsSetUp && !signsIn;
  const go = (): void => window.location.replace(next);
  return (
    <div className="mx-auto max-w-md space-y-5 pt-6 sm:pt-14">
      <title>{`${setsUp ? words.setUpTitle : words.signIn} · ${strings.product}`}</title>
      <div>
        <h1 id={HEADING} className="text-[1.4375rem] leading-tight font-semibold tracking-[-0.022em]">
          {setsUp ? words.setUpTitle : words.signIn}
        </h1>
        <p className="mt-1 text-muted">{setsUp ? words.setUpLead : words.signInLead}</p>
      </div>
      {problem === null ? null : (
        <Notice kind="alert" title={words.notSignedIn}>
          <p>{words.problems[problem]}</p>
        </Notice>
      )}
      <div className="rounded-xl border border-line bg-surface p-4 sm:p-5">
        {setsUp ? <SetUpForm key={token} token={token} onDone={go} /> : <SignInForm onDone={go} />}
        {provider === null || setsUp ? null : <ProviderButton name={provider} next={next} />}
      </div>
      {setsUp ? <Button onClick={() => setSignsIn(true)}>{words.signInInstead}</Button> : null}
    </div>
  );
}
