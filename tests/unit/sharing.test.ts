import { expect, it, vi } from 'vitest';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import { Sharing } from '../../lib/runtime/sharing';
import { anInstance } from '../support/a-registered-instance';
import { eventually } from '../support/eventually';

/** Those that are watched, and what is registered as it is read once `answer` is called. */
function following(watched: readonly RegisteredInstance[]) {
  const now = new Map(watched.map((instance) => [instance.id, instance]));
  const reads: ((registered: readonly RegisteredInstance[]) => void)[] = [];
  const stir = vi.fn();
  const sharing = new Sharing({
    store: { members: { stir } },
    monitor: {
      ids: () => [...now.keys()],
      has: (id: string) => now.has(id),
      registered: (id: string) => now.get(id) ?? null,
      remove: async (id: string) => void now.delete(id),
    },
    broadcast: { send: () => undefined },
    now: () => 0,
    registered: () => new Promise((resolve) => reads.push(resolve)),
    isReserved: () => false,
    onDropped: () => Promise.resolve(),
  } as unknown as ConstructorParameters<typeof Sharing>[0]);
  const news = (id: string) => sharing.onNews({ table: 'registered_instances', id, instanceId: id });
  const answer = async (registered: readonly RegisteredInstance[]): Promise<void> => {
    (await eventually('the fleet to be read', () => reads.shift()))(registered);
  };
  return { sharing, news, answer, stir };
}

it('two changes of one thing are read one after the other: the earlier read cannot come back last', async () => {
  const reads: (() => void)[] = [];
  const reload = vi.fn(() => new Promise<void>((resolve) => reads.push(resolve)));
  const sharing = new Sharing({
    store: { members: null },
    monitor: { has: () => true, records: () => false },
    incidents: { reload },
    overrides: { reload },
  } as unknown as ConstructorParameters<typeof Sharing>[0]);
  for (const table of ['incidents', 'overrides']) {
    reload.mockClear();
    const news = (id: string) => sharing.onNews({ table, id, instanceId: 'orders' });
    news('1');
    news('1');
    const first = await eventually('the first read', () => reads.shift());
    expect(reload).toHaveBeenCalledTimes(1);
    first();
    const second = await eventually('the second read', () => reads.shift());
    expect(reload).toHaveBeenCalledTimes(2);
    second();
  }
});

const registered = (id: string) => anInstance('redis://127.0.0.1:1', { id, name: id, origin: { kind: 'registered' } });

it('an instance that was removed elsewhere is offered to be recorded no more, before the fleet has been read', async () => {
  const { sharing, news, answer } = following([registered('orders'), registered('carts')]);
  news('orders');
  expect(sharing.ids()).toEqual(['carts']);
  await answer([registered('carts')]);
  await eventually('it to be let go', () => sharing.ids().length === 1);
  expect(sharing.ids()).toEqual(['carts']);
});

it('one that is still registered then is offered again', async () => {
  const { sharing, news, answer, stir } = following([registered('orders')]);
  news('orders');
  expect(sharing.ids()).toEqual([]);
  await answer([registered('orders')]);
  await eventually('it to be offered again', () => stir.mock.calls.length > 0);
  expect(sharing.ids()).toEqual(['orders']);
});
