import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { runWithInput } from '../support/programs';
import { startRedis, type RedisServer } from '../support/redis-server';

const ID = 'orders-primary';
const GUARD = 'stop-writes-on-bgsave-error';

describe('a setting that was changed while Redis ran', () => {
  let dir: string;
  let redis: RedisServer;
  let watch: TestSavepoint;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'savepoint-drift-'));
  });

  afterEach(async () => {
    await watch.dispose();
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const view = () => watch.savepoint.instance(ID);
  const drift = () => (view()?.drift ?? []).map(({ setting, keeping }) => `${setting} ${keeping}`);
  const watching = async (withFile: boolean): Promise<void> => {
    writeFileSync(join(dir, 'redis.conf'), '# ours\n');
    redis = await startRedis(withFile ? { dir, configFile: 'redis.conf' } : {});
    watch = await aSavepoint([anInstance(redis.url)], { pollIntervalMs: 100 });
    await eventually('the first look', () => view()?.guard.value === 'yes');
  };
  const becomes = (...told: string[]) => eventually(told.join() || 'no drift', () => drift().join() === told.join());

  it('from outside: lost, then kept by CONFIG REWRITE, and told after a restart no more', async () => {
    await watching(true);
    expect(drift()).toEqual([]);
    await redis.cli('CONFIG', 'SET', GUARD, 'no');
    await becomes('guard lost');
    expect(view()).toMatchObject({
      state: 'at-risk',
      summary: expect.stringMatching(/since .*, not through Savepoint/),
    });
    expect(view()?.drift[0]).toMatchObject({ outside: true, by: null, since: expect.any(Number) });

    expect(await redis.cli('CONFIG', 'REWRITE')).toBe('OK');
    await becomes('guard kept');
    await redis.cli('CONFIG', 'SET', 'save', '900 1');
    await becomes('guard kept', 'save-points lost');

    const runId = view()?.server.runId;
    await redis.restart();
    await eventually('the next process', () => view()?.server.runId !== runId && view()?.guard.value === 'no');
    expect(drift()).toEqual([]);
    expect(view()?.rdb.savePoints).not.toEqual({ value: [{ seconds: 900, changes: 1 }] });
  });

  it('without a configuration file it is lost for sure', async () => {
    await watching(false);
    await redis.cli('CONFIG', 'SET', GUARD, 'no');
    await becomes('guard lost');
    expect(view()?.drift[0]?.message).toContain('without a configuration file');
    await redis.cli('CONFIG', 'SET', GUARD, 'yes');
    await becomes();
  });

  it('an override that was written to the file is kept, one that was not is lost; each by whom', async () => {
    await watching(true);
    const off = { value: 'no', expected: 'yes', confirm: ID, reason: 'the disk is full', runId: null } as const;
    const until = { kind: 'none', at: null } as const;
    expect(await watch.savepoint.setStopWrites(ID, { ...off, until, rewrite: false }, OPERATOR)).toMatchObject({
      ok: true,
    });
    await becomes('guard lost');
    expect(view()?.drift[0]).toMatchObject({ by: 'oncall-1', outside: false });

    const on = { ...off, value: 'yes', expected: 'no', until: null, rewrite: false } as const;
    expect(await watch.savepoint.setStopWrites(ID, on, OPERATOR)).toMatchObject({ ok: true });
    await becomes();
    expect(await watch.savepoint.setStopWrites(ID, { ...off, until, rewrite: true }, OPERATOR)).toMatchObject({
      ok: true,
    });
    await becomes('guard kept');
  });

  it('what was set, written and set back within one look is told as not known, also where Savepoint wrote as well', async () => {
    await watching(true);
    /** In one step for whoever looks from outside. */
    const atOnce = async (...commands: readonly string[][]): Promise<void> => {
      const text = ['MULTI', ...commands.map((words) => words.join(' ')), 'EXEC', ''].join('\n');
      await runWithInput('redis-cli', ['-p', String(redis.port)], text);
    };
    await redis.cli('CONFIG', 'SET', GUARD, 'no');
    await becomes('guard lost');
    await redis.cli('CONFIG', 'REWRITE');
    await becomes('guard kept');
    // The file says yes from here on, and Redis no.
    await atOnce(['CONFIG', 'SET', GUARD, 'yes'], ['CONFIG', 'REWRITE'], ['CONFIG', 'SET', GUARD, 'no']);
    expect(readFileSync(join(dir, 'redis.conf'), 'utf8')).not.toContain(`${GUARD} no`);
    await becomes('guard not-known');

    // Whoever sees the guard on has counted the rewrite: one that is counted later may be of before our change or after it.
    await atOnce(['CONFIG', 'SET', GUARD, 'yes'], ['CONFIG', 'REWRITE']);
    await eventually('the guard on', () => view()?.guard.value === 'yes');
    const off = { value: 'no', expected: 'yes', confirm: ID, reason: 'the disk is full', runId: null } as const;
    const until = { kind: 'none', at: null } as const;
    await watch.savepoint.setStopWrites(ID, { ...off, until, rewrite: true }, OPERATOR);
    await becomes('guard kept');
    await atOnce(['CONFIG', 'SET', GUARD, 'yes'], ['CONFIG', 'REWRITE'], ['CONFIG', 'SET', GUARD, 'no']);
    await becomes('guard not-known');
    expect(view()?.guard.override).toMatchObject({ rewritten: true });
  });

  it('appendfsync is read, so that what the AOF has is known', async () => {
    await watching(false);
    expect(view()?.exposure).toMatchObject({ aof: 'none' });
    await redis.cli('CONFIG', 'SET', 'appendonly', 'yes');
    await eventually('the AOF, with its default', () => view()?.exposure.aof === 'second');
    await redis.cli('CONFIG', 'SET', 'appendfsync', 'always');
    await eventually('each write forced to disk', () => view()?.exposure.aof === 'every');
  });
});
