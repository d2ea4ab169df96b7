import { expect, it } from 'vitest';
import { BLANK_MEMORY } from '../../lib/monitor/memory';
import { NOTHING_FOUND, type Turn } from '../../lib/monitor/turn';
import { Telling } from '../../lib/runtime/telling';
import { aSave } from '../support/store-samples';

type Parts = ConstructorParameters<typeof Telling>[0];

it('the end of an action is settled before anything else that a turn brings has an end', async () => {
  const order: string[] = [];
  let letIncidentGo = (): void => undefined;
  const incidentKept = new Promise<void>((resolve) => (letIncidentGo = resolve));
  const parts = {
    isOut: true,
    now: () => 0,
    broadcast: { send: () => undefined, sendView: () => undefined },
    monitor: {
      watchOf: () => ({ incidentLook: {}, tellLog: () => undefined, latest: null, memory: {} }),
      view: () => null,
    },
    acting: { settle: async () => void order.push('settled') },
    overrides: { look: () => undefined },
    incidents: {
      look: async () => {
        order.push('incident');
        await incidentKept;
        order.push('incident kept');
      },
    },
    logs: { isRead: () => false, stir: () => undefined },
    notices: { isIdle: true },
    audit: { tellNew: async () => void order.push('audit told') },
  } as unknown as Parts;
  const save = aSave('s-1', { actionId: 'a-1' });
  const turn: Turn = { ...NOTHING_FOUND, memory: BLANK_MEMORY, ownSaves: [{ actionId: 'a-1', save }] };
  const told = new Telling(parts).turn('orders', turn);
  // All that needs no store is over by now: who waits for the action is answered while the incident is still being kept.
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual(['settled', 'incident', 'audit told']);
  letIncidentGo();
  await told;
  expect(order.at(-1)).toBe('incident kept');
});

it.each([
  ['opens one where none is known', null, ['kept']],
  ['leaves one that is open alone: it may have begun later, and old facts would end it', 7, []],
] as const)('what was kept of the last turn of another process %s', async (_what, number, expected) => {
  const looks: unknown[] = [];
  const parts = {
    monitor: { watchOf: () => ({ incidentLook: 'latest', keptLook: 'kept' }) },
    incidents: { numberOf: () => number, look: async (_id: string, look: unknown) => void looks.push(look) },
  } as unknown as Parts;
  await new Telling(parts).followKeptIncident('orders');
  expect(looks).toEqual(expected);
});
