import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Save } from '../../lib/domain/save/save';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { breakDump, healDump } from '../support/history-script';
import { startRedis, type RedisServer } from '../support/redis-server';

const BGSAVE = { schedule: false, reason: null, runId: null };
const GUARD = { confirm: 'orders-primary', until: null, rewrite: false, runId: null };
const ID = 'orders-primary';

describe('Savepoint on a real Redis', () => {
  let redis: RedisServer;
  let watch: TestSavepoint;

  beforeEach(async () => {
    redis = await startRedis();
    await redis.cli('set', 'k', 'v');
    watch = await aSavepoint([anInstance(redis.url)]);
  });

  afterEach(async () => {
    await watch.dispose();
    await redis.stop();
  });

  const view = (): InstanceView | null => watch.savepoint.instance(ID);
  const state = (name: InstanceView['state']) =>
    eventually(`the state ${name}`, () => (view()?.state === name ? view() : null));
  const saves = async (): Promise<readonly Save[]> =>
    (await watch.savepoint.listSaves({ instanceId: ID, limit: 50 })).rows;
  const events = async (): Promise<readonly string[]> =>
    (await watch.savepoint.listEvents({ instanceId: ID, limit: 50 })).rows.map((event) => event.detail.kind);
  const outcomeOf = (id: string) =>
    eventually('the action to be resolved', async () => {
      const action = await watch.savepoint.getAction(id);
      return action?.outcome === 'pending' ? null : action;
    });
  const bgsave = async () => {
    const result = await watch.savepoint.triggerBgsave(ID, BGSAVE, OPERATOR);
    if (!result.ok) throw new Error(result.refusal.message);
    return outcomeOf(result.value.action.id);
  };

  it('is quietly at risk before the first save, and saved after a BGSAVE that was followed to its end', async () => {
    expect(await state('at-risk')).toMatchObject({ quiet: true, rdb: { lastGoodSaveAt: null } });
    const action = await bgsave();
    expect(action).toMatchObject({ outcome: 'applied', message: expect.stringMatching(/^Saved/) });
    expect(await saves()).toMatchObject([
      { outcome: 'saved', trigger: 'operator', actor: 'oncall-1', source: 'observed', attempts: 1 },
    ]);
    expect((await state('saved'))?.rdb.lastGoodSaveAt).not.toBeNull();
  });

  it('lives through the incident: refusing, guard off, healed, saved, guard on', async () => {
    await state('at-risk');
    breakDump(redis);
    expect(await bgsave()).toMatchObject({ outcome: 'not-applied', message: expect.stringMatching(/^Failed/) });
    const refusing = await state('rejecting-writes');
    expect(refusing).toMatchObject({
      writes: { availability: 'rejected', cause: 'rdb', evidence: 'ping' },
      guard: { value: 'yes', helps: true },
    });

    const reason = 'checkout down, INC-4312';
    const off = await watch.savepoint.setStopWrites(ID, { ...GUARD, value: 'no', expected: 'yes', reason }, OPERATOR);
    expect(off).toMatchObject({ ok: true, value: { action: { outcome: 'applied', before: 'yes', after: 'no' } } });
    expect(off.ok && off.value.view.state).toBe('not-saving');
    expect(view()?.guard.override).toMatchObject({ by: 'oncall-1', reason, until: { kind: 'next-good-save' } });
    expect(await redis.cli('set', 'lock', 'id', 'EX', '10', 'NX')).toBe('OK');

    healDump(redis);
    expect(await bgsave()).toMatchObject({ outcome: 'applied' });
    // Nobody turns the guard on: the good save was the end of the override.
    await eventually('the guard to be on again', () => view()?.guard.value === 'yes');
    expect(view()?.guard.override).toBeNull();
    await state('saved');

    expect((await saves()).map(({ outcome, trigger }) => `${trigger} ${outcome}`)).toEqual([
      'operator saved',
      'operator failed',
    ]);
    const audit = await watch.savepoint.listAudit({ instanceId: ID, limit: 50 });
    expect(audit.rows.map(({ kind, outcome, actor }) => `${actor.name} ${kind} ${outcome}`)).toEqual([
      'savepoint set-stop-writes applied',
      'oncall-1 bgsave applied',
      'oncall-1 set-stop-writes applied',
      'oncall-1 bgsave not-applied',
    ]);
    expect(await events()).toEqual(
      expect.arrayContaining(['refusals-started', 'refusals-ended', 'guard-changed', 'watch-started']),
    );
  });

  it('tells a change of the guard that was made outside, with the interval', async () => {
    await state('at-risk');
    await redis.cli('config', 'set', 'stop-writes-on-bgsave-error', 'no');
    const entry = await eventually('the audit entry', async () => {
      const audit = await watch.savepoint.listAudit({ instanceId: ID, limit: 5 });
      return audit.rows.find((row) => row.kind === 'changed-outside');
    });
    expect(entry.message).toMatch(/stop-writes-on-bgsave-error changed from yes to no, outside Savepoint/);
  });

  it('does not call its own change of the guard a change from outside', async () => {
    await state('at-risk');
    const reason = 'maintenance of the disk';
    await watch.savepoint.setStopWrites(ID, { ...GUARD, value: 'no', expected: 'yes', reason }, OPERATOR);
    await eventually('the event', async () => (await events()).includes('guard-changed'));
    const audit = await watch.savepoint.listAudit({ instanceId: ID, limit: 5 });
    expect(audit.rows.map((row) => row.kind)).toEqual(['set-stop-writes']);
  });

  it('claims no save after a restart of Redis that nobody saw one in', async () => {
    await bgsave();
    await state('saved');
    await redis.restart();
    await eventually('the restart', async () => (await events()).includes('restarted'));
    expect((await state('saved'))?.rdb).toMatchObject({ lastGoodSaveAt: null });
    await redis.cli('set', 'k', 'w');
    expect(await state('at-risk')).toMatchObject({ quiet: true });
  });

  it('keeps a failure open over a restart of Redis', async () => {
    await state('at-risk');
    breakDump(redis);
    await bgsave();
    await state('rejecting-writes');
    healDump(redis);
    await redis.restart();
    await eventually('the restart', async () => (await events()).includes('restarted'));
    expect(await state('at-risk')).toMatchObject({ quiet: false });
  });

  it('tells a lost save when Redis dies during it', async () => {
    await state('at-risk');
    await redis.cli('config', 'set', 'rdb-key-save-delay', '20000000');
    const result = await watch.savepoint.triggerBgsave(ID, BGSAVE, OPERATOR);
    expect(result.ok).toBe(true);
    await eventually('the running save', async () => (await saves())[0]?.outcome === 'running');
    await redis.restart();
    await eventually('the lost save', async () => (await saves())[0]?.outcome === 'unknown');
    expect((await saves())[0]).toMatchObject({ trigger: 'operator', note: 'Redis restarted during the save.' });
  });

  it('counts what happened while Savepoint was stopped', async () => {
    await bgsave();
    await watch.stop();
    await redis.cli('bgsave');
    await eventually('the save', async () => /rdb_saves:2/.test(await redis.cli('info', 'persistence')));
    await eventually('its end', async () => /rdb_bgsave_in_progress:0/.test(await redis.cli('info', 'persistence')));
    watch = await aSavepoint([anInstance(redis.url)], { dataDir: watch.dataDir });
    await eventually('two rows', async () => (await saves()).length === 2);
    expect((await saves())[0]).toMatchObject({ attempts: 1, trigger: 'other-client' });
  });

  it('is unreachable when Redis is gone, keeps the last facts, and is back by itself', async () => {
    await bgsave();
    await state('saved');
    await redis.kill();
    const gone = await eventually('the refusal', () => (view()?.problem?.code === 'refused' ? view() : null));
    expect(gone).toMatchObject({ state: 'unreachable', guard: { value: 'yes' } });
    expect(gone?.actions.bgsave).toMatchObject({ allowed: false, reason: expect.any(String) });
    await redis.restart();
    await eventually('it to be back', () => view()?.problem === null);
  });

  it('keeps one sick instance from delaying another', async () => {
    const other = await startRedis();
    try {
      await watch.dispose();
      const instances = [anInstance(redis.url), anInstance(other.url, { id: 'other', name: 'other' })];
      watch = await aSavepoint(instances, { pollIntervalMs: 100 });
      await eventually('both', () => watch.savepoint.instances().every((one) => one.observedAt !== null));
      await redis.kill('SIGSTOP');
      const told = watch.savepoint.instance('other')?.observedAt ?? 0;
      const polls = new Set<number>();
      await eventually('the sick one to be unreachable', () => {
        polls.add(watch.savepoint.instance('other')?.observedAt ?? 0);
        return view()?.state === 'unreachable';
      });
      // A poll of the sick one takes 15 intervals to fail: behind it, the other would be polled once or twice.
      expect([...polls].filter((at) => at > told).length).toBeGreaterThanOrEqual(5);
      expect(watch.savepoint.instance('other')?.problem).toBeNull();
      await redis.kill('SIGCONT');
      await eventually('it to answer again', () => view()?.problem === null);
    } finally {
      await other.stop();
    }
  });
});
