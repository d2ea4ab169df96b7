import { describe, expect, test } from 'vitest';
import { resolveOpenAction } from '../../lib/actions/resolve-open-action';
import { setStopWrites } from '../../lib/actions/set-stop-writes';
import type { Action } from '../../lib/domain/action/action';
import type { Save } from '../../lib/domain/save/save';
import { connectRedis } from '../../lib/redis/connection';
import type { Connect, Timeouts } from '../../lib/redis/redis';
import type { Store } from '../../lib/store/store';
import { StoreError } from '../../lib/store/store-error';
import * as bench from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startLossyProxy } from '../support/lossy-proxy';
import { refuseRows } from '../support/store-place';

const SHORT: Timeouts = { connectMs: 1000, commandMs: 500 };

const toEnd = endings();
const { started } = toEnd;

async function aBench(options: Parameters<typeof bench.actionBench>[0] = {}): Promise<bench.ActionBench> {
  const made = await bench.actionBench({ timeouts: SHORT, ...options });
  toEnd.push(() => made.dispose());
  return made;
}

function openActionOf(result: Awaited<ReturnType<typeof setStopWrites>>): Action {
  const refusal = bench.refusalOfResult(result);
  expect(refusal.code).toBe('outcome_unknown');
  const action = refusal.details['action'] as Action;
  expect(action).toMatchObject({ outcome: 'pending', resolvedAt: null });
  return action;
}

function ended(ctx: bench.ActionBench, action: Action): Promise<Action> {
  return eventually(
    'the action to be resolved',
    async () => {
      const now = await ctx.store.getAction(action.id);
      return now?.outcome === 'pending' ? null : now;
    },
    25_000,
  );
}

describe('no answer to the change of the guard', () => {
  test('a Redis that stops in the middle applies it when it goes on: it ends as applied, sent once', async () => {
    const redis = await started();
    const ctx = await aBench({ connect: bench.interrupted(() => redis.kill('SIGSTOP')) });
    const action = openActionOf(await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1));
    await redis.kill('SIGCONT');
    const now = await ended(ctx, action);
    expect(now).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
    expect(now.message).toContain('The guard reads "no". The change was applied. Writes are accepted (PING ok).');
    await bench.expectCalls(redis, 'config|set', 1);
  });

  test('meanwhile the instance takes no other action', async () => {
    const redis = await started();
    const ctx = await aBench({ connect: bench.interrupted(() => redis.kill('SIGSTOP')) });
    const instance = anInstance(redis.url);
    const action = openActionOf(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    const refusal = bench.refusalOfResult(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_2));
    expect(refusal).toMatchObject({ code: 'not_possible', message: expect.stringContaining('oncall-1') as string });
    await redis.kill('SIGCONT');
    await ended(ctx, action);
  });

  test('a reply lost on the way: it ends as applied, sent once', async () => {
    const redis = await started();
    const proxy = await startLossyProxy(redis.port);
    toEnd.push(() => proxy.stop());
    const throughProxy = bench.interrupted(async () => proxy.loseReplies({ hangUp: true }));
    const direct = anInstance(redis.url).endpoint;
    let made = 0;
    // The way is lossy for the change alone, as it is when a link recovers.
    const connect: Connect = (target, timeouts) => {
      made += 1;
      return made === 1 ? throughProxy(target, timeouts) : connectRedis({ ...target, endpoint: direct }, timeouts);
    };
    const ctx = await aBench({ connect });
    const instance = anInstance(`redis://127.0.0.1:${proxy.port}`);
    const action = openActionOf(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    expect(await ended(ctx, action)).toMatchObject({ outcome: 'applied', after: 'no' });
    await bench.expectCalls(redis, 'config|set', 1);
  });

  test('a Redis that restarts instead: what became of it cannot be told', async () => {
    const redis = await started();
    const ctx = await aBench({ connect: bench.interrupted(() => redis.kill('SIGSTOP')) });
    const action = openActionOf(await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1));
    await redis.restart();
    const now = await ended(ctx, action);
    expect(now).toMatchObject({ outcome: 'unknown', after: 'yes' });
    expect(now.message).toContain('A different Redis process answers now');
    await bench.expectCalls(redis, 'config|set', 0);
  });

  test('a change that never arrived ends as not applied, after two looks', async () => {
    const redis = await started();
    let looks = 0;
    const connect: Connect = (target, timeouts) => {
      const real = connectRedis(target, timeouts);
      const problem = { code: 'unresponsive', message: 'Redis does not answer.' } as const;
      looks += 1;
      return { ...real, setGuard: async () => ({ kind: 'no-answer', problem }) };
    };
    const ctx = await aBench({ connect });
    const action = openActionOf(await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1));
    expect(await ended(ctx, action)).toMatchObject({ outcome: 'not-applied', before: 'yes', after: 'yes' });
    expect(looks).toBe(3);
    expect(ctx.guardChanges).toEqual(['no', null]);
  });

  test('a store that cannot take the outcome: the change is told, and written down later', async () => {
    const redis = await started();
    const ctx = await aBench();
    const allow = refuseRows(ctx.dataDir, 'update', 'actions');
    const action = openActionOf(await setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1));
    allow();
    expect(await ended(ctx, action)).toMatchObject({ outcome: 'applied', after: 'no' });
  });

  test.each([
    ['refused', { kind: 'refused', why: { kind: 'refused', command: 'config|set' } }],
    ['could not be sent', { kind: 'not-sent', problem: { code: 'refused', message: 'Redis refused.' } }],
  ] as const)('that it was %s, and a store that cannot take that: it is read back', async (_how, reply) => {
    const redis = await started();
    let isLost = true;
    const ctx = await aBench({
      connect: (target, timeouts) => ({ ...connectRedis(target, timeouts), setGuard: async () => reply }),
    });
    const store: Store = {
      ...ctx.store,
      resolveAction: async (id, resolution) => {
        if (!isLost) return ctx.store.resolveAction(id, resolution);
        isLost = false;
        throw new StoreError('full');
      },
    };
    const action = openActionOf(
      await setStopWrites({ ...ctx, store }, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1),
    );
    expect(await ended(ctx, action)).toMatchObject({ outcome: 'not-applied', before: 'yes', after: 'yes' });
  });

  test('a shutdown ends the reading back and leaves the action to the next start', async () => {
    const redis = await started();
    const closing = new AbortController();
    const ctx = await aBench({
      connect: bench.interrupted(() => redis.kill('SIGSTOP')),
      closing: closing.signal,
    });
    const instance = anInstance(redis.url);
    const action = openActionOf(await setStopWrites(ctx, instance, bench.switchOff(), bench.ONCALL_1));
    const reading = resolveOpenAction(ctx, instance, action);
    closing.abort();
    expect(await reading).toBeNull();
    expect((await ctx.store.pendingActions()).map(({ id }) => id)).toEqual([action.id]);

    await redis.kill('SIGCONT');
    const next = { ...ctx, closing: new AbortController().signal };
    // Until the reading back that was ended has let the instance go.
    const ended = await eventually('the next start to have it', () => resolveOpenAction(next, instance, action));
    expect(ended).toMatchObject({ outcome: 'applied', after: 'no' });
    await bench.expectCalls(redis, 'config|set', 1);
  });
});

describe('a BGSAVE that an earlier process left open', () => {
  const OPEN: Action = {
    id: 'bgsave-1',
    kind: 'bgsave',
    instanceId: 'orders-primary',
    actor: bench.ONCALL_1,
    outcome: 'pending',
    before: null,
    after: null,
    requestedValue: null,
    reason: null,
    terms: null,
    approval: null,
    runId: 'a'.repeat(40),
    requestedAt: 1_000_000,
    resolvedAt: null,
    message: 'Sent to Redis; the outcome is not known yet.',
  };
  const SAVED: Save = {
    id: 'save-1',
    instanceId: 'orders-primary',
    runId: 'a'.repeat(40),
    outcome: 'saved',
    startedAt: 1_000_100,
    endedAt: 1_006_100,
    durationSeconds: 6,
    trigger: 'operator',
    actor: 'oncall-1',
    cowBytes: 47_000_000,
    forkUsec: null,
    cause: null,
    source: 'observed',
    attempts: 1,
    note: null,
    snapshotWritten: true,
    actionId: 'bgsave-1',
  };
  const cases: [string, Partial<Save> | null, Action['outcome'], string][] = [
    ['its save was seen', {}, 'applied', 'Saved in 6 s, 47 MB copied.'],
    ['its save failed', { outcome: 'failed' }, 'not-applied', 'Failed after 6 s'],
    ['its save still runs', { outcome: 'running', endedAt: null }, 'pending', 'not known yet'],
    ['there is no save', null, 'unknown', 'no trace'],
    ['a save that somebody else made', { actionId: null, trigger: 'other-client' }, 'unknown', 'no trace'],
    ['the save of another action of the same person', { actionId: 'bgsave-2' }, 'unknown', 'no trace'],
  ];
  test.each(cases)('%s', async (_case, save, outcome, message) => {
    const ctx = await aBench({
      connect: () => {
        throw new Error('A BGSAVE is never sent again.');
      },
    });
    await ctx.store.beginAction(OPEN);
    if (save !== null) {
      const memory = { at: 1, json: '{}' };
      const saves = [{ ...SAVED, ...save }];
      await ctx.store.recordTurn('orders-primary', { saves, events: [], outsideChanges: [], exposure: [], memory });
    }
    await resolveOpenAction(ctx, null, OPEN);
    const now = await ctx.store.getAction(OPEN.id);
    expect(now?.outcome).toBe(outcome);
    expect(now?.message).toContain(message);
  });

  test('a change of the guard of an instance that is gone is unknown', async () => {
    const ctx = await aBench();
    const open: Action = { ...OPEN, kind: 'set-stop-writes', before: 'yes', requestedValue: 'no' };
    await ctx.store.beginAction(open);
    expect(await resolveOpenAction(ctx, null, open)).toMatchObject({ outcome: 'unknown', before: 'yes', after: null });
  });
});
