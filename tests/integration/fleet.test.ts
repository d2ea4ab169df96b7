import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../lib/domain/action/action';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Result } from '../../lib/domain/result';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { guardOf, refusalOfResult, switchOff } from '../support/action-bench';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { A_KEY } from '../support/store-folder';
import { refuseRows } from '../support/store-place';

let redis: RedisServer;
let other: RedisServer;
let watch: TestSavepoint;

beforeAll(async () => {
  [redis, other] = await Promise.all([startRedis(), startRedis()]);
});
afterAll(async () => {
  await Promise.all([redis, other].map((server) => server?.stop()));
});

beforeEach(async () => {
  watch = await aSavepoint([]);
});
afterEach(() => watch.dispose());

async function restarted(configured: readonly RegisteredInstance[] = [], secretKey = A_KEY): Promise<void> {
  await watch.stop();
  watch = await aSavepoint(configured, { dataDir: watch.dataDir, secretKey });
}

function register(name: string, url = redis.url): Promise<Result<InstanceView>> {
  return watch.savepoint.register({ name, url, operator: 'same', environment: 'staging', tags: {} }, OPERATOR);
}

const remove = (id: string) => watch.savepoint.remove(id, OPERATOR);
const watched = (): readonly string[] => watch.savepoint.instances().map(({ id }) => id);
const audited = async (): Promise<readonly string[]> =>
  (await watch.savepoint.listAudit({ limit: 50 })).rows.map(({ kind, instanceId }) => `${kind} ${instanceId}`);
const events = async (id: string): Promise<readonly string[]> =>
  (await watch.savepoint.listEvents({ instanceId: id, limit: 50 })).rows.map(({ detail }) => detail.kind);

function refuseAudit(): void {
  refuseRows(watch.dataDir, 'insert', 'audit');
}

describe('an audit that cannot be written', () => {
  it('registers nothing, now or after a restart', async () => {
    refuseAudit();
    expect(await register('orders')).toMatchObject({ ok: false, refusal: { code: 'store_unavailable' } });
    expect(watched()).toEqual([]);
    await restarted();
    expect(watched()).toEqual([]);
  });

  it('removes nothing, now or after a restart', async () => {
    await register('orders');
    refuseAudit();
    expect(await remove('orders')).toMatchObject({ ok: false, refusal: { code: 'store_unavailable' } });
    expect(watched()).toEqual(['orders']);
    await restarted();
    expect(watched()).toEqual(['orders']);
  });
});

describe('registering and removing', () => {
  it('holds over a restart, each with one audit record', async () => {
    await register('orders');
    await restarted();
    expect(watched()).toEqual(['orders']);
    expect(await remove('orders')).toEqual({ ok: true, value: null });
    await restarted();
    expect(watched()).toEqual([]);
    expect(await audited()).toEqual(['removed orders', 'registered orders']);
  });

  it('removes once when asked twice at once', async () => {
    await register('orders');
    const results = await Promise.all([remove('orders'), remove('orders')]);
    expect(results.map((result) => (result.ok ? 'removed' : result.refusal.code)).toSorted()).toEqual([
      'not_found',
      'removed',
    ]);
    expect(await audited()).toEqual(['removed orders', 'registered orders']);
  });

  it('gives a name to the first of two who ask at once, and tells the second which field to change', async () => {
    const nobody = `redis://127.0.0.1:${await freePort()}`;
    const results = await Promise.all([register('Orders'), register('orders', nobody)]);
    expect(results).toMatchObject([
      { ok: true, value: { id: 'orders', name: 'Orders' } },
      {
        ok: false,
        refusal: { code: 'invalid', details: { fields: { name: expect.stringContaining('“orders” already') } } },
      },
    ]);
    expect(await audited()).toEqual(['registered orders']);
  });

  it('leaves a name free that was given to what did not answer', async () => {
    const nobody = `redis://127.0.0.1:${await freePort()}`;
    expect(await register('orders', nobody)).toMatchObject({ ok: false, refusal: { code: 'invalid' } });
    expect(await register('orders')).toMatchObject({ ok: true });
  });

  it('does not take another server under the same id for a restart', async () => {
    await register('orders');
    await eventually('the first event', async () => (await events('orders')).length > 0);
    await remove('orders');
    await register('orders', other.url);
    await eventually('the second server to be watched', async () => (await events('orders')).length > 1);
    expect(await events('orders')).toEqual(['watch-started', 'watch-started']);
  });
});

describe('removing while a change of the guard has no answer', () => {
  const switched = (value: 'yes' | 'no') => {
    const expected = value === 'no' ? 'yes' : 'no';
    return watch.savepoint.setStopWrites('orders', switchOff({ value, expected, confirm: null }), OPERATOR);
  };

  it('reads it back no more, and what is registered under that id then takes actions', async () => {
    const silent = await startRedis();
    let isFirst = true;
    try {
      await watch.dispose();
      watch = await aSavepoint([], {
        onStep: (step) => {
          if (step !== 'before-sending' || !isFirst) return;
          isFirst = false;
          process.kill(silent.pid, 'SIGSTOP');
        },
      });
      await register('orders', silent.url);
      // On a busy machine the look before it may find no answer first: then nothing was sent.
      const { id } = await eventually('a change without an answer', async () => {
        const { code, details } = refusalOfResult(await switched('no'));
        return code === 'outcome_unknown' ? (details['action'] as Action) : null;
      });
      await remove('orders');
      const action = await eventually('it to be ended', async () => {
        const now = await watch.savepoint.getAction(id);
        return now?.outcome === 'pending' ? null : now;
      });
      expect(action).toMatchObject({ outcome: 'unknown', before: 'yes', after: null });
      await register('orders', other.url);
      expect(await eventually('the id to be free', async () => (await switched('no')).ok)).toBe(true);
      expect(await guardOf(other)).toBe('no');
    } finally {
      await silent.stop();
    }
  });
});

describe('a registered instance that cannot be watched after a restart', () => {
  const OTHER_KEY = Buffer.alloc(32, 8);
  const problems = (): readonly string[] => watch.savepoint.configProblems();

  it('keeps nobody else from being watched when its credentials cannot be decrypted', async () => {
    await register('orders');
    await restarted([anInstance(other.url, { id: 'carts', name: 'carts' })], OTHER_KEY);
    expect(watched()).toEqual(['carts']);
    expect(problems()).toEqual([expect.stringMatching(/"orders" cannot be decrypted.*register it again\.$/)]);
    await restarted();
    expect([watched(), problems()]).toEqual([['orders'], []]);
  });

  it('can be removed and registered again', async () => {
    await register('orders');
    await restarted([], OTHER_KEY);
    expect(await register('orders')).toMatchObject({ ok: false, refusal: { code: 'invalid' } });
    expect(await remove('orders')).toEqual({ ok: true, value: null });
    expect([problems(), await remove('orders')]).toMatchObject([[], { ok: false, refusal: { code: 'not_found' } }]);
    expect(await register('orders')).toMatchObject({ ok: true });
    await restarted([], OTHER_KEY);
    expect([watched(), problems()]).toEqual([['orders'], []]);
  });

  it('says so when the configuration has its id now', async () => {
    await register('orders');
    const origin = { kind: 'file', path: 'savepoint.yaml', line: 4 } as const;
    await restarted([anInstance(other.url, { id: 'orders', name: 'orders', origin })]);
    expect(watch.savepoint.instances()).toMatchObject([{ id: 'orders', origin }]);
    expect(problems()).toEqual([expect.stringMatching(/"orders" is registered.*savepoint\.yaml, line 4/)]);
    expect(await remove('orders')).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
    await restarted();
    expect([watched(), problems()]).toEqual([['orders'], []]);
  });
});
