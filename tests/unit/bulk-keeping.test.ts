import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BulkParts, BulkSaves } from '../../lib/bulk/bulk-saves';
import type { Action } from '../../lib/domain/action/action';
import { brokenOff, type BulkSave } from '../../lib/domain/action/bulk';
import type { BulkSeen } from '../../lib/domain/action/bulk-seen';
import { done, refuse } from '../../lib/domain/result';
import { EN } from '../../lib/domain/words/en';
import { StoreError } from '../../lib/store/store-error';
import { anInstance } from '../support/a-registered-instance';
import { OPERATOR } from '../support/a-savepoint';
import { valueOfResult } from '../support/action-bench';
import { eventually } from '../support/eventually';

const SEEN: BulkSeen = { runId: null, forks: false, memoryBytes: null, takesMuchMemory: null, keepsNothing: false };
const IDS = ['a', 'b', 'c'];

let closing = new AbortController();

afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

/** Each instance on a host of its own; every save runs until it is said to have ended. `onKeep` is the store, of each write the number. */
function bench(changed: Partial<BulkParts> = {}, onKeep: (save: BulkSave, write: number) => unknown = () => null) {
  closing = new AbortController();
  const writes: BulkSave[] = [];
  const asked: string[] = [];
  const ended = new Set<string>();
  const state = { released: 0 };
  const actionOf = (id: string): Action =>
    ({ id, instanceId: id, outcome: ended.has(id) ? 'applied' : 'pending', message: '' }) as Action;
  const saves = new BulkSaves({
    store: {
      keepBulk: async (save) => {
        writes.push(save);
        await onKeep(save, writes.length);
        return null;
      },
      openBulks: async () => [],
      claimInstance: async () => ({ kind: 'held', release: async () => void (state.released += 1) }),
      getAction: async (id) => actionOf(id),
    },
    runner: 'here 1',
    now: () => 7,
    monotonic: () => 0,
    newId: () => 'bulk-1',
    ids: () => IDS,
    instance: (id) => anInstance(`redis://10.0.0.${IDS.indexOf(id) + 1}:6379`, { id, name: id }),
    seen: () => SEEN,
    answers: () => true,
    look: async () => undefined,
    plan: async () => refuse('not_found', 'No plan is made here.'),
    trigger: async (id) => {
      asked.push(id);
      return done({ action: actionOf(id) });
    },
    closing: closing.signal,
    ...changed,
  });
  const start = (instanceIds: readonly string[], hostsAtOnce = 4) =>
    saves.start({ instanceIds, hostsAtOnce, reason: null }, OPERATOR, EN);
  const standings = () => saves.latest()?.members.map(({ id, standing }) => `${id} ${standing}`);
  const member = (id: string) => saves.latest()?.members.find((one) => one.id === id);
  return { saves, writes, asked, ended, state, start, standings, member };
}

/** What waits for `setTimeout` waits for the test; promises, and the looks for the end of a save, go on. */
const holdTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('how far a bulk save has come', () => {
  it('is kept as over where its first write was not answered, and its claim is given back after that alone', async () => {
    const kept: BulkSave[] = [];
    const { start, state, writes } = bench({}, (save, write) => {
      // The store took the first one, and the answer was lost; then it is away.
      if (write !== 2) kept.push(save);
      if (write <= 2) {
        expect(state.released).toBe(0);
        throw new StoreError('away');
      }
    });
    const refused = await start(['a', 'b']);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'store_unavailable' } });
    await eventually('the claim to be given back', () => state.released === 1);
    expect(writes).toHaveLength(3);
    expect(kept.at(-1)).toMatchObject({ id: 'bulk-1', endedAt: 7, brokenOff: false });
    expect(kept.at(-1)?.members.map(({ standing }) => standing)).toEqual(['stopped', 'stopped']);
  });

  it('is written for a begin, the name of its action, a stop and the end at once, and for all else once a second at most', async () => {
    holdTimers();
    const { start, saves, writes, ended, member } = bench();
    const { id } = valueOfResult(await start(['a', 'b', 'c'], 2));
    await eventually('both actions', () => member('a')?.actionId === 'a' && member('b')?.actionId === 'b');
    const actions = (): readonly (string | null)[] => writes.at(-1)?.members.map(({ actionId }) => actionId) ?? [];
    await eventually('both names to be kept', () => actions().join() === 'a,b,');
    const standingsOf = ({ members }: BulkSave): string => members.map(({ standing }) => standing).join(' ');
    expect(new Set(writes.map(standingsOf))).toEqual(new Set(['waiting waiting waiting', 'running running waiting']));
    const begun = writes.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(writes).toHaveLength(begun);

    saves.stop(id, OPERATOR, EN);
    await eventually('the stop to be kept', () => writes.at(-1)?.stoppedBy?.name === OPERATOR.name);
    expect(writes).toHaveLength(begun + 1);
    ended.add('a');
    await eventually('the end of a', () => member('a')?.standing === 'ended');
    expect(writes).toHaveLength(begun + 1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(writes).toHaveLength(begun + 2);
    ended.add('b');
    await eventually('the end to be kept', () => writes.at(-1)?.endedAt === 7);
    expect(writes).toHaveLength(begun + 3);
    await vi.advanceTimersByTimeAsync(5000);
    expect(writes).toHaveLength(begun + 3);
  });

  it('is kept before a save is asked for, and that again for what became of others meanwhile is not waited for', async () => {
    const lookAtB = gate();
    const { start, asked, member } = bench(
      {
        look: (id) => (id === 'b' ? lookAtB.opened : Promise.resolve()),
        seen: (id) => ({ ...SEEN, keepsNothing: id === 'b' }),
      },
      async (_save, write) => {
        if (write === 2) {
          lookAtB.open();
          await eventually('b to be refused', () => member('b')?.standing === 'refused');
        }
        if (write > 2) await new Promise(() => undefined);
      },
    );
    await start(['a', 'b']);
    await eventually('a to be asked for', () => asked.includes('a'), 5000);
  });

  it('is written by one write at a time, also where somebody asks whether it is stopped', async () => {
    let inStore = 0;
    let most = 0;
    const { start, saves, member } = bench({}, async () => {
      inStore += 1;
      most = Math.max(most, inStore);
      await new Promise(setImmediate);
      inStore -= 1;
    });
    const { id } = valueOfResult(await start(['a', 'b']));
    await Promise.all([saves.askWhetherStopped(id), saves.askWhetherStopped(id)]);
    await eventually('the action of a', () => member('a')?.actionId === 'a');
    await saves.askWhetherStopped(id);
    expect(most).toBe(1);
  });

  it('is kept before the claim is given back when Savepoint ends, and nothing is written after that', async () => {
    const look = gate();
    const releasedAt: number[] = [];
    const { start, saves, state, writes, standings } = bench({ look: () => look.opened }, async () => {
      await new Promise(setImmediate);
      releasedAt.push(state.released);
    });
    const { id } = valueOfResult(await start(['a', 'b'], 1));
    expect(standings()).toEqual(['a running', 'b waiting']);
    closing.abort();
    look.open();
    await eventually('the claim to be given back', () => state.released === 1);
    const before = writes.length;
    saves.stop(id, OPERATOR, EN);
    await saves.askWhetherStopped(id);
    expect(releasedAt.every((released) => released === 0)).toBe(true);
    expect(writes).toHaveLength(before);
    const last = writes.at(-1) as BulkSave;
    expect([last.endedAt, last.stoppedBy]).toEqual([null, null]);
    expect(last.members.map(({ standing }) => standing)).toEqual(['stopped', 'waiting']);
    // Nobody stopped it: whoever tells it as broken off says so of both.
    expect(brokenOff(last, 8).members.map(({ standing }) => standing)).toEqual(['left', 'left']);
  });
});
