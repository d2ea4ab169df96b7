'use client';

import { printable } from '@/lib/domain/text/printable';
import { sendToProvider } from '@/lib/swr/access';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { FailedNotice } from './failed-notice';

/** The other way in: at the provider, and back. */
export function ProviderButton({ name, next }: { name: string; next: string }) {
  const words = useStrings().access;
  const { state, submit } = useSend<string, unknown>(async (path, key) => {
    const { url } = await sendToProvider({ next: path }, key);
    window.location.assign(url);
    return url;
  });
  const isLeaving = state.phase === 'sending' || state.phase === 'answered';
  return (
    <div className="mt-4 space-y-3 border-t border-line pt-4">
      <FailedNotice error={state.phase === 'failed' ? state.error : null} title={words.notSignedIn} />
      <Button className="w-full" disabled={isLeaving} onClick={() => submit(next)}>
        {words.signInWith(printable(name))}
      </Button>
    </div>
  );
}
