import { expect, test } from 'vitest';
import { InstanceWatch } from '../../lib/monitor/instance-watch';
import { NOTHING_FOUND } from '../../lib/monitor/turn';
import { TurnKeeper } from '../../lib/monitor/turn-keeper';
import type { RedisConnection } from '../../lib/redis/redis';
import type { Store, TurnRecord } from '../../lib/store/store';
import { anInstance, aSave, T0 } from '../support/store-samples';

/** A store that notes what it is offered, and takes it or not. */
function aKeeper() {
  const offered: string[] = [];
  const told: string[] = [];
  const state = { fails: false };
  const recordTurn = async (_id: string, turn: TurnRecord): Promise<void> => {
    offered.push(turn.saves.map(({ id }) => id).join(' '));
    if (state.fails) throw new Error('The disk is full.');
  };
  const watch = new InstanceWatch(anInstance('orders'), {} as RedisConnection, 1000, () => 'id');
  const keeper = new TurnKeeper({ recordTurn } as Store, null, () => told.push('back'));
  const keep = (at: number, ...saves: string[]): Promise<void> =>
    keeper.keep(watch, { ...NOTHING_FOUND, memory: watch.memory, saves: saves.map((id) => aSave(id)) }, T0 + at);
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
  const { keeper, keep, watch, offered } = aKeeper();
  await keep(0);
  await keep(1000);
  await keep(4999);
  await keep(5000);
  expect(offered).toHaveLength(2);
  await keeper.keepLast(watch, T0 + 5001);
  expect(offered).toHaveLength(3);
});
