import { describe, expect, test } from 'vitest';
import type { Sighting } from '../../lib/domain/observation/observation';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import type { RunningDraft } from '../../lib/domain/save/save-draft';
import type { OwnBgsave } from '../../lib/domain/save/save-trigger';
import { stageConfidence } from '../../lib/domain/cause/failure-stage';
import { runningAtFirstSight, savesBetween } from '../../lib/domain/save/saves-between';
import { AT, sighting, type Patch } from '../support/a-sighting';

const S = AT / 1000;
const LATER = AT + 1000;
const POINTS = { config: { savePoints: { value: [{ seconds: 60, changes: 1 }] } } };
const OURS: OwnBgsave = { actor: 'oncall-1', reply: 'started', sentAt: AT + 100 };
const RUNNING: RunningDraft = { startedAt: AT - 5000, trigger: 'save-point', actor: null, unsure: false };

/** The later of two sightings: a second on, one thing changed after the other. */
function after(...patches: Patch[]): Sighting {
  const merged: Record<string, object> = { server: { timeSeconds: S + 1, uptimeSeconds: 7201 } };
  for (const patch of patches)
    for (const [group, values] of Object.entries(patch)) merged[group] = { ...merged[group], ...values };
  return sighting(merged as Patch, LATER);
}

interface Given {
  readonly before?: Sighting;
  readonly running?: RunningDraft | null;
  readonly own?: OwnBgsave | null;
  readonly scheduledElsewhere?: boolean;
  readonly knowledge?: SaveKnowledge;
}

function between(
  later: Sighting,
  {
    before = sighting(),
    running = null,
    own = null,
    scheduledElsewhere = false,
    knowledge = NOTHING_KNOWN,
  }: Given = {},
) {
  return savesBetween({ before, after: later, running, own, scheduledElsewhere, knowledge });
}

/** `outcome×attempts trigger stage`, the one that was running first. */
function told(later: Sighting, given: Given = {}): string[] {
  const { ended, complete } = between(later, given);
  return [...(ended === null ? [] : [ended]), ...complete].map((row) =>
    [`${row.outcome}×${row.attempts}`, row.trigger, row.cause?.stage].filter(Boolean).join(' '),
  );
}

const SAVED = { rdb: { attempts: 4, lastSaveTime: S + 1 }, forks: { total: 4, latestUsec: 900 } };
const CHILD_FAILED = { rdb: { attempts: 4, lastStatus: 'err' as const }, forks: { total: 4, latestUsec: 900 } };
const FORK_FAILED = { rdb: { attempts: 4, lastStatus: 'err' as const } };
const CANCELLED = { rdb: { attempts: 4 }, forks: { total: 4, latestUsec: 900 } };
const BGSAVE = { counters: { bgsave: { calls: 1, failed: 0, rejected: 0 } } };
const ERR = sighting({ rdb: { lastStatus: 'err' } });

describe('what was known before is evidence of why it failed', () => {
  const evidence = (later: Sighting, given: Given) =>
    between(later, given).complete.flatMap(({ cause }) => [...(cause?.evidence ?? []), ...(cause?.against ?? [])]);
  const known = (over: Partial<SaveKnowledge>): SaveKnowledge => ({ ...NOTHING_KNOWN, ...over });

  test('a save point fell due as soon as Redis tries again; a BGSAVE of somebody tells nothing', () => {
    const knowledge = known({ failuresInARow: 1, lastAttemptAt: AT - 6000 });
    const before = sighting(POINTS);
    expect(evidence(after(CHILD_FAILED, POINTS), { before, knowledge })).toContainEqual({
      told: 'tried-again',
      seconds: 6,
    });
    const asked = evidence(after(CHILD_FAILED, POINTS, BGSAVE), { before, knowledge });
    expect(asked).not.toContainEqual(expect.objectContaining({ told: 'tried-again' }));
    expect(asked).toContainEqual({ told: 'child-failed' });
  });

  test('how long the child ran, and that saves of this run worked', () => {
    const knowledge = known({ lastGoodSaveAt: AT - 9000 });
    const told = evidence(after(CHILD_FAILED, { rdb: { lastDurationSeconds: 42 } }), { knowledge });
    expect(told).toEqual(expect.arrayContaining([{ told: 'failed-writing', seconds: 42 }, { told: 'worked-before' }]));
  });

  test('after a restart no save of this run is known to have worked, and the set-up once did', () => {
    const knowledge = known({ lastGoodSaveAt: AT - 9000 });
    const fresh = { server: { runId: 'run-b', uptimeSeconds: 1 }, rdb: { attempts: 1, lastSaveTime: S } };
    const told = evidence(after(CHILD_FAILED, fresh, { forks: { total: 1 } }), { knowledge });
    expect(told).toContainEqual({ told: 'child-failed' });
    expect(told).not.toContainEqual({ told: 'worked-before' });
    expect(told).not.toContainEqual({ told: 'never-worked' });
  });

  test('a refused fork has what Redis held when one worked', () => {
    const knowledge = known({ lastGoodMemoryBytes: 2_000_000_000 });
    const memory = { rssBytes: 8_000_000_000 };
    expect(evidence(after(FORK_FAILED, { memory }), { knowledge })).toContainEqual({
      told: 'memory-grew',
      from: 2_000_000_000,
      to: 8_000_000_000,
    });
  });
});

describe('one attempt between two polls, where Redis counts them (7.0+)', () => {
  test('a save that began and ended in between did not begin before it, though its 60 ms may count as a whole second', () => {
    const { complete } = between(after(SAVED, { rdb: { lastSaveTime: S, lastDurationSeconds: 1 } }));
    expect(complete).toMatchObject([{ startedAt: AT, durationSeconds: 1 }]);
  });

  test.each<[string, Sighting, Given, string[]]>([
    ['nothing', after(), {}, []],
    ['a save point saved', after(SAVED, POINTS), { before: sighting(POINTS) }, ['saved×1 save-point']],
    ['another client saved', after(SAVED, BGSAVE), {}, ['saved×1 other-client']],
    ['we saved', after(SAVED, BGSAVE), { own: OURS }, ['saved×1 operator']],
    ['the child failed', after(CHILD_FAILED, BGSAVE), {}, ['failed×1 other-client child']],
    ['fork was refused', after(FORK_FAILED), { before: sighting(POINTS) }, ['failed×1 save-point fork']],
    [
      'fork was refused to us',
      after(FORK_FAILED, { counters: { bgsave: { calls: 1, failed: 1, rejected: 0 } } }),
      { own: { ...OURS, reply: 'fork-refused' } },
      ['failed×1 operator fork'],
    ],
    ['the child was cancelled', after(CANCELLED, BGSAVE), {}, ['cancelled×1 other-client']],
    [
      'cancelled or failed while the status was err already',
      after(CHILD_FAILED, BGSAVE),
      { before: ERR },
      ['unknown×1 other-client child'],
    ],
    [
      'saved or cancelled in the second of the save before it',
      after(CANCELLED, BGSAVE, { rdb: { lastSaveTime: S } }),
      { before: sighting({ rdb: { lastSaveTime: S } }) },
      ['unknown×1 other-client'],
    ],
    [
      'healed within that second: only a success turns err into ok',
      after(CANCELLED, BGSAVE),
      { before: ERR },
      ['saved×1 other-client'],
    ],
    [
      'SAVE',
      after({ rdb: { attempts: 4, lastSaveTime: S + 1 }, counters: { save: { calls: 1, failed: 0, rejected: 0 } } }),
      {},
      ['saved×1 other-client'],
    ],
    [
      'SAVE that failed leaves the status ok, and is no fork refusal',
      after({ rdb: { attempts: 4 }, counters: { save: { calls: 1, failed: 1, rejected: 0 } } }),
      {},
      ['failed×1 other-client'],
    ],
    [
      'FLUSHALL saves without an attempt',
      after({ rdb: { lastSaveTime: S + 1 }, counters: { flush: { calls: 1, failed: 0, rejected: 0 } } }),
      {},
      ['saved×1 other-client'],
    ],
    [
      'FLUSHALL without save points saves nothing',
      after({ counters: { flush: { calls: 1, failed: 0, rejected: 0 } }, config: { savePoints: { value: [] } } }),
      { before: sighting({ config: { savePoints: { value: [] } } }) },
      [],
    ],
    ['an AOF rewrite is no save', after({ aof: { rewrites: 1 }, forks: { total: 4, latestUsec: 900 } }), {}, []],
    [
      'a diskless transfer is no save',
      after({ forks: { total: 4, latestUsec: 900 }, counters: { syncFull: 1 } }),
      {},
      [],
    ],
    [
      "a replica's full sync by way of the disk",
      after(SAVED, { counters: { syncFull: 1 } }),
      {},
      ['saved×1 replication'],
    ],
    ['without commandstats nobody is named', after(SAVED, { counters: { bgsave: null } }), {}, ['saved×1 unknown']],
    ['a BGSAVE scheduled earlier by someone', after(SAVED), { scheduledElsewhere: true }, ['saved×1 unknown']],
  ])('%s', (_, later, given, rows) => {
    expect(told(later, given)).toEqual(rows);
  });

  test('a saved one has its time from Redis, its duration and what it copied', () => {
    const [row] = between(after(SAVED, { rdb: { lastDurationSeconds: 2, lastCowBytes: 5_000_000 } })).complete;
    expect(row).toMatchObject({ endedAt: LATER, durationSeconds: 2, cowBytes: 5_000_000, snapshotWritten: true });
  });

  test('a refused fork has no duration and copied nothing: those fields are of the save before', () => {
    const [row] = between(after(FORK_FAILED)).complete;
    expect(row).toMatchObject({ durationSeconds: null, cowBytes: null, snapshotWritten: false });
  });

  test('failed or cancelled: the outcome is unknown, that no snapshot was written is not', () => {
    const [row] = between(after(CHILD_FAILED), { before: ERR }).complete;
    expect(row).toMatchObject({
      outcome: 'unknown',
      snapshotWritten: false,
      note: expect.stringMatching(/Failed or cancelled/),
    });
  });
});

describe('several attempts between two polls', () => {
  test.each<[string, Sighting, Given, string[]]>([
    [
      'refused forks are counted',
      after({ rdb: { attempts: 6, lastStatus: 'err' } }),
      { before: sighting({ ...POINTS, rdb: { lastStatus: 'err' } }) },
      ['failed×3 save-point fork'],
    ],
    [
      'one of three was saved for certain',
      after(
        { rdb: { attempts: 6, lastSaveTime: S + 1 }, forks: { total: 6, latestUsec: 900 } },
        { counters: { bgsave: { calls: 3, failed: 0, rejected: 0 } } },
      ),
      {},
      ['unknown×2 other-client', 'saved×1 other-client'],
    ],
    [
      'one was saved, and the last one failed',
      after(
        { rdb: { attempts: 5, lastSaveTime: S + 1, lastStatus: 'err' }, forks: { total: 5, latestUsec: 900 } },
        { counters: { bgsave: { calls: 2, failed: 0, rejected: 0 } } },
      ),
      {},
      ['saved×1 other-client', 'failed×1 other-client child'],
    ],
    [
      'a refused fork explains err: the child beside it may have been cancelled',
      after({ rdb: { attempts: 5, lastStatus: 'err' }, forks: { total: 4, latestUsec: 900 } }),
      { before: sighting(POINTS) },
      ['unknown×1 save-point child', 'failed×1 save-point fork'],
    ],
  ])('%s', (_, later, given, rows) => {
    expect(told(later, given)).toEqual(rows);
  });
});

describe('a save that was running', () => {
  test('still runs: no row, and it stays the same', () => {
    const later = after({ rdb: { inProgress: true, currentSeconds: 6 } });
    expect(between(later, { running: RUNNING })).toMatchObject({
      ended: null,
      complete: [],
      running: RUNNING,
      begun: false,
    });
  });

  test('ends as the row that it had, with its own start and trigger', () => {
    const later = after({ rdb: { lastSaveTime: S + 1, lastDurationSeconds: 6 } });
    expect(between(later, { running: RUNNING }).ended).toMatchObject({
      outcome: 'saved',
      startedAt: RUNNING.startedAt,
      trigger: 'save-point',
      source: 'observed',
    });
  });

  test('ends, and another one runs already', () => {
    const later = after({
      rdb: { attempts: 4, lastSaveTime: S + 1, inProgress: true, currentSeconds: 0 },
      forks: { total: 4, latestUsec: 900 },
    });
    const seen = between(later, { running: RUNNING });
    expect(seen.ended).toMatchObject({ outcome: 'saved' });
    expect(seen).toMatchObject({ complete: [], begun: true, running: { startedAt: LATER } });
  });

  test('is lost with the process: unknown, of the run that ended', () => {
    const later = after({
      server: { runId: 'run-b', timeSeconds: S + 1, uptimeSeconds: 0 },
      rdb: { attempts: 0, lastSaveTime: S + 1 },
      forks: { total: 0, latestUsec: 0 },
    });
    const seen = between(later, { running: RUNNING });
    expect(seen.ended).toMatchObject({ outcome: 'unknown', runId: 'run-a', note: 'Redis restarted during the save.' });
    expect(seen.complete).toEqual([]);
  });

  test('was perhaps a transfer to a replica: without proof of a save it is no row', () => {
    const child = sighting({ rdb: { inProgress: true, currentSeconds: 3 } });
    const unsure = runningAtFirstSight(child);
    expect(unsure).toMatchObject({ startedAt: AT - 3000, unsure: true });
    expect(told(after(), { before: child, running: unsure })).toEqual([]);
    expect(told(after({ rdb: { lastCowBytes: 1_000_000 } }), { before: child, running: unsure })).toEqual([]);
    expect(told(after({ rdb: { lastSaveTime: S + 1 } }), { before: child, running: unsure })).toEqual([
      'saved×1 unknown',
    ]);
  });

  test('a child without an attempt is a transfer, not a save', () => {
    const later = after({
      rdb: { inProgress: true, currentSeconds: 0 },
      forks: { total: 4, latestUsec: 900 },
      counters: { syncFull: 1 },
    });
    expect(between(later)).toMatchObject({ running: null, begun: false, complete: [] });
  });
});

describe('a new run of the process, and counters that were reset', () => {
  const NEW_RUN = {
    server: { runId: 'run-b', timeSeconds: S + 1, uptimeSeconds: 30 },
    forks: { total: 0, latestUsec: 0 },
  };

  test('a restart alone is no save, though status is ok and the last save "just now"', () => {
    expect(told(after(NEW_RUN, { rdb: { attempts: 0, lastSaveTime: S - 29 } }))).toEqual([]);
  });

  test('attempts since the start are counted', () => {
    expect(told(after(NEW_RUN, { rdb: { attempts: 2, lastStatus: 'err', lastSaveTime: S - 29 } }))).toEqual([
      'failed×2 unknown fork',
    ]);
  });

  test('after CONFIG RESETSTAT counting goes on from zero', () => {
    const reset = {
      rdb: { attempts: 1, lastStatus: 'err' as const },
      forks: { total: 1, latestUsec: 700 },
      counters: { bgsave: { calls: 1, failed: 0, rejected: 0 }, ping: { calls: 1, failed: 0, rejected: 0 } },
    };
    expect(told(after(reset))).toEqual(['failed×1 other-client child']);
  });
});

describe('releases that count less', () => {
  const six2 = (patch: Patch): Patch => ({ ...patch, rdb: { attempts: null, ...patch.rdb } });
  const old = (patch: Patch): Patch => ({
    ...patch,
    rdb: { attempts: null, ...patch.rdb },
    forks: { total: null, ...patch.forks },
  });

  test.each<[string, Patch, Patch, string[]]>([
    [
      '6.2: forks count attempts, and a short one is possibly a refusal',
      six2({}),
      six2({ rdb: { lastStatus: 'err' }, forks: { total: 4, latestUsec: 40 } }),
      ['failed×1 unknown fork'],
    ],
    [
      '6.2: with AOF on, forks are no attempts',
      six2({ aof: { enabled: true } }),
      six2({ aof: { enabled: true }, forks: { total: 4, latestUsec: 900 } }),
      [],
    ],
    [
      '6.0: a success moves the time',
      old({}),
      old({ rdb: { lastSaveTime: S + 1 }, forks: { latestUsec: 900 } }),
      ['saved×1 unknown'],
    ],
    [
      '6.0: a failure turns the status',
      old({}),
      old({ rdb: { lastStatus: 'err' }, forks: { latestUsec: 900 } }),
      ['failed×1 unknown'],
    ],
    [
      '6.0: an attempt while the status is err shows in the fork alone',
      old({ rdb: { lastStatus: 'err' } }),
      old({ rdb: { lastStatus: 'err' }, forks: { latestUsec: 800 } }),
      ['unknown×1 unknown'],
    ],
    ['6.0: a fork that nothing explains is nothing', old({}), old({ forks: { latestUsec: 800 } }), []],
    [
      '6.0: CONFIG RESETSTAT sets the last fork to 0: nothing',
      old({ rdb: { lastStatus: 'err' } }),
      old({ rdb: { lastStatus: 'err' }, forks: { latestUsec: 0 } }),
      [],
    ],
  ])('%s', (_, base, later, rows) => {
    expect(told(after(later), { before: sighting(base) })).toEqual(rows);
  });

  test('6.0: a child that was seen running, or left its time, is told as failed itself', () => {
    const before = sighting(old({}));
    const failed = old({ rdb: { lastStatus: 'err' }, forks: { latestUsec: 40 } });
    const left = { rdb: { attempts: null, lastStatus: 'err' as const, lastDurationSeconds: 7 } };
    expect(told(after(failed), { before, running: RUNNING })).toEqual(['failed×1 save-point child']);
    expect(told(after(failed, left), { before })).toEqual(['failed×1 unknown child']);
    // Of two BGSAVEs the one may have had a child, and the other none.
    const twice = { counters: { bgsave: { calls: 2, failed: null, rejected: null } } };
    expect(told(after(failed, left, twice), { before })).toEqual(['failed×1 other-client fork']);
    expect(told(after(failed, BGSAVE), { before, running: RUNNING })).toEqual(['failed×1 save-point fork']);
  });

  test('6.x: a child that begins seconds after a replica came for a full copy is no save', () => {
    const waiting = { replication: { copyingReplicas: 1 } };
    const forked = { rdb: { attempts: null, inProgress: true, lastCowBytes: 1 }, forks: { total: 4, latestUsec: 900 } };
    const ended = { rdb: { attempts: null, inProgress: false, lastCowBytes: 2 } };
    for (const release of [six2, old]) {
      const before = sighting({ ...release({}), ...waiting });
      const during = between(after(release(forked), waiting), { before });
      expect([during.running, during.complete]).toEqual([null, []]);
      const copying = sighting({ ...release(forked), ...waiting });
      expect(told(after(release({ ...forked, ...ended })), { before: copying })).toEqual([]);
    }
  });

  test('a refused fork is likely by its count, and certain by the answer to our BGSAVE', () => {
    const calls = { counters: { bgsave: { calls: 1, failed: 1, rejected: 0 } } };
    const own = { own: { ...OURS, reply: 'fork-refused' } } as const;
    const sure = (later: Sighting, given: Given) =>
      between(later, given).complete.map(({ cause }) => cause && stageConfidence(cause));
    expect(sure(after(FORK_FAILED, calls), {})).toEqual(['likely']);
    expect(sure(after(FORK_FAILED, calls), own)).toEqual(['certain']);
    // Of two refusals one may be somebody else's.
    expect(sure(after(FORK_FAILED, { rdb: { attempts: 5 } }), own)).toEqual(['likely']);
    const before = sighting(old({}));
    const later = after(old({ rdb: { lastStatus: 'err' }, forks: { latestUsec: 40 } }));
    expect(sure(later, { before, ...own })).toEqual(['certain']);
    expect(sure(later, { before })).toEqual(['possible']);
  });

  test('the empty ERR to our BGSAVE makes a refused fork certain on every release', () => {
    const before = sighting(old({ rdb: { lastStatus: 'err' } }));
    const later = after(old({ rdb: { lastStatus: 'err' }, forks: { latestUsec: 40 } }));
    expect(told(later, { before, own: { ...OURS, reply: 'fork-refused' } })).toEqual(['failed×1 operator fork']);
  });
});

describe('how long the fork took', () => {
  const forkOf = (later: Sighting, given: Given = {}) => between(later, given).complete.map((row) => row.forkUsec);

  test('is told of a save that was the only one to fork, whatever became of it', () => {
    expect(forkOf(after(SAVED))).toEqual([900]);
    expect(forkOf(after(CHILD_FAILED))).toEqual([900]);
    expect(forkOf(after(CANCELLED))).toEqual([900]);
  });

  test.each<[string, Sighting, Given]>([
    ['the fork was refused: what Redis tells is of the one before', after(FORK_FAILED), {}],
    [
      'two saves fell between two polls',
      after({ ...SAVED, rdb: { attempts: 5, lastSaveTime: S + 1 }, forks: { total: 5, latestUsec: 900 } }),
      {},
    ],
    ['a replica was synchronised meanwhile', after(SAVED, { counters: { syncFull: 1 } }), {}],
    ['the AOF was rewritten meanwhile', after(SAVED, { aof: { rewrites: 1, lastRewriteStatus: 'ok' } }), {}],
    [
      'the figure did not move: it may be of an earlier one',
      after(SAVED, { forks: { total: 4, latestUsec: 1300 } }),
      {},
    ],
  ])('is not told where %s', (_case, later, given) => {
    for (const usec of forkOf(later, given)) expect(usec).toBeNull();
    expect(forkOf(later, given).length).toBeGreaterThan(0);
  });

  test('of a save that runs is that of its begin, however long it runs', () => {
    const began = between(
      after({ rdb: { attempts: 4, inProgress: true, currentSeconds: 0 }, forks: { total: 4, latestUsec: 700 } }),
    );
    expect(began.running?.forkUsec).toBe(700);
    const { ended } = between(after(SAVED), { running: { ...RUNNING, forkUsec: 700 } });
    expect(ended?.forkUsec).toBe(700);
  });

  test('of what an earlier release followed is not known', () => {
    expect(between(after(SAVED), { running: RUNNING }).ended?.forkUsec).toBeNull();
  });
});
