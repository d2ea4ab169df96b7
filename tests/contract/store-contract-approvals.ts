import { describe, expect, it } from 'vitest';
import type { Approval, ApprovalEnd } from '../../lib/domain/action/approval';
import { anApproval } from '../support/an-approval';
import { aResolution, anAction, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const BOB = { kind: 'user', name: 'bob', role: 'admin' } as const;
const DECLINED: ApprovalEnd = { status: 'declined', by: BOB, at: T0 + 9, note: 'too early' };
const given = (id: string) => ({ id, by: BOB, note: 'go on' });

export function storeApprovals(theStore: TheStore): void {
  const asked = async (changed: Partial<Approval> = {}) => {
    const { store } = theStore();
    await store.askApproval(anApproval('q-1', changed));
    return store;
  };
  const told = async () => {
    const { rows } = await theStore().store.listAudit({ limit: 9 });
    return rows.map(({ kind, actor, outcome }) => `${kind} ${actor.name} ${outcome}`);
  };

  describe('what waits for a second person', () => {
    it('is kept over a restart, with its audit record', async () => {
      await asked({ request: { ...anApproval('q').request, until: { kind: 'time', at: T0 + 7 }, rewrite: true } });
      const store = await theStore().reopen();
      const expected = anApproval('q-1', {
        request: { ...anApproval('q').request, until: { kind: 'time', at: T0 + 7 }, rewrite: true },
      });
      expect([await store.getApproval('q-1'), await store.waitingApprovals()]).toEqual([expected, [expected]]);
      expect(await store.getApproval('q-2')).toBeNull();
      expect((await store.listAudit({ limit: 9 })).rows).toMatchObject([
        { kind: 'approval', outcome: 'pending', actor: { name: 'oncall-1' }, action: null },
      ]);
    });

    it('is one of an instance: a second is refused, and leaves no record', async () => {
      const store = await asked();
      expect(await store.askApproval(anApproval('q-2'))).toBe(false);
      expect(await store.askApproval(anApproval('q-3', { instanceId: 'other' }))).toBe(true);
      expect((await store.waitingApprovals()).map(({ id }) => id)).toEqual(['q-1', 'q-3']);
      expect(await told()).toHaveLength(2);
    });

    it('ends once, in the same entry, and then another may wait', async () => {
      const store = await asked();
      const ended = { status: 'declined', decidedBy: BOB, decidedAt: T0 + 9, note: 'too early' } as const;
      expect(await store.endApproval('q-1', DECLINED)).toEqual(anApproval('q-1', ended));
      expect(await store.endApproval('q-1', { ...DECLINED, status: 'expired' })).toBeNull();
      expect(await told()).toEqual(['approval bob not-applied']);
      expect((await store.getApproval('q-1'))?.status).toBe('declined');
      expect(await store.askApproval(anApproval('q-2'))).toBe(true);
    });

    it('is approved with the intent of its action, and its entry ends as that does', async () => {
      const store = await asked();
      const action = anAction('a-1', { approval: given('q-1'), requestedAt: T0 + 5 });
      expect(await store.beginAction(action)).toBe(true);
      expect(await store.getAction('a-1')).toEqual(action);
      expect(await store.getApproval('q-1')).toEqual(
        anApproval('q-1', { status: 'approved', decidedBy: BOB, decidedAt: T0 + 5, note: 'go on', actionId: 'a-1' }),
      );
      expect(await store.waitingApprovals()).toEqual([]);
      expect(await told()).toEqual(['set-stop-writes oncall-1 pending', 'approval bob pending']);
      await store.resolveAction('a-1', aResolution());
      expect(await told()).toEqual(['set-stop-writes oncall-1 applied', 'approval bob applied']);
    });

    it('lets one action begin, whoever else approves it too', async () => {
      const store = await asked();
      const begun = await Promise.all(
        ['a-1', 'a-2', 'a-3'].map((id) => store.beginAction(anAction(id, { approval: given('q-1') }))),
      );
      expect(begun.filter(Boolean)).toHaveLength(1);
      expect((await store.pendingActions()).map(({ id }) => id)).toEqual([(await store.getApproval('q-1'))?.actionId]);
      expect(await told()).toHaveLength(2);
    });

    it.each([
      ['that was declined', true, 'q-1', T0 + 10],
      ['whose time is over', false, 'q-1', anApproval('q').endsAt],
      ['that does not exist', false, 'q-9', T0 + 10],
    ])('lets no action begin by one %s, and nothing of it is kept', async (_name, isDeclined, id, requestedAt) => {
      const store = await asked();
      if (isDeclined) await store.endApproval('q-1', DECLINED);
      const entries = await told();
      expect(await store.beginAction(anAction('a-1', { approval: given(id), requestedAt }))).toBe(false);
      expect([await store.getAction('a-1'), await told()]).toEqual([null, entries]);
    });
  });
}
