import type { Cache } from 'swr';
import { describe, expect, test, vi } from 'vitest';
import type { Action, AuditEntry } from '@/lib/contracts/action';
import type { Save, SaveList } from '@/lib/contracts/save';
import { applyAudit, applySave, type CacheAccess } from '@/lib/swr/apply-message';
import { actionKey, savesKey } from '@/lib/swr/keys';

const SAVE = { id: 's2', instanceId: 'orders', outcome: 'running' } as Save;
const KEY = savesKey('orders');

function cacheWith(entry: object | undefined) {
  const cache: Cache = new Map(entry === undefined ? [] : [[KEY, entry]]);
  const mutate = vi.fn();
  return { io: { cache, mutate } as unknown as CacheAccess, mutate };
}

describe('a save that the stream tells of', () => {
  test('comes on top of the rows that are there', () => {
    const older: SaveList = { saves: [{ ...SAVE, id: 's1' }], next: null };
    const { io, mutate } = cacheWith({ data: older });
    applySave(io, SAVE);
    expect(mutate).toHaveBeenCalledWith(
      KEY,
      { saves: [SAVE, ...older.saves], next: null },
      expect.objectContaining({ revalidate: false }),
    );
  });

  test('makes a list that is just being read be read again: the answer on its way may be of before', () => {
    const { io, mutate } = cacheWith({ isLoading: true });
    applySave(io, SAVE);
    expect(mutate).toHaveBeenCalledWith(KEY);
  });

  test('changes nothing that no page has asked for', () => {
    const { io, mutate } = cacheWith(undefined);
    applySave(io, SAVE);
    expect(mutate).not.toHaveBeenCalledWith(KEY);
  });
});

test('the end of an action is there for a page that learns of the action only after it', () => {
  const { io, mutate } = cacheWith(undefined);
  const action = { id: 'a1', outcome: 'applied' } as Action;
  applyAudit(io, { id: '7', instanceId: 'orders', action } as AuditEntry);
  expect(mutate).toHaveBeenCalledWith(actionKey('a1'), action, { revalidate: false });
});
