import { describe, expect, it } from 'vitest';
import { aResolution, anAction, anAuditedAct, anInstance, aTurn, OPERATOR, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

export function storeAudit(theStore: TheStore): void {
  describe('audit', () => {
    it('tells of an act as it was given', async () => {
      const { store, reopen } = theStore();
      const act = anAuditedAct({ message: 'one line\n{"actor":{"name":"forged"}}', instanceId: null });
      await store.addRegistered(anInstance('a'), act);
      const { rows } = await (await reopen()).listAudit({ limit: 10 });
      expect(rows).toEqual([
        {
          ...act,
          id: expect.any(String),
          seq: 1,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          previousHash: '0'.repeat(64),
        },
      ]);
    });

    it('tells of an open action by its intent', async () => {
      const { store } = theStore();
      await store.beginAction(anAction('a-1'));
      const { rows } = await store.listAudit({ limit: 10 });
      expect(rows).toMatchObject([
        { seq: 1, at: T0, kind: 'set-stop-writes', actor: OPERATOR, outcome: 'pending', action: anAction('a-1') },
      ]);
    });

    it('folds intent and outcome into one entry: its time from the first, all else from the latest', async () => {
      const { store } = theStore();
      await store.beginAction(anAction('a-1'));
      const [intent] = await store.auditEntriesSince(0, 10);
      await store.addRegistered(anInstance('a'), anAuditedAct());
      const action = await store.resolveAction('a-1', aResolution());
      const { rows } = await store.listAudit({ limit: 10 });
      const [act, folded] = rows;
      expect(rows).toHaveLength(2);
      expect(folded).toMatchObject({
        id: intent?.id,
        at: T0,
        seq: 3,
        outcome: 'applied',
        message: 'The guard is off.',
        action,
      });
      expect(folded?.previousHash).toBe(act?.hash);
      expect(act?.previousHash).toBe(intent?.hash);
    });

    it('lists entries by when they were begun, whenever they ended', async () => {
      const { store } = theStore();
      for (const id of ['a-1', 'a-2', 'a-3']) await store.beginAction(anAction(id));
      for (const id of ['a-3', 'a-1']) await store.resolveAction(id, aResolution());
      const first = await store.listAudit({ limit: 2 });
      const second = await store.listAudit({ limit: 2, before: first.next ?? '' });
      const entries = [...first.rows, ...second.rows];
      expect(entries.map((entry) => [entry.action?.id, entry.outcome])).toEqual([
        ['a-3', 'applied'],
        ['a-2', 'pending'],
        ['a-1', 'applied'],
      ]);
    });

    it('tells what is new since a seq, each entry once, and where to go on', async () => {
      const { store } = theStore();
      const since = async (seq: number, limit = 10) =>
        (await store.auditEntriesSince(seq, limit)).map((entry) => [entry.seq, entry.action?.id ?? entry.kind]);
      expect(await since(0)).toEqual([]);
      await store.beginAction(anAction('a-1')); // 1
      await store.addRegistered(anInstance('a'), anAuditedAct()); // 2
      await store.beginAction(anAction('a-2')); // 3
      await store.resolveAction('a-1', aResolution()); // 4
      expect(await since(0)).toEqual([
        [2, 'registered'],
        [3, 'a-2'],
        [4, 'a-1'],
      ]);
      expect(await since(0, 2)).toEqual([
        [2, 'registered'],
        [3, 'a-2'],
      ]);
      expect(await since(3)).toEqual([[4, 'a-1']]);
      expect(await since(4)).toEqual([]);
      const [entry] = await store.auditEntriesSince(3, 10);
      expect(entry).toMatchObject({ at: T0, outcome: 'applied' });
      expect((await store.listAudit({ limit: 10 })).rows).toContainEqual(entry);
    });

    it('names savepoint itself as the actor of a change that was made outside', async () => {
      const { store } = theStore();
      await store.recordTurn(
        'orders-primary',
        aTurn({ outsideChanges: [{ at: T0 + 5, message: 'The guard went from yes to no.' }] }),
      );
      expect((await store.listAudit({ limit: 10 })).rows).toMatchObject([
        {
          at: T0 + 5,
          kind: 'changed-outside',
          actor: { kind: 'system', name: 'savepoint', role: 'operator' },
          instanceId: 'orders-primary',
          outcome: 'applied',
          message: 'The guard went from yes to no.',
          action: null,
        },
      ]);
    });

    it('numbers records without a gap when many are written at once', async () => {
      const { store } = theStore();
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => store.addRegistered(anInstance(`i-${i}`), anAuditedAct())),
      );
      const entries = await store.auditEntriesSince(0, 100);
      expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });
  });
}
