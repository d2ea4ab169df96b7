import { describe, expect, it } from 'vitest';
import type { HeldClaim } from '../../lib/store/claims';
import type { Store } from '../../lib/store/store';
import { aResolution, anAction } from '../support/store-samples';
import type { TheStore } from './store-contract';

/** Names that a file, a table or a lock could stumble over. */
const NAMES = ['orders-primary', '..', '../savepoint.db', 'a/b', 'A', 'a', '', 'é\n', 'x'.repeat(400)];

async function held(store: Store, instanceId: string, who = 'oncall-1'): Promise<HeldClaim> {
  const claim = await store.claimInstance(instanceId, who);
  if (claim.kind === 'held') return claim;
  throw new Error(`${instanceId} is held by ${String(claim.by)}.`);
}

export function storeClaims(theStore: TheStore): void {
  describe('claims', () => {
    it('gives an instance to one at a time, and tells the others who has it', async () => {
      const { store } = theStore();
      const claim = await held(store, 'orders');
      expect(await store.claimInstance('orders', 'oncall-2')).toEqual({ kind: 'busy', by: 'oncall-1' });
      expect(await store.claimInstance('orders', 'oncall-1')).toEqual({ kind: 'busy', by: 'oncall-1' });
      await claim.release();
      const next = await held(store, 'orders', 'oncall-2');
      expect(await store.claimInstance('orders', 'oncall-1')).toEqual({ kind: 'busy', by: 'oncall-2' });
      await next.release();
    });

    it('gives it to one of those who ask at once', async () => {
      const { store, another } = theStore();
      const stores = [store, await another(), await another()];
      const claims = await Promise.all(stores.map((each, index) => each.claimInstance('orders', `oncall-${index}`)));
      const won = claims.findIndex(({ kind }) => kind === 'held');
      const lost = claims.filter((_claim, index) => index !== won);
      expect(lost).toEqual(lost.map(() => ({ kind: 'busy', by: `oncall-${won}` })));
    });

    it('is seen by every other opening of the same data', async () => {
      const { store, another } = theStore();
      const other = await another();
      const claim = await held(store, 'orders', '张伟 🌙');
      expect(await other.claimInstance('orders', 'oncall-2')).toEqual({ kind: 'busy', by: '张伟 🌙' });
      await claim.release();
      const next = await held(other, 'orders');
      expect((await store.claimInstance('orders', 'oncall-2')).kind).toBe('busy');
      await next.release();
    });

    it('gives a process of Redis to one at a time as well, in every opening, and to no instance of that name', async () => {
      const { store, another } = theStore();
      const other = await another();
      const run = await store.claimRun('run-a', 'oncall-1');
      expect(await other.claimRun('run-a', 'oncall-2')).toEqual({ kind: 'busy', by: 'oncall-1' });
      await (await held(other, 'run-a')).release();
      if (run.kind === 'held') await run.release();
      expect((await other.claimRun('run-a', 'oncall-2')).kind).toBe('held');
    });

    it('keeps instances apart, whatever they are called', async () => {
      const { store, another } = theStore();
      const claims = await Promise.all(NAMES.map((name) => held(store, name, `for ${name}`)));
      const other = await another();
      for (const name of NAMES) expect(await other.claimInstance(name, 'me')).toMatchObject({ by: `for ${name}` });
      await claims[0]?.release();
      await held(other, NAMES[0] ?? '');
      for (const name of NAMES.slice(1)) expect((await other.claimInstance(name, 'me')).kind, name).toBe('busy');
    });

    it('can be given back twice, without taking it from whoever has it then', async () => {
      const { store } = theStore();
      const claim = await held(store, 'orders');
      await claim.release();
      await held(store, 'orders', 'oncall-2');
      await claim.release();
      expect(await store.claimInstance('orders', 'oncall-1')).toEqual({ kind: 'busy', by: 'oncall-2' });
    });
  });
}

/** Who has an action open, where the same data can be opened more than once at a time. */
export function storeOpenActions(theStore: TheStore): void {
  describe('who has an action open', () => {
    it('is the opening that began it, until it is resolved', async () => {
      const { store, another } = theStore();
      const other = await another();
      await store.beginAction(anAction('a-1'));
      expect(await other.isOpenElsewhere('a-1')).toBe(true);
      expect(await store.isOpenElsewhere('a-1'), 'it is here').toBe(false);
      await store.resolveAction('a-1', aResolution());
      expect(await other.isOpenElsewhere('a-1')).toBe(false);
    });

    it('is nobody once that opening is closed: whoever goes on with it may', async () => {
      const { store, another } = theStore();
      const first = await another();
      await first.beginAction(anAction('a-1'));
      expect(await store.isOpenElsewhere('a-1')).toBe(true);
      await first.close();
      expect(await store.isOpenElsewhere('a-1')).toBe(false);
      expect(await store.resolveAction('a-1', aResolution())).toMatchObject({ outcome: 'applied' });
    });

    it('is nobody for an action that nobody began, or that was not kept', async () => {
      const { store, another } = theStore();
      const other = await another();
      expect(await store.isOpenElsewhere('none')).toBe(false);
      await store.beginAction(anAction('a-1'));
      await expect(other.beginAction(anAction('a-1'))).rejects.toMatchObject({ name: 'StoreError' });
      await expect(store.beginAction(anAction('a-1'))).rejects.toMatchObject({ name: 'StoreError' });
      expect(await other.isOpenElsewhere('a-1'), 'the first still has it').toBe(true);
      const broken = { ...anAction('a-2'), terms: 1n as never };
      await expect(store.beginAction(broken)).rejects.toMatchObject({ name: 'StoreError' });
      expect(await other.isOpenElsewhere('a-2')).toBe(false);
    });
  });
}
