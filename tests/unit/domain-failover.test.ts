import { describe, expect, it } from 'vitest';
import { failoverNote, failoverOf, type Kin, kinOf, learnPast, NOTHING_SEEN } from '../../lib/domain/state/failover';
import type { Override } from '../../lib/domain/action/override';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { BLANK_MEMORY, shiftedBy } from '../../lib/monitor/memory';
import { anInstance } from '../support/a-registered-instance';
import { AT, sighting } from '../support/a-sighting';

const X = 'a'.repeat(40);
const Y = 'b'.repeat(40);
const OVERRIDE: Override = {
  id: 'o-1',
  instanceId: 'orders',
  runId: 'run-a',
  by: 'oncall-1',
  reason: null,
  since: AT,
  until: { kind: 'none', at: null },
  setAt: AT,
  setRedisTime: null,
  saveTime: null,
  rewritten: false,
  expiredAt: null,
  expiredWhy: null,
};

/** A primary whose guard was switched off, as it was last seen before it went. */
const ORDERS: Kin = {
  title: 'orders (10.0.3.14:6379)',
  past: { led: { replicationId: X, at: AT + 1000 }, followed: null },
  override: OVERRIDE,
  role: null,
  guard: null,
};
/** It was seen to replicate that one after the override was made, and is a primary now. */
const STANDBY: Kin = {
  title: 'standby (10.0.3.15:6379)',
  past: { led: { replicationId: Y, at: AT + 9000 }, followed: { replicationId: X, at: AT + 1000 } },
  override: null,
  role: 'master',
  guard: 'yes',
};
const led = (replicationId: string | null, at: number) => ({ ...ORDERS.past, led: { replicationId, at } });
const followed = (replicationId: string | null, at: number) => ({ ...STANDBY.past, followed: { replicationId, at } });

describe('an override and a failover', () => {
  it('both servers are told where Savepoint saw who took over', () => {
    expect(failoverOf(STANDBY, [ORDERS])).toEqual({ kind: 'heir', former: ORDERS.title, by: 'oncall-1' });
    expect(failoverOf(ORDERS, [STANDBY])).toMatchObject({ kind: 'former', isReplica: false, heir: { guard: 'yes' } });
    expect(failoverOf({ ...ORDERS, role: 'replica' }, [STANDBY])).toMatchObject({ isReplica: true });
  });

  it.each<[string, Kin, Kin]>([
    ['it still replicates', ORDERS, { ...STANDBY, role: 'replica' }],
    ['it does not answer now', ORDERS, { ...STANDBY, role: null, guard: null }],
    ['it replicated another one', ORDERS, { ...STANDBY, past: followed(Y, AT + 1000) }],
    [
      'it was never seen to replicate, whatever its dump says',
      ORDERS,
      { ...STANDBY, past: { ...STANDBY.past, followed: null } },
    ],
    ['it was taken away before the override was made', ORDERS, { ...STANDBY, past: followed(X, AT - 1) }],
    ['the override was made on what was a replica by then', { ...ORDERS, past: led(X, AT - 1) }, STANDBY],
    ['the override is over', { ...ORDERS, override: null }, STANDBY],
    [
      'neither tells an id (before 4.0)',
      { ...ORDERS, past: led(null, AT + 1000) },
      { ...STANDBY, past: followed(null, AT + 1000) },
    ],
  ])('nothing is said of either where %s', (_name, former, heir) => {
    expect([failoverOf(former, [heir]), failoverOf(heir, [former])]).toEqual([null, null]);
  });

  it('of two that could have taken over none is named; each of them is told', () => {
    const other = { ...STANDBY, title: 'other (10.0.3.16:6379)' };
    expect(failoverOf(ORDERS, [STANDBY, other])).toBeNull();
    expect(failoverOf({ ...ORDERS, role: 'replica' }, [STANDBY, other])).toMatchObject({ isReplica: true, heir: null });
    expect(failoverOf(other, [STANDBY, ORDERS])).toMatchObject({ kind: 'heir' });
  });

  it('a guard that is off, or cannot be read, on the new primary says nothing there', () => {
    for (const guard of ['no', null] as const) {
      expect(failoverOf({ ...STANDBY, guard }, [ORDERS])).toBeNull();
      expect(failoverOf(ORDERS, [{ ...STANDBY, guard }])).toMatchObject({ heir: { guard } });
    }
  });
});

describe('what was seen of replication', () => {
  const as = (role: 'master' | 'replica', linkUp: boolean | null, replicationId: string | null, at: number) =>
    sighting({ server: { role }, replication: { linkUp, replicationId } }, at);

  it('outlives a change of the role, and a link that is down proves nothing', () => {
    const first = learnPast(NOTHING_SEEN, as('replica', true, X, AT));
    const down = learnPast(first, as('replica', false, Y, AT + 1000));
    expect(down).toEqual({ led: null, followed: { replicationId: X, at: AT } });
    expect(learnPast(down, as('master', null, Y, AT + 2000))).toEqual({
      led: { replicationId: Y, at: AT + 2000 },
      followed: { replicationId: X, at: AT },
    });
  });

  it('is as long ago as before on a clock that was set', () => {
    const { past } = shiftedBy({ ...BLANK_MEMORY, past: STANDBY.past }, 5000);
    expect([past.led?.at, past.followed?.at]).toEqual([AT + 14_000, AT + 6000]);
  });

  it('an override counts as it showed when its server last answered, a role only as the latest look saw it', () => {
    const off = sighting({ config: { guard: { value: 'no' } } });
    const gone = {
      kind: 'problem',
      at: AT + 5000,
      problem: { code: 'refused', message: 'Connection refused.' },
    } as const;
    const kin = kinOf(anInstance('redis://10.0.3.14:6379'), ORDERS.past, {
      latest: gone,
      sighting: off,
      override: OVERRIDE,
    });
    expect(kin).toMatchObject({ override: { id: 'o-1' }, role: null, guard: null });
    expect(
      kinOf(anInstance('redis://10.0.3.14:6379'), ORDERS.past, { latest: off, sighting: off, override: null }),
    ).toMatchObject({
      override: null,
      role: 'master',
      guard: 'no',
    });
  });
});

it('the notes name who and where, with what hides in a name as escapes, in both languages', () => {
  for (const words of [EN, ZH]) {
    const heir = failoverNote({ kind: 'heir', former: 'orders\u202e (x:1)', by: 'ada' }, words);
    expect(heir).toContain('orders\\u202e (x:1)');
    expect(heir).toContain('ada');
    const notes = (['yes', 'no', null] as const).flatMap((guard) =>
      [true, false].map((isReplica) =>
        failoverNote({ kind: 'former', isReplica, heir: { title: 'standby (y:2)', guard } }, words),
      ),
    );
    expect(new Set(notes).size).toBe(6);
    expect(notes.filter((note) => !note.includes('standby (y:2)'))).toEqual([]);
  }
  expect(failoverNote({ kind: 'former', isReplica: true, heir: null }, EN)).toMatch(
    /only once it is promoted again\.$/,
  );
});
