import { afterEach, expect, test, vi } from 'vitest';
import { InstanceWatch } from '../../lib/monitor/instance-watch';
import { NOTHING_FOUND } from '../../lib/monitor/turn';
import { TurnKeeper } from '../../lib/monitor/turn-keeper';
import type { RedisConnection } from '../../lib/redis/redis';
import { StoreError } from '../../lib/store/store-error';
import type { Store, TurnRecord } from '../../lib/store/store';
import { anInstance, aSave, T0 } from '../support/store-samples';

afterEach(() => {
  vi.useRealTimers();
});

const aWatch = (id: string): InstanceWatch =>
  new InstanceWatch(anInstance(id), {} as RedisConnection, 1000, () => 'id');

/** A store that notes what it is offered, and takes it or not. */
function aKeeper() {
  const offered: string[] = [];
  const told: string[] = [];
  const state = { fails: false };
  const recordTurns: Store['recordTurns'] = async (turns) => {
    offered.push(
      turns.map(([, { saves }]: readonly [string, TurnRecord]) => saves.map(({ id }) => id).join(' ')).join(' | '),
    );
    if (state.fails) throw new Error('The disk is full.');
  };
  const watch = aWatch('orders');
  const keeper = new TurnKeeper({ recordTurns } as Store, null, () => told.push('back'));
  const keep = (at: number, ...saves: string[]): Promise<void> => {
    const turn = { ...NOTHING_FOUND, memory: watch.memory, saves: saves.map((id) => aSave(id)) };
    watch.note(turn);
    return keeper.keep(watch, turn, T0 + at);
  };
  return { keeper, keep, watch, offered, told, state };
}

test('what was kept is not offered again', async () => {
  const { keep, offered } = aKeeper();
  await keep(0, 'a');
  await keep(1000, 'b');
  expect(offered).toEqual(['a', 'b']);
});

test('what a failing store did not take is offered again with a later turn, once, and its return is told', async () => {
  const { keeper, keep, offered, told, state } = aKeeper();
  state.fails = true;
  await keep(0, 'a');
  expect([keeper.problem, told]).toEqual(['The disk is full.', []]);
  state.fails = false;
  await keep(1000, 'b');
  await keep(2000, 'c');
  expect([offered, keeper.problem, told]).toEqual([['a', 'a b', 'c'], null, ['back']]);
});

test('a turn in which nothing happened is kept every few seconds alone, and at the end in any case', async () => {
  vi.useFakeTimers();
  const { keeper, keep, watch, offered } = aKeeper();
  for (const at of [0, 1000, 4999, 5000]) {
    await keep(at);
    await vi.advanceTimersByTimeAsync(600);
  }
  expect(offered).toHaveLength(2);
  await keeper.keepLast([watch]);
  expect(offered).toHaveLength(3);
});

test('what is kept of a whole fleet in which nothing happened is one commit', async () => {
  vi.useFakeTimers();
  const { keeper, offered } = aKeeper();
  const fleet = Array.from({ length: 100 }, (_, index) => aWatch(`i-${index}`));
  for (const watch of fleet) await keeper.keep(watch, { ...NOTHING_FOUND, memory: watch.memory }, T0);
  expect(offered).toEqual([]);
  await vi.advanceTimersByTimeAsync(600);
  expect(offered).toHaveLength(1);
  expect(offered[0]?.split('|')).toHaveLength(100);
});

test('a save waits for nobody, and what was gathered of its instance goes with it', async () => {
  vi.useFakeTimers();
  const { keep, offered } = aKeeper();
  await keep(0);
  await keep(1, 'a');
  expect(offered).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(600);
  expect(offered).toEqual(['a']);
});

test('what is held back is not written, and kept with the next turn', async () => {
  vi.useFakeTimers();
  const { keeper, keep, watch, offered } = aKeeper();
  await keep(0);
  await keeper.holdBack(watch);
  await vi.advanceTimersByTimeAsync(600);
  expect(offered).toEqual([]);
  await keep(1);
  await vi.advanceTimersByTimeAsync(600);
  expect(offered).toHaveLength(1);
});

test('one that somebody else records by now keeps the others from nothing, and is no problem of the store', async () => {
  vi.useFakeTimers();
  const kept: string[] = [];
  const recordTurns: Store['recordTurns'] = async (turns) => {
    if (turns.some(([id]) => id === 'i-2')) throw new StoreError('taken');
    kept.push(...turns.map(([id]) => id));
  };
  const keeper = new TurnKeeper({ recordTurns } as Store, null, () => undefined);
  const fleet = Array.from({ length: 5 }, (_, index) => aWatch(`i-${index}`));
  for (const watch of fleet) await keeper.keep(watch, { ...NOTHING_FOUND, memory: watch.memory }, T0);
  await vi.advanceTimersByTimeAsync(600);
  expect([kept, keeper.problem]).toEqual([['i-0', 'i-1', 'i-3', 'i-4'], null]);
  expect(fleet.filter(({ hasUnkept }) => hasUnkept)).toEqual([fleet[2]]);
});

test('a part of a fleet that is not taken stays a problem, whatever else is taken, until it is or nobody watches it', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const refused = new Set(['i-0', 'i-499']);
  const recordTurns: Store['recordTurns'] = async (turns) => {
    if (turns.some(([id]) => refused.has(id))) throw new Error('The disk is full.');
  };
  const keeper = new TurnKeeper({ recordTurns } as Store, null, () => told.push('back'));
  const fleet = Array.from({ length: 501 }, (_, index) => aWatch(`i-${index}`));
  const keepAll = async (at: number): Promise<void> => {
    for (const watch of fleet) await keeper.keep(watch, { ...NOTHING_FOUND, memory: watch.memory }, T0 + at);
    await vi.advanceTimersByTimeAsync(600);
  };
  await keepAll(0);
  expect([keeper.problem, told]).toEqual(['The disk is full.', []]);
  refused.clear();
  await keepAll(6000);
  expect([keeper.problem, told]).toEqual([null, ['back']]);

  refused.add('i-500');
  await keepAll(12_000);
  expect(keeper.problem).toBe('The disk is full.');
  keeper.forget(fleet[500] as InstanceWatch);
  expect(keeper.problem).toBeNull();
});

test('what is found while others are written goes with the memory that counts it as told', async () => {
  vi.useFakeTimers();
  const offered: string[][] = [];
  let letGo = (): void => undefined;
  const recordTurns: Store['recordTurns'] = async (turns) => {
    offered.push(turns.flatMap(([, { saves }]) => saves.map(({ id }) => id)));
    if (offered.length === 1) await new Promise<void>((resolve) => (letGo = resolve));
  };
  const keeper = new TurnKeeper({ recordTurns } as Store, null, () => undefined);
  const fleet = Array.from({ length: 501 }, (_, index) => aWatch(`i-${index}`));
  const last = fleet[500] as InstanceWatch;
  for (const watch of fleet) await keeper.keep(watch, { ...NOTHING_FOUND, memory: watch.memory }, T0);
  await vi.advanceTimersByTimeAsync(600);
  const turn = { ...NOTHING_FOUND, memory: last.memory, saves: [aSave('a')] };
  last.note(turn);
  const kept = keeper.keep(last, turn, T0 + 700);
  letGo();
  await kept;
  expect(offered).toEqual([[], ['a'], []]);
  expect(last.hasUnkept).toBe(false);
});
