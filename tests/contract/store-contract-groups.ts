import type { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { KeptMember } from '../../lib/store/group-store';
import type { Schema } from '../../lib/store/schema';
import { anAuditedAct, aTurn, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const FOUND = anAuditedAct({ message: 'It was found.' });
const GONE = anAuditedAct({ kind: 'removed', message: 'It is gone.' });
const member = (id: string, changed: Partial<KeptMember> = {}): KeptMember => ({
  instanceId: id,
  group: 'shop',
  host: '10.0.0.1',
  port: 6379,
  goneSince: null,
  ...changed,
});

export function storeGroups(theStore: TheStore): void {
  describe('the members of groups', () => {
    it('are known after a restart, as they were told last, with one record each', async () => {
      const { store, reopen } = theStore();
      await store.keepMember(member('b'), FOUND);
      await store.keepMember(member('a', { host: 'fd00::1' }), FOUND);
      await store.keepMember(member('b', { goneSince: T0 }), FOUND);
      const after = await reopen();
      expect(await after.listMembers()).toEqual([member('a', { host: 'fd00::1' }), member('b', { goneSince: T0 })]);
      expect((await after.listAudit({ limit: 10 })).rows.map(({ message }) => message)).toEqual([
        'It was found.',
        'It was found.',
      ]);
    });

    it('are not believed where somebody changed the file: the password of the group would go there', async () => {
      const { store } = theStore();
      await store.keepMember(member('a'), FOUND);
      await store.keepMember(member('b'), FOUND);
      const db = store.database.db as Kysely<Schema>;
      await db.updateTable('group_members').set({ host: '10.6.6.6' }).where('instance_id', '=', 'a').execute();
      expect(await store.listMembers()).toEqual([member('b')]);
    });

    it('are forgotten with what the monitor remembers, and their history stays', async () => {
      const { store } = theStore();
      await store.keepMember(member('a'), FOUND);
      await store.recordTurn('a', aTurn());
      expect(await store.loadMemory('a')).not.toBeNull();
      await store.forgetMember('a', GONE);
      await store.forgetMember('a', GONE);
      expect([await store.listMembers(), await store.loadMemory('a')]).toEqual([[], null]);
      const told = (await store.listAudit({ limit: 10 })).rows.map(({ message }) => message);
      expect(told).toEqual(['It is gone.', 'It was found.']);
    });
  });
}
