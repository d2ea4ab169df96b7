import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../lib/domain/incident/timeline-entry';
import type { ToldIncident } from '../../lib/domain/incident/tell-incident';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { breakDisk, healDisk, refuseWrites, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { runSql } from '../support/store-place';

const ID = 'orders-primary';
const NO_END = { kind: 'none', at: null } as const;

describe('an incident', () => {
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
    await watch.stop();
    watch = await aSavepoint([anInstance(redis.url)], { dataDir: watch.dataDir, pollIntervalMs: 100 });
  };
  const all = async () => (await watch.savepoint.incidents.list({ limit: 9 })).rows;
  /** The only incident, once it is so. */
  const one = (what: string, isSo: (incident: ToldIncident) => boolean): Promise<ToldIncident> =>
    eventually(what, async () => {
      const [incident, other] = await all();
      if (other !== undefined) throw new Error('There is another one.');
      return incident !== undefined && isSo(incident) ? incident : null;
    });
  const waiting = (waitsFor: ToldIncident['waitsFor']) =>
    one(`it to wait for ${waitsFor}`, (incident) => incident.waitsFor === waitsFor);
  const seenIn = async (runId: string | null | undefined): Promise<void> => {
    await eventually('the new process', () => view()?.server.runId !== runId && view()?.problem === null);
  };
  const setGuard = async (value: 'yes' | 'no'): Promise<void> => {
    const expected = value === 'yes' ? 'no' : 'yes';
    const request = { value, expected, confirm: ID, reason: 'checkout down, INC-4312', rewrite: false } as const;
    const until = value === 'no' ? NO_END : null;
    const done = await watch.savepoint.setStopWrites(ID, { ...request, until, runId: null }, OPERATOR);
    if (!done.ok) throw new Error(done.refusal.message);
  };
  const rows = async (number: number): Promise<readonly TimelineEntry[]> =>
    (await watch.savepoint.incidents.timeline(number, { limit: 100 }))?.rows.toReversed() ?? [];

  it('opens at the first failure and closes at a good save with the guard on, over every restart in between', async () => {
    await refuseWrites(redis);
    const { number } = await one('it to be open', ({ refusals }) => refusals === 'rdb');
    await eventually('the instance to name it', () => view()?.incident === number);

    // A restart of Savepoint neither closes nor doubles it.
    await again();
    await eventually('the instance to name it again', () => view()?.incident === number && view()?.problem === null);
    await waiting('good-save');

    // No answer, and a restart that shows "ok" without any save.
    const { runId } = view()?.server ?? {};
    healDisk(redis);
    await redis.kill();
    await waiting('facts');
    await redis.restart();
    await seenIn(runId);
    expect(await redis.cli('INFO', 'persistence')).toContain('rdb_last_bgsave_status:ok');
    const restarted = await waiting('good-save');
    expect(restarted).toMatchObject({ closedAt: null, savedAgainAt: null, failedInARow: 1 });

    await redis.cli('SET', 'k', 'v');
    breakDisk(redis);
    await save(redis, 'err');
    await one('the second failure', ({ failedInARow }) => failedInARow === 2);
    await setGuard('no');
    healDisk(redis);
    await save(redis);
    const saving = await waiting('guard-on');
    expect(saving.sentence).toContain('guard still off');
    expect(saving.savedAgainAt).not.toBeNull();
    expect(view()?.incident).toBe(number);

    await setGuard('yes');
    const closed = await one('it to be closed', ({ closedAt }) => closedAt !== null);
    expect(closed).toMatchObject({ number, closedBy: 'good-save', failedBefore: 2, waitsFor: null, already: false });
    expect(closed.refusedUntil).not.toBeNull();
    expect(view()?.incident).toBeNull();

    const timeline = await rows(number);
    const told = timeline.map(({ kind, source }) => `${kind} ${source}`);
    expect(told.filter((row) => row === 'audit action')).toHaveLength(2);
    expect(timeline.filter(({ text }) => text.includes('replaced or restarted'))).toHaveLength(1);
    expect([told.at(-1), told.filter((row) => /^(save|failures) /.test(row)).length]).toEqual(['closed savepoint', 3]);
    expect(watch.changes.filter(({ kind }) => kind === 'incident')).not.toEqual([]);
    expect(await watch.savepoint.incidents.postMortem(number)).toContain('Failed saves: 2.');
  });

  it('that a crash kept from being opened is opened from what was kept, with a number of its own', async () => {
    await refuseWrites(redis);
    const first = await one('it to be open', () => true);
    await redis.kill();
    await watch.stop();
    // As a crash between keeping the turn and opening the incident leaves it. Redis is gone, and nothing can be looked at.
    runSql(watch.dataDir, 'delete from incidents');
    watch = await aSavepoint([anInstance(redis.url)], { dataDir: watch.dataDir, pollIntervalMs: 100 });
    const found = await one('it to be opened', () => true);
    expect(found).toMatchObject({ refusals: 'rdb', openedBy: 'failed-save', already: false, failedInARow: 1 });
    expect(found.number).toBe(first.number + 1);
  });

  it('is closed with its instance, and says so', async () => {
    await refuseWrites(redis);
    await one('it to be open', () => true);
    const added = await watch.savepoint.register(
      { name: 'Other', url: redis.url, operator: 'same', environment: 'staging', tags: {} },
      OPERATOR,
    );
    if (!added.ok) throw new Error(added.refusal.message);
    const { id } = added.value;
    const [other] = await eventually('its own', async () => {
      const found = (await all()).filter(({ instanceId }) => instanceId === id);
      return found.length === 1 ? found : null;
    });
    expect(other).toMatchObject({ already: true, failedInARow: null, environment: 'staging' });
    await watch.savepoint.remove(id, OPERATOR);
    const [removed, kept] = await all();
    expect(removed).toMatchObject({ instanceId: id, closedBy: 'removed', waitsFor: null });
    expect(removed?.sentence).toContain('nobody saw its trouble end');
    expect(kept).toMatchObject({ instanceId: ID, closedAt: null });
    expect((await rows(removed?.number ?? 0)).map(({ text }) => text).join('\n')).toContain('Removed Other.');
  });
});
