import { describe, expect, test } from 'vitest';
import { setStopWrites } from '../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../lib/actions/trigger-bgsave';
import type { Action } from '../../lib/domain/action/action';
import { connectRedis } from '../../lib/redis/connection';
import type { Connect } from '../../lib/redis/redis';
import * as bench from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { startCluster } from '../support/cluster';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startMovingAddress } from '../support/moving-address';
import * as recipes from '../support/recipes';
import type { RedisServer } from '../support/redis-server';
import { startSentinel } from '../support/sentinel';

/* An address that leads to whoever is the primary: a failover in the middle of an action puts another process behind it. */

const toEnd = endings();
const SAVE = { schedule: false, reason: null } as const;

/** A primary, who is to take over from it, and how that is made to happen. */
interface Pair {
  readonly old: RedisServer;
  readonly heir: RedisServer;
  failOver(): Promise<void>;
}

async function aPair(): Promise<Pair> {
  const old = await toEnd.started();
  const heir = await recipes.startReplicaOf(old);
  toEnd.push(() => heir.stop());
  return {
    old,
    heir,
    // What a Sentinel sends to the one that it promotes.
    failOver: async () => void (await heir.cli('REPLICAOF', 'NO', 'ONE')),
  };
}

async function underSentinel(): Promise<Pair> {
  const { old, heir } = await aPair();
  const sentinel = await startSentinel(old);
  toEnd.push(() => sentinel.stop());
  return {
    old,
    heir,
    failOver: async () => {
      expect(await sentinel.cli('SENTINEL', 'FAILOVER', 'orders')).toBe('OK');
      await eventually('the failover', async () =>
        (await sentinel.cli('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'orders')).endsWith(String(heir.port)),
      );
    },
  };
}

async function inCluster(): Promise<Pair> {
  const [old, heir, third] = await startCluster((node) => toEnd.push(() => node.stop()));
  const heirId = await heir.id();
  return {
    old,
    heir,
    failOver: async () => {
      for (const node of [heir, old, third]) await node.cli('CLUSTER', 'SETSLOT', '0', 'NODE', heirId);
    },
  };
}

/** Acts at an address that leads to `old`; `send` stands around what is sent. */
async function acting(pair: Pair, around: (send: () => Promise<unknown>, move: () => Promise<void>) => Promise<void>) {
  const address = await startMovingAddress(pair.old.port);
  toEnd.push(() => address.stop());
  const move = async (): Promise<void> => {
    await pair.failOver();
    await address.leadTo(pair.heir.port);
  };
  const connect: Connect = (target, timeouts) => {
    const real = connectRedis(target, timeouts);
    const between =
      <A extends unknown[], R>(send: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        let sent: Promise<R> | null = null;
        await around(() => (sent = send(...args)), move);
        return sent ?? send(...args);
      };
    return { ...real, bgsave: between(real.bgsave), setGuard: between(real.setGuard) };
  };
  const ctx = await bench.actionBench({ connect });
  toEnd.push(() => ctx.dispose());
  const runId = await bench.runIdOf(pair.old);
  const instance = anInstance(`redis://127.0.0.1:${address.port}`);
  const guard = () => setStopWrites(ctx, instance, bench.switchOff({ runId }), bench.ONCALL_1);
  const save = () => triggerBgsave(ctx, instance, { ...SAVE, runId }, bench.ONCALL_1);
  return { ctx, address, runId, guard, save };
}

/** How often each was changed, and how its guard stands. */
const changed = ({ old, heir }: Pair) =>
  Promise.all(
    [old, heir].map(
      async (node) =>
        `${await bench.callsOf(node, 'config|set')} ${await bench.callsOf(node, 'bgsave')} ${await bench.guardOf(node)}`,
    ),
  );
const actionOf = (refusal: { readonly details: Readonly<Record<string, unknown>> }): Action =>
  refusal.details['action'] as Action;

describe('between the look and the command: nothing is sent to the one that took over', () => {
  test.each([
    ['a failover of Sentinel', underSentinel, 'guard'],
    ['slots of a cluster that move', inCluster, 'save'],
  ] as const)(
    '%s',
    async (_, made, what) => {
      const pair = await made();
      const before = await changed(pair);
      const act = await acting(pair, async (_send, move) => move());
      const refusal = bench.refusalOfResult(await act[what]());
      expect(refusal).toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(
          /was lost after the look at it: another process may answer.*Nothing was sent/,
        ) as string,
      });
      expect(actionOf(refusal)).toMatchObject({ outcome: 'not-applied', runId: act.runId });
      expect(await changed(pair)).toEqual(before);
    },
    60_000,
  );
});

describe('between the command and reading it back: what is known is told, and never of another node', () => {
  test('it was answered: the one that was seen took it, and another one answers now', async () => {
    const pair = await aPair();
    const before = await bench.callsOf(pair.old, 'config|set');
    const act = await acting(pair, async (send, move) => {
      await send();
      await move();
    });
    const refusal = bench.refusalOfResult(await act.guard());
    const heirRun = (await bench.runIdOf(pair.heir)).slice(0, 8);
    expect(refusal.code).toBe('conflict');
    expect(refusal.message).toMatch(
      new RegExp(
        `^Run ${act.runId.slice(0, 8)}, the one that you saw, took the change, .* run ${heirRun}, answers here now, and its guard reads "yes"`,
      ),
    );
    expect(actionOf(refusal)).toMatchObject({ outcome: 'conflict', runId: act.runId, before: 'yes', after: 'yes' });
    expect(await act.ctx.store.openOverrides('orders-primary')).toEqual([]);
    expect(await changed(pair)).toEqual([`${before + 1} 0 no`, '0 0 yes']);
  });

  test('the answer was lost: whether it was taken cannot be told from another one', async () => {
    const pair = await aPair();
    const before = await bench.callsOf(pair.old, 'config|set');
    const act = await acting(pair, async (send, move) => {
      act.address.loseNextAnswer();
      await send();
      await move();
    });
    const refusal = bench.refusalOfResult(await act.guard());
    expect(refusal.code).toBe('outcome_unknown');
    const ended = await eventually('it to end', async () => {
      const now = await act.ctx.store.getAction(actionOf(refusal).id);
      return now?.outcome === 'pending' ? null : now;
    });
    expect(ended).toMatchObject({ outcome: 'unknown', runId: act.runId, after: 'yes' });
    expect(ended.message).toContain('A different Redis process answers now');
    expect(await changed(pair)).toEqual([`${before + 1} 0 no`, '0 0 yes']);
  });
});
