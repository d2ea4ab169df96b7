import { useRef, useState } from 'react';
import type { ApiError } from '@/lib/swr/fetcher';
import { asApiError } from '@/lib/swr/fetcher';
import { newKey } from '@/lib/swr/mutations';
import { useConfirm } from '../access/confirm-provider';

export type Sending<Body, Answer> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sending'; readonly body: Body; readonly key: string }
  | { readonly phase: 'answered'; readonly body: Body; readonly answer: Answer }
  | { readonly phase: 'failed'; readonly body: Body; readonly key: string; readonly error: ApiError };

/**
 * One decision of a person on its way to Savepoint. A second click while it is under way does nothing; asking again sends
 * the same request under the same key, which is never carried out twice. Where the password is needed once more, it is asked for, and
 * the request is sent again.
 */
export function useSend<Body, Answer>(send: (body: Body, key: string) => Promise<Answer>) {
  const [state, setState] = useState<Sending<Body, Answer>>({ phase: 'idle' });
  const isUnderWay = useRef(false);

  const confirm = useConfirm();

  const sendConfirmed = async (body: Body, key: string): Promise<Answer> => {
    try {
      return await send(body, key);
    } catch (thrown) {
      if (asApiError(thrown).code !== 'reauth_required' || !(await confirm())) throw thrown;
      return send(body, key);
    }
  };

  const run = async (body: Body, key: string): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setState({ phase: 'sending', body, key });
    try {
      setState({ phase: 'answered', body, answer: await sendConfirmed(body, key) });
    } catch (thrown) {
      setState({ phase: 'failed', body, key, error: asApiError(thrown) });
    } finally {
      isUnderWay.current = false;
    }
  };

  return {
    state,
    submit: (body: Body) => void run(body, newKey()),
    askAgain: () => (state.phase === 'failed' ? void run(state.body, state.key) : undefined),
    reset: () => setState({ phase: 'idle' }),
  };
}
