import { describe, expect, it } from 'vitest';
import { instanceState, type StateInput, type StateVerdict } from '../../lib/domain/state/instance-state';
import type { Observation, ProblemCode, Sighting } from '../../lib/domain/observation/observation';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, sighting, type Patch } from '../support/a-sighting';

const NOW_S = AT / 1000;

function judge(changed: Patch = {}, known: Partial<SaveKnowledge> = {}, rest: Partial<StateInput> = {}): StateVerdict {
  return instanceState({
    latest: sighting(changed),
    before: null,
    knowledge: { ...NOTHING_KNOWN, ...known },
    expectedGuard: 'yes',
    override: null,
    now: AT + 500,
    staleAfterMs: 5000,
    ...rest,
  });
}

const problem = (code: ProblemCode): Observation => ({
  kind: 'problem',
  at: AT,
  problem: { code, message: 'Said so.' },
});
const FAILED = { lastStatus: 'err', changesSinceLastSave: 182_340 } as const;
const JUST_STARTED = { server: { uptimeSeconds: 300 }, rdb: { lastSaveTime: NOW_S - 300, attempts: 0 } } as const;
const noPoints = { savePoints: { value: [] } } as const;

describe('without fresh facts', () => {
  it.each([
    ['nothing read yet', null, AT, 'unknown', 'not read'],
    ['facts past the stale limit: nothing green from old facts', sighting(), AT + 5001, 'unknown', 'No poll has ended'],
    ['an error past the stale limit', problem('refused'), AT + 5001, 'unknown', 'No poll has ended'],
    ['facts at the very limit', sighting(), AT + 5000, 'saved', 'Saved'],
    ['connection refused', problem('refused'), AT, 'unreachable', 'Said so.'],
    ['timeout', problem('timeout'), AT, 'unreachable', 'Said so.'],
    ['TLS', problem('tls'), AT, 'unreachable', 'Said so.'],
    ['name not found', problem('dns'), AT, 'unreachable', 'Said so.'],
    ['no Redis there', problem('not-redis'), AT, 'unreachable', 'Said so.'],
    ['wrong password', problem('auth'), AT, 'no-access', 'Said so.'],
    ['NOPERM on INFO', problem('noperm'), AT, 'no-access', 'Said so.'],
    ['protected mode', problem('protected-mode'), AT, 'no-access', 'Said so.'],
  ] as const)('%s', (_name, latest, now, state, words) => {
    const verdict = judge({}, {}, { latest: latest as Observation | null, now });
    expect(verdict.state).toBe(state);
    expect(verdict.summary).toContain(words);
  });
});

describe('a required fact that cannot be read is unknown, never calm', () => {
  it.each([
    ['role', { server: { role: null } }],
    ['loading', { loading: { active: null } }],
    ['rdb_last_bgsave_status', { rdb: { lastStatus: null } }],
    ['rdb_bgsave_in_progress', { rdb: { inProgress: null } }],
    ['rdb_changes_since_last_save', { rdb: { changesSinceLastSave: null } }],
    ['rdb_last_save_time', { rdb: { lastSaveTime: null } }],
    ['lru_clock', { server: { timeSeconds: null } }],
    ['aof_enabled', { aof: { enabled: null } }],
    ['aof_last_write_status', { aof: { enabled: true, lastWriteStatus: null } }],
    ['aof_last_bgrewrite_status', { aof: { enabled: true, lastRewriteStatus: null } }],
  ] as const)('%s', (field, changed) => {
    const verdict = judge(changed, { lastGoodSaveAt: AT - 240_000 });
    expect(verdict.state).toBe('unknown');
    expect(verdict.summary).toContain(field);
  });

  it('proof needs no other fact: a refused PING of a primary is rejecting, whatever else is missing', () => {
    const verdict = judge({ rdb: { lastStatus: null, inProgress: null }, config: NO_CONFIG, ping: MISCONF_RDB });
    expect(verdict.state).toBe('rejecting-writes');
  });

  it('but without the role even proof names no state', () => {
    const verdict = judge({ server: { role: null }, ping: MISCONF_RDB });
    expect(verdict.state).toBe('unknown');
    expect(verdict.summary).toContain('MISCONF');
  });
});

describe('loading', () => {
  it('comes before all that saving could say', () => {
    const verdict = judge({ loading: { active: true, percent: 33.37, etaSeconds: 81 }, rdb: FAILED, ping: NO_PING });
    expect(verdict).toMatchObject({ state: 'loading' });
    expect(verdict.summary).toBe(
      'Redis is loading its data: 33 %, about 1 min 21 s left. Until it is done it serves no commands on data.',
    );
  });
});

describe('rejecting writes', () => {
  it('by the snapshot guard, proven by PING', () => {
    const verdict = judge({ rdb: FAILED, ping: MISCONF_RDB }, { lastGoodSaveAt: AT - 859_000 });
    expect(verdict).toEqual({
      state: 'rejecting-writes',
      summary:
        'Writes are rejected by the snapshot guard: the last save failed. 182,340 changes since 05:27:03 UTC are only in memory. Redis retries by itself.',
      quiet: false,
    });
  });

  it('derived where PING is not allowed', () => {
    expect(judge({ rdb: FAILED, ping: NO_PING }).state).toBe('rejecting-writes');
  });

  it('bait: green from status ok while the AOF refuses', () => {
    const verdict = judge({ aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF });
    expect(verdict.state).toBe('rejecting-writes');
    expect(verdict.summary).toContain('AOF write error (No space left on device)');
    expect(verdict.summary).toContain('The guard does not control this');
  });

  it('snapshot guard and AOF at once: the guard off would let nothing in', () => {
    const verdict = judge({ rdb: FAILED, aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_RDB });
    expect(verdict.summary).toContain('the guard off lets none in');
  });

  it('a retry that runs stays rejecting: writes stay refused until it succeeds', () => {
    const verdict = judge(
      { rdb: { ...FAILED, inProgress: true, currentSeconds: 4 }, ping: MISCONF_RDB },
      { runningSince: AT - 4000 },
    );
    expect(verdict.state).toBe('rejecting-writes');
    expect(verdict.summary).toContain('Retry running since 05:41:18 UTC.');
  });

  it('bait: "retries every 6 s" while nothing changed: stuck for ever', () => {
    const verdict = judge({ rdb: { ...FAILED, changesSinceLastSave: 0 }, ping: MISCONF_RDB });
    expect(verdict.summary).toContain('It will not retry by itself');
    expect(verdict.summary).not.toContain('Redis retries by itself');
  });

  it('bait: a refused PING is an answer: the card stays', () => {
    expect(judge({ rdb: FAILED, ping: MISCONF_RDB }).state).not.toBe('unreachable');
  });
});

describe('not saving', () => {
  it.each([
    [
      'bait: err alone with the guard off',
      { rdb: FAILED, config: { guard: { value: 'no' } } },
      'because the guard is off',
    ],
    ['bait: err alone with save ""', { rdb: FAILED, config: noPoints }, 'because no save points are set'],
    ['err and PONG, CONFIG forbidden', { rdb: FAILED, config: NO_CONFIG }, 'PING says that writes are accepted'],
    [
      'err, and neither PING nor CONFIG tell: maybe',
      { rdb: FAILED, config: NO_CONFIG, ping: NO_PING },
      'Writes may be rejected',
    ],
    ['err and PONG against INFO and CONFIG', { rdb: FAILED }, 'PING says that writes are accepted'],
    [
      'a replica of 6.2',
      { rdb: FAILED, server: { role: 'replica', version: '6.2.16' } },
      'The last save of this replica failed',
    ],
    [
      'an AOF error that PING contradicts',
      { aof: { enabled: true, lastWriteStatus: 'err' } },
      'The AOF cannot be written',
    ],
  ] as const)('%s', (_name, changed, words) => {
    const verdict = judge(changed as Patch);
    expect(verdict.state).toBe('not-saving');
    expect(verdict.summary).toContain(words);
  });

  it('what was written since is told, and where it is', () => {
    const guardOff = { rdb: FAILED, config: { guard: { value: 'no' } } } as const;
    expect(judge(guardOff, { lastGoodSaveAt: AT - 859_000 }).summary).toContain(
      '182,340 changes since 05:27:03 UTC are only in memory.',
    );
    expect(judge({ ...guardOff, aof: { enabled: true } }).summary).toContain('in the AOF, but in no snapshot');
    expect(judge({ ...guardOff, ...{ rdb: { ...FAILED, lastSaveTime: NOW_S - 7200 } } }).summary).toContain(
      'changes since Redis started at 03:41:22 UTC',
    );
  });

  it('an AOF that is off is not failing, whatever its last status was', () => {
    expect(judge({ aof: { enabled: false, lastWriteStatus: 'err' } }).state).toBe('saved');
  });

  it('a running retry says so', () => {
    const verdict = judge(
      { rdb: { ...FAILED, inProgress: true }, config: { guard: { value: 'no' } } },
      { runningSince: AT - 4000 },
    );
    expect(verdict.state).toBe('not-saving');
    expect(verdict.summary).toContain('Retry running');
  });
});

describe('a replica never rejects writes', () => {
  const replica = (changed: Patch) => judge({ ...changed, server: { role: 'replica', ...changed.server } });
  const unknownIgnore = { replicaIgnoreDiskWriteErrors: { value: null, reason: 'NOPERM' } } as const;

  it.each([
    [
      '7.0 that refuses PING, and does not ignore',
      { rdb: FAILED, ping: MISCONF_RDB },
      'It will crash at its next replicated write',
    ],
    [
      '7.0 without PING, by its configuration',
      { rdb: FAILED, ping: NO_PING },
      'It will crash at its next replicated write',
    ],
    ['Valkey', { rdb: FAILED, ping: MISCONF_RDB, server: { software: 'valkey', version: '8.1.1' } }, 'It will crash'],
    ['7.0 where the setting cannot be read', { rdb: FAILED, ping: MISCONF_RDB, config: unknownIgnore }, 'It may crash'],
    ['an AOF error', { aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF }, 'It will crash'],
  ] as const)('%s', (_name, changed, words) => {
    const verdict = replica(changed as Patch);
    expect(verdict.state).toBe('not-saving');
    expect(verdict.summary).toContain(words);
  });

  it.each([
    [
      'it ignores disk write errors',
      { rdb: FAILED, ping: MISCONF_RDB, config: { replicaIgnoreDiskWriteErrors: { value: 'yes' } } },
    ],
    ['its guard is off', { rdb: FAILED, config: { guard: { value: 'no' } } }],
    ['it is a 6.2', { rdb: FAILED, server: { version: '6.2.16' } }],
  ] as const)('no crash ahead: %s', (_name, changed) => {
    const verdict = replica(changed as Patch);
    expect(verdict.state).toBe('not-saving');
    expect(verdict.summary).not.toContain('crash');
  });

  it('saves like any other', () => expect(replica({}).state).toBe('saved'));
});

describe('at risk', () => {
  it.each([
    ['the AOF rewrite fails', { aof: { enabled: true, lastRewriteStatus: 'err' } }, {}, 'AOF rewrite failed'],
    ['bait: the guard left off while saves work', { config: { guard: { value: 'no' } } }, {}, 'turn it back on'],
    ['the last save was cancelled', {}, { lastOutcome: 'cancelled' }, 'cancelled'],
    [
      'overdue',
      { rdb: { changesSinceLastSave: 20_000, lastSaveTime: NOW_S - 4000 } },
      {},
      'A save is overdue: the last was at 04:34:42 UTC; the rule is 3600 s / 1 change.',
    ],
    ['a failure that no good save followed', {}, { failureOpenSince: AT - 60_000 }, 'A save failed (05:40:22 UTC)'],
    [
      'a running save over twice the last',
      { rdb: { inProgress: true, currentSeconds: 85, lastDurationSeconds: 40 } },
      { runningSince: AT - 85_000 },
      'slower than usual: 1 min 25 s so far, the last one took 40 s',
    ],
    [
      'bait: a stuck child, status ok, nothing to compare with',
      { rdb: { inProgress: true, currentSeconds: 1800, lastDurationSeconds: null } },
      { runningSince: AT - 1_800_000 },
      'running for 30 min',
    ],
    [
      'the dump goes to where intruders send it',
      { config: { dir: { value: '/root/.ssh' }, dbfilename: { value: 'authorized_keys' } } },
      {},
      '/root/.ssh/authorized_keys',
    ],
  ] as const)('%s', (_name, changed, known, words) => {
    const verdict = judge(changed as Patch, known);
    expect(verdict.state).toBe('at-risk');
    expect(verdict.quiet).toBe(false);
    expect(verdict.summary).toContain(words);
  });

  it('the guard off is no warning where the policy says so (a cache)', () => {
    expect(judge({ config: { guard: { value: 'no' } } }, {}, { expectedGuard: 'no' }).state).toBe('saved');
  });

  it('the guard on where the policy says off is not as expected', () => {
    expect(judge({}, {}, { expectedGuard: 'no' })).toMatchObject({ state: 'at-risk', quiet: false });
  });

  it('overdue needs two polls: a write can make a save due a moment before Redis starts it', () => {
    const due = { rdb: { changesSinceLastSave: 1, lastSaveTime: NOW_S - 4000 } } as const;
    const idle: Sighting = sighting({ rdb: { lastSaveTime: NOW_S - 4000 } }, AT - 1000);
    expect(judge(due, {}, { before: idle }).state).toBe('saved');
    expect(judge(due, {}, { before: sighting(due, AT - 1000) }).state).toBe('at-risk');
    const otherRun = sighting({ ...due, server: { runId: 'run-b' } }, AT - 1000);
    expect(judge(due, {}, { before: otherRun }).state).toBe('at-risk');
  });

  it('several reasons are all told', () => {
    const verdict = judge({ config: { guard: { value: 'no' } } }, { lastOutcome: 'cancelled' });
    expect(verdict.summary).toContain('turn it back on');
    expect(verdict.summary).toContain('cancelled');
  });

  it('no more than twice the last plus the rounding of Redis is not slow', () => {
    const rdb = { inProgress: true, currentSeconds: 82, lastDurationSeconds: 40 } as const;
    expect(judge({ rdb }, { runningSince: AT - 82_000 }).state).toBe('saving');
  });
});

describe('after a restart', () => {
  const restarted = (rdb: Patch['rdb'], known: Partial<SaveKnowledge> = {}) =>
    judge({ ...JUST_STARTED, rdb: { ...JUST_STARTED.rdb, ...rdb } }, known);

  it('bait: "last save just now" from the start time: no good save is claimed', () => {
    const verdict = restarted({ changesSinceLastSave: 12 });
    expect(verdict.state).toBe('at-risk');
    expect(verdict.summary).toBe('No save was seen since Redis started at 05:36:22 UTC; 12 changes are unsaved.');
  });

  it('quiet while the first save is simply not due yet', () => {
    expect(restarted({ changesSinceLastSave: 12 }).quiet).toBe(true);
  });

  it('loud once it is overdue', () => {
    const verdict = judge({
      server: { uptimeSeconds: 4000 },
      rdb: { lastSaveTime: NOW_S - 4000, changesSinceLastSave: 12 },
    });
    expect(verdict).toMatchObject({ state: 'at-risk', quiet: false });
    expect(verdict.summary).toContain('A save is overdue; the rule is 3600 s / 1 change.');
  });

  it('loud while an earlier failure is open, though Redis says ok and nothing changed', () => {
    expect(restarted({}, { failureOpenSince: AT - 400_000 })).toMatchObject({ state: 'at-risk', quiet: false });
  });

  it('loud when whether it is due cannot be told', () => {
    const verdict = judge({
      ...JUST_STARTED,
      rdb: { ...JUST_STARTED.rdb, changesSinceLastSave: 2 },
      config: NO_CONFIG,
    });
    expect(verdict).toMatchObject({ state: 'at-risk', quiet: false });
  });

  it('saved, without a time of a save, while nothing changed since the start', () => {
    const verdict = restarted({});
    expect(verdict).toEqual({ state: 'saved', summary: 'Nothing changed since start.', quiet: false });
  });

  it('saved again once a save is seen in this run', () => {
    expect(restarted({ changesSinceLastSave: 3 }, { lastGoodSaveAt: AT - 5000 }).state).toBe('saved');
  });

  it('a last save within a second of the start is the start itself', () => {
    expect(restarted({ lastSaveTime: NOW_S - 299, changesSinceLastSave: 1 }).state).toBe('at-risk');
    expect(restarted({ lastSaveTime: NOW_S - 298, changesSinceLastSave: 1 }).state).toBe('saved');
  });
});

describe('saving', () => {
  const running = { inProgress: true, currentSeconds: 42, lastDurationSeconds: 40 } as const;

  it('tells how far it is', () => {
    const verdict = judge({ rdb: { ...running, keysDone: 12_400, keysTotal: 29_300 } }, { runningSince: AT - 42_000 });
    expect(verdict).toMatchObject({ state: 'saving', summary: 'Saving since 05:40:40 UTC: 42 %.' });
  });

  it('without replicas it can only be a save, though its beginning was not seen', () => {
    expect(judge({ rdb: running }).state).toBe('saving');
  });

  it('a diskless transfer to a replica is no save', () => {
    const verdict = judge({ rdb: running, replication: { connectedReplicas: 1 } });
    expect(verdict.state).toBe('saved');
  });
});

describe('no persistence, and saved', () => {
  it('save "" and no AOF, also with unsaved changes', () => {
    const verdict = judge({ ...JUST_STARTED, rdb: { ...JUST_STARTED.rdb, changesSinceLastSave: 9 }, config: noPoints });
    expect(verdict.state).toBe('no-persistence');
    expect(verdict.summary).toContain('a restart loses everything');
  });

  it('save "" with an AOF that works: saved by that, and no snapshot is claimed', () => {
    const verdict = judge({
      ...JUST_STARTED,
      rdb: { ...JUST_STARTED.rdb, changesSinceLastSave: 9 },
      config: noPoints,
      aof: { enabled: true },
    });
    expect(verdict).toMatchObject({ state: 'saved', summary: 'Every write goes to the AOF; no snapshots are set.' });
  });

  it('saved names the save that was proven, and what changed since', () => {
    expect(judge({ rdb: { changesSinceLastSave: 12 } }).summary).toBe('Saved at 05:37:22 UTC; 12 changes since.');
    expect(judge().summary).toBe('Saved at 05:37:22 UTC; nothing changed since.');
  });

  it('saved without CONFIG says what cannot be told', () => {
    const verdict = judge({ config: NO_CONFIG, ping: NO_PING });
    expect(verdict.state).toBe('saved');
    expect(verdict.summary).toContain('cannot be told');
  });

  it('a negative count of changes (DEBUG RELOAD during a save) is never shown', () => {
    expect(judge({ rdb: { changesSinceLastSave: -3 } }).summary).not.toContain('-3');
  });
});
