import { expect, test } from 'vitest';
import { resolveOpenAction } from '../../lib/actions/resolve-open-action';
import type { ActionContext } from '../../lib/actions/context';
import { StoreError } from '../../lib/store/store-error';
import { anAction } from '../support/store-samples';

test('an instance is free again where the claim of its process could not be had', async () => {
  const closing = new AbortController();
  const given: string[] = [];
  const store = {
    isOpenElsewhere: async () => false,
    claimInstance: async () => ({ kind: 'held', release: async () => void given.push('instance') }),
    claimRun: async () => {
      closing.abort();
      throw new StoreError('full');
    },
  };
  const ctx = { store, closing: closing.signal } as unknown as ActionContext;
  expect(await resolveOpenAction(ctx, null, anAction('a', { runId: 'b'.repeat(40) }))).toBeNull();
  expect(given).toEqual(['instance']);
});
