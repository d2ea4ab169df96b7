import { describe, expect, it } from 'vitest';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Observation } from '../../lib/domain/observation/observation';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { viewInstance, type ViewInput } from '../../lib/domain/state/view-instance';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_RDB, NO_CONFIG, sighting, type Patch } from '../support/a-sighting';

const SECRETS = anInstance('redis://observer:s3cret-observer@10.0.3.14:6379');
const REFUSED: Observation = { kind: 'problem', at: AT, problem: { code: 'refused', message: 'Connection refused.' } };

function view(changed: Patch = {}, rest: Partial<ViewInput> = {}): InstanceView {
  const seen = sighting(changed);
  return viewInstance({
    registered: SECRETS,
    latest: seen,
    sighting: seen,
    knowledge: NOTHING_KNOWN,
    previous: null,
    now: AT + 400,
    staleAfterMs: 5000,
    ...rest,
  });
}

describe('viewInstance', () => {
  it('tells conclusions and the facts behind them', () => {
    expect(view()).toEqual({
      id: 'orders-primary',
      name: 'orders-primary',
      address: '10.0.3.14:6379',
      environment: 'production',
      tags: {},
      group: null,
      watchedTwice: null,
      withheld: [],
      origin: { kind: 'registered' },
      state: 'saved',
      summary: 'Saved at 05:37:22 UTC; nothing changed since.',
      quiet: false,
      since: AT,
      sinceAtLeast: true,
      observedAt: AT,
      staleAfterMs: 5000,
      live: true,
      problem: null,
      server: {
        software: 'redis',
        version: '7.0.15',
        role: 'master',
        runId: 'run-a',
        startedAt: AT - 7_200_000,
        clock: { aheadSeconds: null, message: null },
      },
      answers: { slow: null, ms: null, message: null },
      observer: {
        user: 'observer',
        acts: true,
        mayChangeSettings: null,
        mayChangeSettingsReason: 'Not asked: the same credentials act.',
        tooMuch: null,
      },
      replication: { primaryAddress: null, linkUp: null, lagSeconds: null, connectedReplicas: 0 },
      loading: null,
      writes: {
        availability: 'accepted',
        cause: null,
        evidence: 'ping',
        reason: null,
        rejectedCount: 0,
        rejectedCountReason: null,
      },
      guard: {
        value: 'yes',
        valueReason: null,
        expected: 'yes',
        helps: null,
        override: null,
        approval: null,
        failoverNote: null,
      },
      rdb: {
        savePoints: { value: [{ seconds: 3600, changes: 1 }] },
        lastStatus: 'ok',
        inProgress: false,
        lastGoodSaveAt: AT - 240_000,
        lastGoodSaveReason: null,
        changesSinceLastSave: 0,
        lastDurationSeconds: 6,
        lastCowBytes: 47_000_000,
        nextRetryAt: null,
        nextRetryReason: 'Nothing to retry: the last save did not fail.',
        failuresInARow: null,
      },
      aof: { enabled: false, lastWriteStatus: 'ok', lastRewriteStatus: 'ok' },
      exposure: {
        growsPerMinute: null,
        aof: 'none',
        nextSaveAt: null,
        nextSaveReason: 'None is due before 1 change.',
      },
      drift: [],
      save: null,
      cause: null,
      incident: null,
      nextSteps: null,
      choices: null,
      actions: {
        bgsave: { allowed: true, mode: 'start', reason: null },
        setStopWrites: { allowed: true, reason: null },
      },
    });
  });

  it('carries no secret', () => expect(JSON.stringify(view())).not.toContain('s3cret'));

  it('stays equal from poll to poll while nothing happens, but for its age', () => {
    const at = (late: number): InstanceView => {
      const seen = sighting({ server: { uptimeSeconds: 7200 } }, AT + late);
      return view(
        {},
        { latest: seen, sighting: seen, previous: { state: 'saved', since: AT, atLeast: false }, now: AT + late },
      );
    };
    expect({ ...at(900), observedAt: 0 }).toEqual({ ...at(0), observedAt: 0 });
  });
});

describe('since', () => {
  it('is that of the state before, also across a restart of Savepoint', () => {
    expect(view({}, { previous: { state: 'saved', since: AT - 86_400_000, atLeast: false } }).since).toBe(
      AT - 86_400_000,
    );
  });
  it('is the time of the poll that showed another state', () => {
    expect(view({}, { previous: { state: 'at-risk', since: AT - 9000, atLeast: false } }).since).toBe(AT);
  });
  it('is told as the latest it can have begun at the first look, and after a time without facts', () => {
    expect(view().sinceAtLeast).toBe(true);
    expect(view({}, { previous: { state: 'unreachable', since: AT - 9000, atLeast: false } }).sinceAtLeast).toBe(true);
    expect(view({}, { previous: { state: 'saved', since: AT - 9000, atLeast: true } }).sinceAtLeast).toBe(true);
    expect(view({}, { previous: { state: 'saved', since: AT - 9000, atLeast: false } }).sinceAtLeast).toBe(false);
    expect(view({}, { previous: { state: 'at-risk', since: AT - 9000, atLeast: true } }).sinceAtLeast).toBe(false);
  });
  it('is now when a view goes stale', () => {
    expect(view({}, { previous: { state: 'saved', since: AT - 9000, atLeast: false }, now: AT + 60_000 }).since).toBe(
      AT + 60_000,
    );
  });
});

describe('unreachable after it was seen', () => {
  const lost = view(
    {},
    { latest: REFUSED, sighting: sighting({ ping: MISCONF_RDB, rdb: { lastStatus: 'err' } }, AT - 52_000) },
  );

  it('tells the state and its sentence', () => {
    expect(lost).toMatchObject({ state: 'unreachable', summary: 'Connection refused.', problem: { code: 'refused' } });
  });
  it('still shows the last facts, as of their time', () => {
    expect(lost.observedAt).toBe(AT - 52_000);
    expect(lost).toMatchObject({ server: { version: '7.0.15' }, rdb: { lastStatus: 'err' }, guard: { value: 'yes' } });
  });
  it('concludes nothing for now', () => {
    expect(lost.writes).toMatchObject({
      availability: 'unknown',
      cause: null,
      evidence: null,
      reason: 'Not known now. Last known (05:40:30 UTC): rejected.',
    });
    expect(lost.rdb.nextRetryAt).toBeNull();
    expect([lost.live, lost.save, lost.rdb.inProgress, lost.guard.helps]).toEqual([false, null, null, null]);
  });
  it('allows no action, and says why', () => {
    for (const action of [lost.actions.bgsave, lost.actions.setStopWrites]) {
      expect(action.allowed).toBe(false);
      expect(action.reason).toContain('does not answer');
    }
  });
});

describe('stale facts', () => {
  const stale = view({}, { now: AT + 5001 });
  it('claim nothing: no state, no accepted writes, no action', () => {
    expect(stale.state).toBe('unknown');
    expect(stale.writes.availability).toBe('unknown');
    expect([stale.live, stale.rdb.inProgress]).toEqual([false, null]);
    expect([stale.actions.bgsave.allowed, stale.actions.setStopWrites.allowed]).toEqual([false, false]);
  });
});

it('never seen: all is null, and each null that matters has its reason', () => {
  const never = view({}, { latest: REFUSED, sighting: null });
  expect(never).toMatchObject({
    state: 'unreachable',
    observedAt: null,
    server: { software: null, version: null, role: null, runId: null, startedAt: null },
    guard: { value: null, valueReason: 'This instance was never read.' },
    rdb: {
      savePoints: { value: null, reason: 'This instance was never read.' },
      lastStatus: null,
      changesSinceLastSave: null,
    },
  });
});

it('CONFIG forbidden: the guard is null with its reason, the rest is told', () => {
  const partial = view({ config: NO_CONFIG });
  expect(partial.guard).toMatchObject({ value: null, valueReason: 'CONFIG is not allowed (NOPERM).' });
  expect(partial.writes.availability).toBe('accepted');
  expect(partial.actions.setStopWrites.allowed).toBe(false);
  expect(partial.actions.bgsave.allowed).toBe(true);
});

describe('bait', () => {
  it('after a restart the start time is no save, and old figures are none of this run', () => {
    const fresh = view({
      server: { uptimeSeconds: 300 },
      rdb: { lastSaveTime: AT / 1000 - 300, lastDurationSeconds: null, lastCowBytes: 0 },
    });
    expect(fresh.rdb).toMatchObject({ lastGoodSaveAt: null, lastDurationSeconds: null, lastCowBytes: null });
    expect(fresh.rdb.lastGoodSaveReason).toMatch(/^No save was seen since Redis started at \d\d:\d\d:\d\d UTC\.$/);
  });

  it('a refused fork is not shown with the duration of an older save as if it were its own', () => {
    const failed = { rdb: { lastStatus: 'err', lastDurationSeconds: 6 } } as const;
    expect(view(failed).rdb.lastDurationSeconds).toBeNull();
    const known = { ...NOTHING_KNOWN, lastGoodDurationSeconds: 4 };
    expect(view(failed, { knowledge: known }).rdb.lastDurationSeconds).toBe(4);
  });

  it('our own PINGs are not refused writes', () => {
    const counters = { misconfErrors: 1214, ping: { calls: 500, failed: 0, rejected: 10 } };
    expect(view({ counters, ping: MISCONF_RDB }).writes.rejectedCount).toBe(1204);
  });

  it('before 6.2 refused writes are not zero but not counted', () => {
    const { writes } = view({ server: { version: '6.0.16' }, counters: { misconfErrors: null } });
    expect(writes).toMatchObject({
      rejectedCount: null,
      rejectedCountReason: 'Redis counts refused commands from 6.2 on.',
    });
  });
});

describe('a running save', () => {
  const running = (rdb: Patch['rdb']) =>
    view(
      { rdb: { inProgress: true, currentSeconds: 42, ...rdb } },
      { knowledge: { ...NOTHING_KNOWN, runningSince: AT - 42_000 }, runningId: 'its-row' },
    ).save;

  it('has percent and the time that is left where Redis counts keys', () => {
    expect(running({ keysDone: 12_400, keysTotal: 29_300 })).toEqual({
      id: 'its-row',
      startedAt: AT - 42_000,
      elapsedSeconds: 42,
      keysDone: 12_400,
      keysTotal: 29_300,
      percent: 42.3,
      etaSeconds: 57,
    });
  });

  it.each([
    ['no keys counted', { keysDone: null, keysTotal: null }, null, null],
    ['no keys at all', { keysDone: 0, keysTotal: 0 }, null, null],
    ['not a key yet', { keysDone: 0, keysTotal: 10 }, 0, null],
    ['blocked in rename or fsync', { keysDone: 10, keysTotal: 10 }, 100, 0],
    ['more than all', { keysDone: 12, keysTotal: 10 }, 100, 0],
    ['too early: the first keys', { keysDone: 1, keysTotal: 20_000 }, 0, null],
    ['too early: the first seconds', { keysDone: 5, keysTotal: 10, currentSeconds: 1 }, 50, null],
    ['elapsed not told', { keysDone: 5, keysTotal: 10, currentSeconds: null }, 50, null],
  ] as const)('%s', (_name, rdb, percent, etaSeconds) => {
    expect(running(rdb)).toMatchObject({ percent, etaSeconds });
  });

  it('is shown in an at-risk state too', () => {
    const slow = view(
      { rdb: { inProgress: true, currentSeconds: 90, lastDurationSeconds: 6 } },
      { knowledge: { ...NOTHING_KNOWN, runningSince: AT - 90_000 } },
    );
    expect(slow.state).toBe('at-risk');
    expect(slow.save?.elapsedSeconds).toBe(90);
  });
});

it('loading tells how far', () => {
  const loading = view({ loading: { active: true, percent: 33.37, etaSeconds: 81 } });
  expect(loading).toMatchObject({ state: 'loading', loading: { percent: 33.37, etaSeconds: 81 } });
  expect(loading.actions.bgsave.reason).toContain('loading');
});
