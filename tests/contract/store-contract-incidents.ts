import { describe, expect, it } from 'vitest';
import type { Incident } from '../../lib/domain/incident/incident';
import { comparePlaces } from '../../lib/domain/incident/timeline-record';
import { aDraft, aFailure } from '../support/an-incident';
import { aSave, aTurn, anAuditedAct, anEvent, anInstance, OPERATOR, T0 } from '../support/store-samples';
import type { TheStore } from './store-contract';

const BOB = { kind: 'user', name: 'bob', role: 'admin' } as const;
const END = { waitsFor: null, closedAt: T0 + 90, closedBy: 'good-save' } as const;
const ALL = { instanceId: 'orders-primary', from: T0, to: null, before: null, limit: 100 } as const;

export function storeIncidents(theStore: TheStore): void {
  const opened = async (changed: Parameters<typeof aDraft>[0] = {}): Promise<Incident> => {
    const incident = await theStore().store.openIncident(aDraft(changed));
    if (incident === null) throw new Error('It was not opened.');
    return incident;
  };
  const note = (id: string, at = T0) => ({ id, at, actor: OPERATOR, text: `note ${id}`, struck: null });

  describe('an incident', () => {
    it('is kept with its number over a restart, and every change of it', async () => {
      const cause = { kind: 'disk-full', confidence: 'likely', stage: null, evidence: ['a'], against: [] } as const;
      const incident = await opened({ already: true, cause, failedInARow: null });
      const changed = {
        ...incident,
        refusedUntil: T0 + 5,
        failedBefore: 3,
        savedAgainAt: T0 + 4,
        waitsFor: 'guard-on' as const,
      };
      expect(await theStore().store.changeIncident(changed)).toBe(true);
      const store = await theStore().reopen();
      expect(incident).toEqual({
        ...aDraft({ already: true, cause, failedInARow: null }),
        number: 1,
        historyFrom: null,
      });
      expect(await store.getIncident(1)).toEqual(changed);
      expect(await store.openIncidents()).toEqual([changed]);
      expect(await store.getIncident(2)).toBeNull();
    });

    it('is open once on an instance, whoever opens it', async () => {
      const others = [theStore().store, await theStore().another(), await theStore().another()];
      const all = await Promise.all(others.map((store) => store.openIncident(aDraft())));
      expect(all.filter((incident) => incident !== null)).toHaveLength(1);
      expect(await theStore().store.openIncidents('orders-primary')).toHaveLength(1);
      await opened({ instanceId: 'other' });
      expect(await theStore().store.openIncidents('orders-primary')).toHaveLength(1);
      expect(await theStore().store.openIncidents()).toHaveLength(2);
    });

    it('that is closed stays so, and the next one has the next number', async () => {
      const { store } = theStore();
      const incident = await opened();
      expect(await store.changeIncident({ ...incident, ...END })).toBe(true);
      expect(await store.changeIncident({ ...incident, failedBefore: 9 })).toBe(false);
      expect(await store.getIncident(incident.number)).toEqual({ ...incident, ...END });
      expect((await opened()).number).toBe(incident.number + 1);
    });

    it('is closed by the removal of its instance, with that word', async () => {
      const { store } = theStore();
      const [incident, other] = [await opened(), await opened({ instanceId: 'other' })];
      await store.addRegistered(anInstance('orders-primary'), anAuditedAct());
      await store.removeRegistered('orders-primary', anAuditedAct({ kind: 'removed', at: T0 + 70 }));
      const removed = { waitsFor: null, closedAt: T0 + 70, closedBy: 'removed' };
      expect(await store.getIncident(incident.number)).toEqual({ ...incident, ...removed });
      expect(await store.openIncidents()).toEqual([other]);
    });

    it('is listed newest first, by instance and by state, in pages', async () => {
      const { store } = theStore();
      for (const instanceId of ['a', 'b', 'c']) {
        const incident = await opened({ instanceId });
        if (instanceId !== 'b') await store.changeIncident({ ...incident, ...END });
      }
      const numbers = async (request: Parameters<typeof store.listIncidents>[0]) =>
        (await store.listIncidents(request)).rows.map(({ number }) => number);
      expect(await numbers({ limit: 9 })).toEqual([3, 2, 1]);
      expect(await numbers({ limit: 9, state: 'open' })).toEqual([2]);
      expect(await numbers({ limit: 9, state: 'closed' })).toEqual([3, 1]);
      expect(await numbers({ limit: 9, instanceId: 'a' })).toEqual([1]);
      const { next } = await store.listIncidents({ limit: 2 });
      expect(await numbers({ limit: 2, before: next ?? '' })).toEqual([1]);
      expect((await store.listIncidents({ limit: 3 })).next).toBeNull();
      await expect(store.listIncidents({ limit: 2, before: 'none of ours' })).rejects.toThrow(/cursor/);
    });

    it('outlives the history, and says what of it was deleted', async () => {
      const { store } = theStore();
      const [old, closed] = [await opened(), await opened({ instanceId: 'closed' })];
      await store.changeIncident({ ...closed, ...END });
      const later = await opened({ instanceId: 'later', openedFrom: T0 + 9000, openedAt: T0 + 9000 });
      await store.addIncidentNote(old.number, note('n-1'));
      const lost = async () => {
        const { rows } = await store.listIncidents({ limit: 9 });
        return rows.map(({ number, historyFrom }) => [number, historyFrom]);
      };
      await store.prune(T0 + 5000, 10);
      expect(await lost()).toEqual([later, closed, old].map(({ number }) => [number, null]));
      const saves = ['a', 'b'].map((id, index) =>
        aSave(id, { startedAt: T0 + index * 6000, endedAt: T0 + index * 6000 }),
      );
      await store.recordTurn('orders-primary', aTurn({ saves }));
      await store.prune(T0 + 5000, 10);
      expect(await lost()).toEqual([
        [later.number, null],
        [closed.number, T0 + 5000],
        [old.number, T0 + 5000],
      ]);
      await store.prune(T0 + 8000, 10);
      // Of the closed one nothing was left to lose.
      expect(await lost()).toEqual([
        [later.number, null],
        [closed.number, T0 + 5000],
        [old.number, T0 + 8000],
      ]);
      expect(await store.incidentNotes(old.number)).toHaveLength(1);
      // What is followed does not know of it, and does not undo it.
      await store.changeIncident({ ...old, failedBefore: 4 });
      expect(await store.getIncident(old.number)).toMatchObject({ failedBefore: 4, historyFrom: T0 + 8000 });
    });
  });

  describe('what people write in an incident', () => {
    it('is in the order of writing, and struck once, never deleted', async () => {
      const { store } = theStore();
      const { number } = await opened();
      await store.addIncidentNote(number, note('n-2', T0 + 2));
      await store.addIncidentNote(number, note('n-1', T0 + 1));
      const struck = { at: T0 + 9, actor: BOB };
      expect(await store.strikeIncidentNote(number, 'n-1', struck)).toEqual({ ...note('n-1', T0 + 1), struck });
      expect(await store.strikeIncidentNote(number, 'n-1', { at: T0 + 10, actor: OPERATOR })).toMatchObject({ struck });
      expect(await store.strikeIncidentNote(number + 1, 'n-2', struck)).toBeNull();
      expect(await store.strikeIncidentNote(number, 'n-3', struck)).toBeNull();
      const again = await theStore().reopen();
      expect(await again.incidentNotes(number)).toEqual([{ ...note('n-1', T0 + 1), struck }, note('n-2', T0 + 2)]);
    });

    it('has every tick of a step with who and when, and none that changes nothing', async () => {
      const { store } = theStore();
      const { number } = await opened();
      const tick = (id: string, done: boolean) => ({ id, stepId: 'df', done, at: T0, actor: OPERATOR });
      expect(await store.setIncidentStep(number, tick('k-1', true))).toEqual(tick('k-1', true));
      expect(await store.setIncidentStep(number, { ...tick('k-2', true), actor: BOB })).toEqual(tick('k-1', true));
      expect(await store.setIncidentStep(number, tick('k-3', false))).toEqual(tick('k-3', false));
      expect(await store.incidentSteps(number)).toEqual([tick('k-1', true), tick('k-3', false)]);
    });
  });

  describe('the records of an incident', () => {
    it('are those of its instance and its time, with saves that ended in it, newest first', async () => {
      const { store } = theStore();
      const saves = [
        aFailure('before', -60),
        aFailure('long', -60, { endedAt: T0 + 1 }),
        aFailure('in', 6),
        aFailure('after', 60),
      ];
      const at = (id: string, seconds: number) => anEvent(id, { from: T0, to: T0 + seconds * 1000 });
      const events = [at('early', -1), at('first', 0), at('last', 50), at('late', 51)];
      await store.recordTurn('orders-primary', aTurn({ saves, events }));
      await store.recordTurn('other', aTurn({ saves: [aFailure('elsewhere', 6, { instanceId: 'other' })] }));
      for (const second of [-1, 3, 4, 51]) await store.keepEntry(anAuditedAct({ at: T0 + second * 1000 }));
      const found = await store.incidentRecords({ ...ALL, to: T0 + 50_000 });
      expect(found.saves.map(({ save }) => save.id)).toEqual(['in', 'long']);
      expect(found.events.map(({ id }) => id)).toEqual(['last', 'first']);
      expect(found.audit.map((entry) => (entry.at - T0) / 1000)).toEqual([4, 3]);
      expect((await store.incidentRecords(ALL)).saves.map(({ save }) => save.id)).toEqual(['after', 'in', 'long']);
    });

    it('of one millisecond come in the order of the audit', async () => {
      const { store } = theStore();
      const told = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
      for (const message of told) await store.keepEntry(anAuditedAct({ at: T0 + 5, message }));
      const { audit } = await store.incidentRecords(ALL);
      expect(audit.map(({ message }) => message)).toEqual(told.toReversed());
      const places = audit.map(({ at, id }) => ({ at, id }));
      expect(places.toSorted(comparePlaces)).toEqual(places.toReversed());
    });

    it('come in parts that leave nothing out and repeat nothing, also where times are equal', async () => {
      const { store } = theStore();
      const saves = ['c', 'a', 'b', 'd'].map((id) => aFailure(id, 6));
      await store.recordTurn('orders-primary', aTurn({ saves }));
      const first = await store.incidentRecords({ ...ALL, limit: 3 });
      const last = first.saves.at(-1);
      const before = { at: last?.at ?? 0, id: last?.save.id ?? '' };
      const rest = await store.incidentRecords({ ...ALL, before, limit: 3 });
      expect([...first.saves, ...rest.saves].map(({ save }) => save.id)).toEqual(['d', 'c', 'b', 'a']);
    });
  });
}
