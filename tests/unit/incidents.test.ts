import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentLook } from '../../lib/domain/incident/follow-incident';
import type { Incident } from '../../lib/domain/incident/incident';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import type { TimelineEntry } from '../../lib/domain/incident/timeline-entry';
import { EN } from '../../lib/domain/words/en';
import { Incidents, type IncidentParts } from '../../lib/incidents/incidents';
import { IncidentRecord } from '../../lib/incidents/record';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { AT, MISCONF_RDB, sighting } from '../support/a-sighting';
import { aDraft, aFailure } from '../support/an-incident';
import { eventually } from '../support/eventually';
import { A_KEY, newDataDir } from '../support/store-folder';
import { aTurn, anInstance, OPERATOR, T0 } from '../support/store-samples';

const ID = 'orders-primary';
let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = newDataDir();
  store = await openStore({ dataDir, secretKey: A_KEY });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const failing = (failuresInARow: number, at = AT): IncidentLook => ({
  latest: sighting({ rdb: { lastStatus: 'err' }, ping: MISCONF_RDB }, at),
  before: sighting({}, at - 1000),
  knowledge: { ...NOTHING_KNOWN, failuresInARow, failureOpenSince: AT },
});
const SAVED: IncidentLook = {
  ...failing(0, AT + 5000),
  latest: sighting({}, AT + 5000),
  knowledge: { ...NOTHING_KNOWN, failuresInARow: 0, lastGoodSaveAt: AT + 4000 },
};

describe('incidents', () => {
  const told: Incident[] = [];
  const watching = (changed: Partial<IncidentParts['store']> = {}): Incidents => {
    told.length = 0;
    const parts = {
      now: () => AT + 9000,
      instance: () => anInstance(ID),
      onChange: (one: Incident) => void told.push(one),
    };
    return new Incidents({ ...parts, store: { ...store, ...changed } });
  };
  const kept = async () => (await store.listIncidents({ limit: 9 })).rows;

  it('open once, however often it is looked while they are being kept, and end with the last look', async () => {
    const incidents = watching();
    for (const count of [1, 2, 3]) void incidents.look(ID, failing(count, AT + count));
    await eventually('all to be kept', async () => (await kept())[0]?.failedInARow === 3);
    expect([incidents.numberOf(ID), (await kept()).length]).toEqual([1, 1]);
    for (const look of [failing(4), SAVED]) incidents.look(ID, look);
    const [closed] = await eventually('it to be closed', async () => {
      const all = await kept();
      return all[0]?.closedAt === null ? null : all;
    });
    expect(closed).toMatchObject({ failedBefore: 4, failedInARow: 0, closedAt: AT + 5000 });
    expect(told.at(-1)).toEqual(closed);
    await eventually('it to be let go', () => incidents.numberOf(ID) === null);
    void incidents.look(ID, failing(1));
    await eventually('the next one', () => incidents.numberOf(ID) === 2);
  });

  it('that the store does not take are kept after a later look, and nobody is told before', async () => {
    let fails = true;
    const incidents = watching({
      openIncident: async (draft) => {
        if (fails) throw new Error('The disk is full.');
        return store.openIncident(draft);
      },
    });
    void incidents.look(ID, failing(1));
    void incidents.look(ID, failing(2));
    await incidents.forget('another');
    expect([told, await kept(), incidents.numberOf(ID)]).toEqual([[], [], null]);
    fails = false;
    await eventually('it to be kept', async () => {
      void incidents.look(ID, failing(3));
      return (await kept())[0]?.failedInARow === 3;
    });
  });

  it('of two processes are one, and closed by either', async () => {
    const [a, b] = [watching(), watching()];
    for (const incidents of [a, b]) void incidents.look(ID, failing(1));
    await eventually('both to know it', () => a.numberOf(ID) === 1 && b.numberOf(ID) === 1);
    void a.look(ID, SAVED);
    await eventually('it to be closed', async () => (await kept())[0]?.closedAt !== null);
    void b.look(ID, failing(2));
    void b.look(ID, SAVED);
    await eventually('the other to let go', () => b.numberOf(ID) === null);
    expect(await kept()).toHaveLength(1);
  });

  it('go on after a restart, and are closed by it no more than doubled', async () => {
    watching().look(ID, failing(1));
    await eventually('it to be kept', async () => (await kept()).length === 1);
    const later = watching();
    await later.load();
    expect([later.numberOf(ID), told.map(({ number }) => number)]).toEqual([1, [1]]);
    later.look(ID, failing(2));
    await eventually('its change', async () => (await kept())[0]?.failedInARow === 2);
    expect(await kept()).toHaveLength(1);
  });

  it('that were being opened while their instance was removed are closed by that', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const incidents = watching({ openIncident: (draft) => held.then(() => store.openIncident(draft)) });
    void incidents.look(ID, failing(1));
    const forgotten = incidents.forget(ID);
    go();
    await forgotten;
    expect(await kept()).toMatchObject([{ closedBy: 'removed', closedAt: AT + 9000 }]);
    expect(told.at(-1)).toMatchObject({ closedBy: 'removed' });
    expect(incidents.numberOf(ID)).toBeNull();
  });
});

describe('the record of an incident', () => {
  it('is told in pages that leave nothing out and repeat nothing, and costs no more than so many reads', async () => {
    const incident = await store.openIncident(aDraft());
    if (incident === null) throw new Error('It did not open.');
    // Every third is of another trigger: no two of a kind follow each other for long.
    const saves = Array.from({ length: 120 }, (_, i) =>
      aFailure(`f-${i}`, i * 6, i % 3 === 0 ? { trigger: 'other-client' } : {}),
    );
    await store.recordTurn(ID, aTurn({ saves }));
    let reads = 0;
    const counting: Store = {
      ...store,
      incidentRecords: (request) => {
        reads += 1;
        return store.incidentRecords(request);
      },
    };
    const record = new IncidentRecord({ store: counting, now: () => T0, newId: () => 'n', readAtOnce: 10 });
    const entries: TimelineEntry[] = [];
    let before: string | undefined;
    do {
      const page = await record.timeline(incident, { limit: 15, ...(before === undefined ? {} : { before }) }, EN);
      expect(page.rows.length).toBeLessThanOrEqual(15);
      entries.push(...page.rows);
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(entries.reduce((sum, { attempts }) => sum + (attempts ?? 0), 0)).toBe(120);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.map(({ to }) => to)).toEqual(entries.map(({ to }) => to).toSorted((a, b) => b - a));
    // Each failure of the other trigger, the two between, and the opening.
    expect(entries).toHaveLength(81);
    expect(reads).toBeLessThan(25);
  });

  it('takes five hundred notes, strikes any of them, and knows no incident that is not there', async () => {
    const incident = await store.openIncident(aDraft());
    const notes = new IncidentRecord({ store, now: () => T0, newId: () => 'n-1' });
    for (let i = 0; i < 500; i += 1) {
      await store.addIncidentNote(incident?.number ?? 0, {
        id: `x-${i}`,
        at: T0,
        actor: OPERATOR,
        text: 'x',
        struck: null,
      });
    }
    expect(await notes.addNote(1, 'one more', OPERATOR, EN)).toMatchObject({ refusal: { code: 'not_possible' } });
    expect(await notes.addNote(2, 'none', OPERATOR, EN)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await notes.setStep(2, { stepId: 'df', done: true }, OPERATOR, EN)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await notes.strikeNote(1, 'x-9', OPERATOR, EN)).toMatchObject({ ok: true, value: { text: 'x' } });
    expect(await notes.strikeNote(1, 'y', OPERATOR, EN)).toMatchObject({ refusal: { code: 'not_found' } });
    expect((await notes.written(1)).notes.filter(({ struck }) => struck !== null)).toHaveLength(1);
  });
});
