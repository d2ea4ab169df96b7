import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SetStopWritesRequest } from '../../lib/domain/action/action-guards';
import type { OverrideEnd } from '../../lib/domain/action/override';
import { expectCalls, guardOf } from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { healDisk, refuseWrites, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';
const NEXT_GOOD_SAVE: OverrideEnd = { kind: 'next-good-save', at: null };
const soon = (ms: number): OverrideEnd => ({ kind: 'time', at: Date.now() + ms });

describe('an override', () => {
  let redis: RedisServer;
  let watch: TestSavepoint;

  beforeEach(async () => {
    redis = await startRedis();
    watch = await aSavepoint([anInstance(redis.url)], { pollIntervalMs: 100 });
    await eventually('the first look', () => view()?.guard.value === 'yes');
  });

  afterEach(async () => {
    await watch.dispose();
    await redis.stop();
  });

  const view = () => watch.savepoint.instance(ID);
  const again = async (): Promise<void> => {
    watch = await aSavepoint([anInstance(redis.url)], { dataDir: watch.dataDir, pollIntervalMs: 100 });
  };
  const switched = async (changed: Partial<SetStopWritesRequest> = {}) => {
    const off = { value: 'no', expected: 'yes', confirm: ID, reason: 'checkout down, INC-4312' } as const;
    const request = { ...off, until: null, rewrite: false, runId: null, ...changed };
    return watch.savepoint.setStopWrites(ID, request, OPERATOR);
  };
  const switchOff = async (until: OverrideEnd | null, rewrite = false): Promise<void> => {
    const result = await switched({ until, rewrite });
    if (!result.ok) throw new Error(result.refusal.message);
  };
  const auditOf = async () => (await watch.savepoint.listAudit({ instanceId: ID, limit: 50 })).rows;
  const kinds = async () => (await auditOf()).map(({ actor, kind, outcome }) => `${actor.name} ${kind} ${outcome}`);
  const events = async () =>
    (await watch.savepoint.listEvents({ instanceId: ID, limit: 50 })).rows.map(({ detail }) => detail.kind);
  const guardIsOn = () => eventually('the guard to be on', async () => (await guardOf(redis)) === 'yes');
  /** So many polls later: what Savepoint would do by itself, it has done. */
  const polls = async (count: number): Promise<void> => {
    const seen = new Set<number>();
    await eventually(`${count} polls`, () => {
      const at = view()?.observedAt;
      if (at !== undefined && at !== null) seen.add(at);
      return seen.size > count;
    });
  };

  it('ends at the next good save, by Savepoint, and not before', async () => {
    await refuseWrites(redis);
    await switchOff(null);
    expect(view()?.guard.override).toMatchObject({ by: 'oncall-1', until: NEXT_GOOD_SAVE, expiredAt: null });
    await save(redis, 'err');
    await polls(5);
    expect(await guardOf(redis)).toBe('no');

    healDisk(redis);
    await save(redis);
    await guardIsOn();
    await eventually('the view to say so', () => view()?.guard.override === null && view()?.guard.value === 'yes');
    expect(await redis.cli('SET', 'k', 'v')).toBe('OK');
    const [restored] = await auditOf();
    expect(restored).toMatchObject({
      kind: 'set-stop-writes',
      actor: { kind: 'system', name: 'savepoint' },
      outcome: 'applied',
      action: { before: 'no', after: 'yes', reason: 'The end of the override by oncall-1.' },
    });
    await expectCalls(redis, 'config|set', 2);
  });

  it('of a healthy instance lasts until the save after it', async () => {
    await redis.cli('SET', 'k', 'v');
    await save(redis);
    await switchOff(NEXT_GOOD_SAVE);
    await polls(5);
    expect(await guardOf(redis)).toBe('no');
    await redis.cli('CONFIG', 'SET', 'save', '1 1');
    await redis.cli('SET', 'k', 'w');
    await guardIsOn();
  });

  it('ends at its time while saves work, and not before', async () => {
    const until = soon(1500);
    await switchOff(until);
    expect(view()?.guard.override).toMatchObject({ until });
    const stillOff: number[] = [];
    await eventually('the guard to be on', async () => {
      const isOn = (await guardOf(redis)) === 'yes';
      if (!isOn) stillOff.push(Date.now());
      return isOn;
    });
    const [restored] = await auditOf();
    expect(restored?.action?.requestedAt).toBeGreaterThanOrEqual(until.at ?? Infinity);
    expect(stillOff.length).toBeGreaterThan(1);
  });

  it('whose time is over while saves fail stays, is told once, and ends at the good save after', async () => {
    await refuseWrites(redis);
    await switchOff(soon(300));
    const expired = await eventually('it to be told', () => (view()?.guard.override?.expiredAt ? view() : null));
    expect(expired).toMatchObject({
      state: 'not-saving',
      summary: expect.stringMatching(/The guard should have been on again since/),
    });
    await polls(5);
    expect(await guardOf(redis)).toBe('no');
    expect(await redis.cli('SET', 'k', 'v')).toBe('OK');
    expect((await kinds()).filter((kind) => kind.includes('override'))).toEqual([
      'savepoint override-expired not-applied',
    ]);
    expect((await events()).filter((kind) => kind === 'override-expired')).toHaveLength(1);

    healDisk(redis);
    await save(redis);
    await guardIsOn();
    await eventually('the end', () => view()?.guard.override === null);
  });

  it('without an end stays through a good save', async () => {
    await refuseWrites(redis);
    await switchOff({ kind: 'none', at: null });
    healDisk(redis);
    await save(redis);
    await polls(5);
    expect(await guardOf(redis)).toBe('no');
    expect(view()).toMatchObject({
      state: 'at-risk',
      summary: expect.stringMatching(/oncall-1 turned it off without an end/),
    });
  });

  it('goes on after a restart of Savepoint, and ends by what happened meanwhile', async () => {
    await refuseWrites(redis);
    await switchOff(null);
    await watch.stop();
    healDisk(redis);
    await save(redis);
    expect(await guardOf(redis)).toBe('no');
    await again();
    await guardIsOn();
    await eventually('its action', async () => (await kinds())[0] === 'savepoint set-stop-writes applied');
  });

  it('whose time passed while Savepoint was stopped ends when it runs again', async () => {
    const until = soon(100);
    await switchOff(until);
    await watch.stop();
    await eventually('the time to pass', () => Date.now() > (until.at ?? 0));
    expect(await guardOf(redis)).toBe('no');
    await again();
    await guardIsOn();
  });

  it('is lost with the process that it was set in, and that is told', async () => {
    await refuseWrites(redis);
    await switchOff(null);
    healDisk(redis);
    await redis.restart();
    await eventually('it to be told', async () => (await events()).includes('override-lost'));
    expect(view()?.guard).toMatchObject({ value: 'yes', override: null });
    const lost = (await auditOf()).find(({ kind }) => kind === 'override-lost');
    expect(lost?.message).toMatch(/The override by oncall-1 is lost: .* its guard is on\./);
    await expectCalls(redis, 'config|set', 0);
  });

  it('that somebody ended outside is over: what is switched off there later is not ours to end', async () => {
    await refuseWrites(redis);
    await switchOff(null);
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes');
    await eventually('the end', () => view()?.guard.override === null && view()?.guard.value === 'yes');
    await polls(3);
    await redis.cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
    healDisk(redis);
    await save(redis);
    await polls(5);
    expect(view()?.guard).toMatchObject({ value: 'no', override: null });
  });

  it('in the configuration file outlives a restart of Redis, and its end is written there as well', async () => {
    await redis.stop();
    const dir = mkdtempSync(join(tmpdir(), 'savepoint-redis-'));
    const file = join(dir, 'redis.conf');
    writeFileSync(file, '# ours\n');
    redis = await startRedis({ dir, port: redis.port, configFile: 'redis.conf' });
    const inFile = () => /^stop-writes-on-bgsave-error (\w+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? null;
    try {
      await eventually('the new process', () => view()?.server.startedAt !== null && view()?.guard.value === 'yes');
      await polls(3);
      await redis.cli('SET', 'k', 'v');
      await switchOff(null, true);
      expect(inFile()).toBe('no');
      const [asked] = await auditOf();
      expect(asked?.message).toContain(`Redis wrote ${file} as well`);

      await redis.restart();
      await eventually('the restart', async () => (await events()).filter((kind) => kind === 'restarted').length === 2);
      await polls(5);
      expect(await guardOf(redis)).toBe('no');
      expect(view()?.guard.override).toMatchObject({ by: 'oncall-1', rewritten: true });

      await redis.cli('SET', 'k', 'w');
      await save(redis);
      await guardIsOn();
      // Not there again, or there as the default: either way a restart would not bring "no" back.
      await eventually('the file to say so', () => inFile() !== 'no');
    } finally {
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('can be moved: the new end counts, with who moved it', async () => {
    await refuseWrites(redis);
    await switchOff(soon(3_600_000));
    const until = soon(300);
    const moved = await watch.savepoint.moveOverride(ID, until, { ...OPERATOR, name: 'oncall-2' });
    expect(moved).toMatchObject({ ok: true, value: { guard: { override: { until } } } });
    await eventually('it to be told', () => view()?.guard.override?.expiredAt ?? null);
    await watch.savepoint.moveOverride(ID, NEXT_GOOD_SAVE, OPERATOR);
    expect(view()?.guard.override).toMatchObject({ expiredAt: null, until: NEXT_GOOD_SAVE });
    healDisk(redis);
    await save(redis);
    await guardIsOn();
    expect((await kinds()).slice(1)).toEqual([
      'oncall-1 override-moved applied',
      'savepoint override-expired not-applied',
      'oncall-2 override-moved applied',
      'oncall-1 set-stop-writes applied',
    ]);
  });

  it('that Savepoint may not end is told, with the reason, and ends once it may', async () => {
    const rights = ['resetkeys', '-@all', '+info', '+ping', '+config|get', '+multi', '+exec', '+config|set'];
    await redis.cli('ACL', 'SETUSER', 'operator', 'on', '>secret', ...rights);
    await watch.stop();
    const instance = anInstance(redis.url, { operator: { username: 'operator', password: 'secret' } });
    watch = await aSavepoint([instance], { dataDir: watch.dataDir, pollIntervalMs: 100 });
    await eventually('a look', () => view()?.guard.value === 'yes' && view()?.actions.setStopWrites.allowed);
    await switchOff(soon(400));
    // 6.0 cannot take one subcommand away: the user is made anew.
    const fewer = rights.filter((right) => right !== '+config|set');
    await redis.cli('ACL', 'SETUSER', 'operator', 'reset', 'on', '>secret', ...fewer);
    const stuck = await eventually('it to be told', () => (view()?.guard.override?.expiredWhy ? view() : null));
    expect(stuck?.guard.override?.expiredWhy).toContain('may not run config|set');
    expect(stuck).toMatchObject({ state: 'at-risk', summary: expect.stringContaining('could not turn the guard on') });
    expect((await kinds()).filter((kind) => kind.includes('override-expired'))).toHaveLength(1);

    await redis.cli('ACL', 'SETUSER', 'operator', '+config|set');
    await guardIsOn();
    await eventually('the end', () => view()?.guard.override === null);
  });

  it('in the file is taken out of it, too, when somebody turns the guard on', async () => {
    await redis.stop();
    const dir = mkdtempSync(join(tmpdir(), 'savepoint-redis-'));
    const file = join(dir, 'redis.conf');
    writeFileSync(file, '# ours\n');
    redis = await startRedis({ dir, port: redis.port, configFile: 'redis.conf' });
    try {
      await eventually('the new process', async () => (await events()).includes('restarted'));
      await switchOff({ kind: 'none', at: null }, true);
      expect(readFileSync(file, 'utf8')).toMatch(/^stop-writes-on-bgsave-error no$/m);
      const on = await switched({ value: 'yes', expected: 'no', confirm: null, until: null });
      expect(on).toMatchObject({ ok: true });
      expect(readFileSync(file, 'utf8')).not.toMatch(/^stop-writes-on-bgsave-error no$/m);
    } finally {
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('has no end of its own where the guard should be off by policy', async () => {
    await watch.stop();
    const instance = anInstance(redis.url, { expectedGuard: 'no' });
    watch = await aSavepoint([instance], { dataDir: watch.dataDir, pollIntervalMs: 100 });
    await eventually('a look', () => view()?.guard.value === 'yes');
    await switchOff(null);
    await redis.cli('SET', 'k', 'v');
    await save(redis);
    await polls(5);
    expect(await guardOf(redis)).toBe('no');
    expect(view()?.guard.override).toMatchObject({ until: { kind: 'none' } });
  });

  it('that is not there cannot be moved; no end is for administrators', async () => {
    const none = await watch.savepoint.moveOverride(ID, NEXT_GOOD_SAVE, OPERATOR);
    expect(none).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
    await switchOff(null);
    const operator = { ...OPERATOR, role: 'operator' } as const;
    const endless = await watch.savepoint.moveOverride(ID, { kind: 'none', at: null }, operator);
    expect(endless).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });
});
