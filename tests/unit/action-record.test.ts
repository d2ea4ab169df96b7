import { expect, test } from 'vitest';
import type { ActionContext } from '../../lib/actions/context';
import { recordIntent, type Intent } from '../../lib/actions/record';
import type { Action } from '../../lib/domain/action/action';
import { EN } from '../../lib/domain/words/en';
import { StoreError } from '../../lib/store/store-error';

const INTENT: Intent = {
  kind: 'set-stop-writes',
  instanceId: 'orders',
  actor: { kind: 'user', name: 'olga', role: 'operator' },
  requestedValue: 'no',
  before: 'yes',
  reason: 'checkout down',
  terms: null,
  runId: 'b'.repeat(40),
};

test('an intent that was kept although the store went away is ended as never sent', async () => {
  let kept: Action | null = null;
  const closing = new AbortController();
  const ended = new Promise<unknown>((resolve) => {
    const store = {
      beginAction: async (action: Action) => {
        kept = action;
        throw new StoreError('away');
      },
      getAction: async () => kept,
      resolveAction: async (id: string, end: object) => {
        resolve([id, end]);
        closing.abort();
        return { ...kept, ...end };
      },
    };
    const ctx = { store, newId: () => 'a1', now: () => 0, closing: closing.signal } as unknown as ActionContext;
    void recordIntent(ctx, INTENT, EN).then((result) =>
      expect(result).toMatchObject({ refusal: { code: 'store_unavailable' } }),
    );
  });
  expect(await ended).toEqual([
    'a1',
    expect.objectContaining({
      outcome: 'not-applied',
      before: 'yes',
      after: 'yes',
      message: expect.stringMatching(/^Nothing was sent/) as string,
    }),
  ]);
});
