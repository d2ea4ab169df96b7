import { describe, expect, test } from 'vitest';
import type { ActionContext } from '../../lib/actions/context';
import { resolveOpenAction } from '../../lib/actions/resolve-open-action';
import { setStopWrites } from '../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../lib/actions/trigger-bgsave';
import type { Action } from '../../lib/domain/action/action';
import type { Store } from '../../lib/store/store';
import * as bench from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import type { RedisServer } from '../support/redis-server';
import { aResolution, aSave, anAction, aTurn } from '../support/store-samples';
import { openStoreOf } from '../support/store-folder';

const BGSAVE = anAction('bgsave-1', { kind: 'bgsave', requestedValue: null, terms: null });
const SAVE = { schedule: false, reason: null, runId: null } as const;

const toEnd = endings();
const { started } = toEnd;

/** A process that resolves: how often it tried is counted, and what it told. */
interface Resolving {
  readonly ctx: bench.ActionBench;
  /** Of another process on the same data. */
  readonly elsewhere: Store;
  readonly tries: () => number;
  readonly told: Action[];
  resolve(action: Action, redis?: RedisServer): Promise<Action | null>;
}

async function resolving(changed: Partial<ActionContext> = {}): Promise<Resolving> {
  const ctx = await bench.actionBench();
  toEnd.push(() => ctx.dispose());
  const elsewhere = await openStoreOf(ctx.dataDir);
  toEnd.push(() => elsewhere.close());
  let tries = 0;
  const store: Store = {
    ...ctx.store,
    isOpenElsewhere: (id) => {
      tries += 1;
      return ctx.store.isOpenElsewhere(id);
    },
  };
  const told: Action[] = [];
  const whole = { ...ctx, store, onOutcome: (action: Action) => told.push(action), ...changed };
  const resolve = (action: Action, redis?: RedisServer): Promise<Action | null> =>
    resolveOpenAction(whole, redis === undefined ? null : anInstance(redis.url), action);
  return { ctx, elsewhere, tries: () => tries, told, resolve };
}

const tried = (tries: () => number): Promise<boolean> => eventually('a second try', () => tries() >= 2);

describe('what another process has open', () => {
  test.each([
    ['a change of the guard', anAction('a-1')],
    ['a BGSAVE', BGSAVE],
  ])('%s is left to it, and told when that has ended it', async (_what, action) => {
    const { elsewhere, resolve, tries, told } = await resolving({
      connect: () => {
        throw new Error('There is nothing to look at.');
      },
    });
    await elsewhere.beginAction(action);
    const resolved = resolve(action, await started());
    await tried(tries);
    expect((await elsewhere.getAction(action.id))?.outcome).toBe('pending');
    const ended = await elsewhere.resolveAction(action.id, aResolution());
    expect(await resolved).toEqual(ended);
    expect(told).toEqual([ended]);
    expect(await elsewhere.auditEntriesSince(2, 10), 'nothing more is recorded').toEqual([]);
  });

  test('is not called lost because its instance is not registered here', async () => {
    const { elsewhere, resolve, tries } = await resolving();
    await elsewhere.beginAction(anAction('a-1'));
    const resolved = resolve(anAction('a-1'));
    await tried(tries);
    expect((await elsewhere.getAction('a-1'))?.outcome).toBe('pending');
    await elsewhere.close();
    expect(await resolved).toMatchObject({ outcome: 'unknown' });
  });

  test('a BGSAVE is ended by the history once that process is gone', async () => {
    const { ctx, elsewhere, resolve, tries } = await resolving();
    await elsewhere.beginAction(BGSAVE);
    await elsewhere.recordTurn(BGSAVE.instanceId, aTurn({ saves: [aSave('s-1', { actionId: BGSAVE.id })] }));
    const resolved = resolve(BGSAVE);
    await tried(tries);
    expect((await ctx.store.getAction(BGSAVE.id))?.outcome).toBe('pending');
    await elsewhere.close();
    expect(await resolved).toMatchObject({ outcome: 'applied' });
  });

  test('waiting for it ends at a shutdown', async () => {
    const closing = new AbortController();
    const { elsewhere, resolve, tries } = await resolving({ closing: closing.signal });
    await elsewhere.beginAction(BGSAVE);
    const resolved = resolve(BGSAVE);
    await tried(tries);
    closing.abort();
    expect(await resolved).toBeNull();
    expect((await elsewhere.getAction(BGSAVE.id))?.outcome).toBe('pending');
  });
});

test('a BGSAVE that is under way here is not ended by the way, and then left to who follows its save', async () => {
  const redis = await started();
  let resolved: Promise<Action | null> | null = null;
  let meanwhile: Action['outcome'] | undefined;
  const { ctx, tries, resolve } = await resolving({ followsSaveOf: () => true });
  const connect = bench.interrupted(async () => {
    const [open] = await ctx.store.pendingActions();
    if (open === undefined) throw new Error('There is no intent.');
    resolved = resolve(open, redis);
    await tried(tries);
    meanwhile = (await ctx.store.getAction(open.id))?.outcome;
  });
  const { action } = bench.valueOfResult(
    await triggerBgsave({ ...ctx, connect }, anInstance(redis.url), SAVE, bench.ONCALL_1),
  );
  expect(meanwhile).toBe('pending');
  expect(await resolved).toBeNull();
  expect((await ctx.store.getAction(action.id))?.outcome).toBe('pending');
});

test('while another process acts, what is left open waits for it', async () => {
  const redis = await started();
  const { ctx, elsewhere, tries, resolve } = await resolving();
  const dead = await openStoreOf(ctx.dataDir);
  const left = anAction('a-1', { requestedValue: 'no', before: 'yes', runId: await bench.runIdOf(redis) });
  await dead.beginAction(left);
  await dead.close();
  const claim = await elsewhere.claimInstance(left.instanceId, 'oncall-2');
  const resolved = resolve(left, redis);
  await tried(tries);
  expect((await elsewhere.getAction('a-1'))?.outcome).toBe('pending');
  if (claim.kind === 'held') await claim.release();
  expect(await resolved).toMatchObject({ outcome: 'not-applied', before: 'yes', after: 'yes' });
});

test('a change of the guard that a dead process left open is read back before the next one is made', async () => {
  const redis = await started();
  const { ctx } = await resolving();
  const dead = await openStoreOf(ctx.dataDir);
  await dead.beginAction(anAction('a-1', { actor: bench.ONCALL_2, runId: await bench.runIdOf(redis) }));
  await dead.close();
  const off = () => setStopWrites(ctx, anInstance(redis.url), bench.switchOff(), bench.ONCALL_1);
  expect(bench.refusalOfResult(await off())).toMatchObject({
    code: 'not_possible',
    message: expect.stringContaining('oncall-2') as string,
  });
  await eventually('it to be ended', async () => (await ctx.store.getAction('a-1'))?.outcome === 'not-applied');
  expect(
    bench.valueOfResult(
      await eventually('the next one', async () => {
        const result = await off();
        return result.ok ? result : null;
      }),
    ),
  ).toMatchObject({ outcome: 'applied', before: 'yes', after: 'no' });
  await bench.expectCalls(redis, 'config|set', 1);
});
