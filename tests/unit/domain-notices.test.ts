import { describe, expect, it, test } from 'vitest';
import type { Override } from '../../lib/domain/action/override';
import { judgeNotices, type Held } from '../../lib/domain/notice/judge';
import type { NoticeLook } from '../../lib/domain/notice/look';
import type { InstanceNotice, NoticeDraft, NoticeKind } from '../../lib/domain/notice/notice';
import { LEFT_OFF_MS, LOST_MS } from '../../lib/domain/notice/rules';
import type { Observation } from '../../lib/domain/observation/observation';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import { viewInstance } from '../../lib/domain/state/view-instance';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, sighting, type Patch } from '../support/a-sighting';

const PROBLEM: Observation = { kind: 'problem', at: AT, problem: { code: 'refused', message: 'Connection refused.' } };
const FAILED: Partial<SaveKnowledge> = { failureOpenSince: AT - 120_000 };
const OFF: Override = {
  id: 'a1',
  instanceId: 'orders-primary',
  runId: 'run-a',
  by: 'oncall-1',
  reason: 'checkout down, INC-4312',
  since: AT - 3_600_000,
  until: { kind: 'next-good-save', at: null },
  setAt: AT - 3_600_000,
  setRedisTime: AT / 1000 - 3600,
  saveTime: null,
  rewritten: false,
  expiredAt: null,
  expiredWhy: null,
};
const ends = (minutes: number): Override => ({ ...OFF, until: { kind: 'time', at: AT + minutes * 60_000 } });
const EXPIRED: Override = { ...ends(-5), expiredAt: AT - 300_000 };

const GUARD_OFF: Patch = { config: { guard: { value: 'no' } } };
const REFUSED: Patch = { rdb: { lastStatus: 'err', changesSinceLastSave: 182_340 }, ping: MISCONF_RDB };
const FAILING_OFF: Patch = { rdb: { lastStatus: 'err', changesSinceLastSave: 7 }, config: { guard: { value: 'no' } } };
const TRAP: Patch = { config: { dir: { value: '/etc/cron.d' }, dbfilename: { value: 'root' } } };
const LOADING: Patch = { loading: { active: true, percent: 3, etaSeconds: 9 } };

interface Seen {
  readonly facts?: Patch;
  readonly latest?: Observation;
  readonly knowledge?: Partial<SaveKnowledge>;
  readonly override?: Override | null;
  readonly elapsedMs?: number;
  readonly instance?: Partial<RegisteredInstance>;
}

function look({ facts = {}, latest = sighting(facts), override = null, elapsedMs = 1000, ...rest }: Seen): NoticeLook {
  const knowledge = { ...NOTHING_KNOWN, ...rest.knowledge };
  const last = latest.kind === 'facts' ? latest : sighting();
  const view = viewInstance({
    registered: anInstance('redis://observer:s3cret@10.0.3.14:6379', { tags: { team: 'checkout' }, ...rest.instance }),
    latest,
    sighting: last,
    knowledge,
    override,
    previous: null,
    now: AT,
    staleAfterMs: 5000,
  });
  return { view, latest, knowledge, now: AT, elapsedMs };
}

/** What is open, as if it had been told a minute ago. */
function open(kind: NoticeKind): InstanceNotice {
  const [draft] = judgeNotices([], {}, look({ facts: REFUSED, knowledge: FAILED })).changes;
  if (draft === undefined) throw new Error('There is nothing to tell.');
  return { ...draft, kind, dedupKey: `key of ${kind}`, since: AT - 60_000, id: 'n', link: '' };
}

/** `+kind` for what began, `-kind` for what ended. */
const told = (changes: readonly NoticeDraft[]): readonly string[] =>
  changes.map(({ change, kind }) => `${change === 'started' ? '+' : '-'}${kind}`);

describe('what is told of a look', () => {
  const cases: [string, Seen, readonly NoticeKind[], readonly string[]][] = [
    ['nothing wrong', {}, [], []],
    ['writes are refused', { facts: REFUSED, knowledge: FAILED }, [], ['+refusals', '+saves']],
    ['it was told', { facts: REFUSED, knowledge: FAILED }, ['refusals', 'saves'], []],
    [
      'they are accepted again, saves still fail',
      { facts: FAILING_OFF, knowledge: FAILED },
      ['refusals', 'saves'],
      ['-refusals'],
    ],
    ['all is well again', {}, ['refusals', 'saves'], ['-refusals', '-saves']],
    [
      'it does not answer',
      { latest: PROBLEM },
      ['refusals', 'saves', 'override-expired', 'guard-left-off', 'compromise'],
      [],
    ],
    ['it loads', { facts: LOADING }, ['refusals', 'saves', 'override-expired', 'guard-left-off'], []],
    [
      'whether writes are refused cannot be told',
      { facts: { ping: NO_PING, config: NO_CONFIG, rdb: { lastStatus: 'err' } } },
      ['refusals', 'saves'],
      [],
    ],
    ['it is a replica now', { facts: { server: { role: 'replica' } } }, ['refusals'], ['-refusals']],
    [
      'the AOF cannot be written',
      { facts: { aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF } },
      [],
      ['+refusals', '+saves'],
    ],
    ['the status cannot be read', { facts: { rdb: { lastStatus: null } } }, ['saves'], []],
    ['a restart says “ok”, and no save was seen', { knowledge: FAILED }, ['saves'], []],
    [
      'the AOF is on, and how its writes went is not told',
      { facts: { aof: { enabled: true, lastWriteStatus: null } } },
      ['saves'],
      [],
    ],
    ['an override ends in nine minutes', { facts: FAILING_OFF, override: ends(9) }, ['saves'], ['+override-ending']],
    ['an override ends in eleven minutes', { facts: FAILING_OFF, override: ends(11) }, ['saves'], []],
    [
      'it was given so short an end',
      { facts: FAILING_OFF, override: { ...ends(9), setAt: AT - 1000, setRedisTime: AT / 1000 } },
      ['saves'],
      [],
    ],
    ['the guard is on before its end', {}, ['override-ending'], ['-override-ending']],
    [
      'its end was moved',
      { facts: FAILING_OFF, override: ends(60) },
      ['saves', 'override-ending'],
      ['-override-ending'],
    ],
    [
      'its end is there, and nothing was done yet',
      { facts: FAILING_OFF, override: ends(0) },
      ['saves', 'override-ending'],
      [],
    ],
    [
      'its end came in vain',
      { facts: FAILING_OFF, override: EXPIRED },
      ['saves', 'override-ending'],
      ['-override-ending', '+override-expired'],
    ],
    [
      'it got a later end',
      { facts: FAILING_OFF, override: ends(60) },
      ['saves', 'override-expired'],
      ['-override-expired'],
    ],
    ['the guard is off and no override is known', { facts: FAILING_OFF }, ['saves', 'override-expired'], []],
    [
      'the guard cannot be read',
      { facts: { config: NO_CONFIG } },
      ['override-expired', 'override-ending', 'guard-left-off'],
      [],
    ],
    ['the guard is off for a moment', { facts: GUARD_OFF }, [], []],
    ['the guard is on again', {}, ['guard-left-off', 'override-expired'], ['-override-expired', '-guard-left-off']],
    ['saves fail while the guard is off', { facts: FAILING_OFF }, ['saves', 'guard-left-off'], []],
    [
      'it should be off by policy',
      { facts: GUARD_OFF, instance: { expectedGuard: 'no' } },
      ['guard-left-off'],
      ['-guard-left-off'],
    ],
    ['the dump goes where intruders send it', { facts: TRAP }, [], ['+compromise']],
    ['the path is an ordinary one again', {}, ['compromise'], []],
    ['an odd directory alone', { facts: { config: { dir: { value: '/root' } } } }, [], []],
    ['it does not answer for a moment', { latest: PROBLEM }, [], []],
    ['it answers again', {}, ['lost'], ['-lost']],
  ];

  test.each(cases)('%s', (_name, seen, before, expected) => {
    expect(told(judgeNotices(before.map(open), {}, look(seen)).changes)).toEqual(expected);
  });

  it('closes a possible compromise without telling an end, once the path is seen to be another', () => {
    expect(judgeNotices([open('compromise')], {}, look({})).closed.map(({ kind }) => kind)).toEqual(['compromise']);
    expect(judgeNotices([open('compromise')], {}, look({ facts: { config: NO_CONFIG } })).closed).toEqual([]);
    expect(judgeNotices([open('compromise')], {}, look({ latest: PROBLEM })).closed).toEqual([]);
  });
});

describe('what has to hold for a while', () => {
  /** So many looks one after the other, each of so many milliseconds; what was told at each. */
  function looks(seen: readonly Seen[], from: Held = {}): readonly (readonly string[])[] {
    let held = from;
    return seen.map((each) => {
      const judged = judgeNotices([], held, look(each));
      held = judged.held;
      return told(judged.changes);
    });
  }
  const gone = (elapsedMs: number): Seen => ({ latest: PROBLEM, elapsedMs });
  const off = (elapsedMs: number): Seen => ({ facts: GUARD_OFF, elapsedMs });

  it('is told once it has: an instance that does not answer', () => {
    expect(looks([gone(5000), gone(LOST_MS - 1), gone(1)])).toEqual([[], [], ['+lost']]);
  });

  it('counts from new after a moment in which it did not', () => {
    expect(looks([gone(0), gone(LOST_MS - 1), {}, gone(LOST_MS), gone(LOST_MS)])).toEqual([[], [], [], [], ['+lost']]);
  });

  it('counts only what was seen: a guard that is off, with a silence in between', () => {
    const half = LEFT_OFF_MS / 2;
    const silence: Seen = { latest: PROBLEM, elapsedMs: 1000 };
    expect(looks([off(0), off(half), silence, off(LEFT_OFF_MS), off(half)]).at(-1)).toEqual(['+guard-left-off']);
    expect(looks([off(0), off(half), silence, off(LEFT_OFF_MS), off(half - 1)]).at(-1)).toEqual([]);
  });

  it('does not while an override explains it, and does where that has no end', () => {
    const explained = (override: Override): Seen => ({ facts: GUARD_OFF, override, elapsedMs: LEFT_OFF_MS });
    expect(looks([explained(OFF), explained(OFF)])).toEqual([[], []]);
    const endless: Override = { ...OFF, until: { kind: 'none', at: null } };
    expect(looks([explained(endless), explained(endless)])).toEqual([[], ['+guard-left-off']]);
  });
});

describe('a notice', () => {
  const [refusals, saves] = judgeNotices([], {}, look({ facts: REFUSED, knowledge: FAILED })).changes;

  it('says whom it is about, since when, why as far as known, and what would be lost', () => {
    expect(refusals).toEqual({
      dedupKey: `savepoint/orders-primary/refusals/${AT}`,
      kind: 'refusals',
      change: 'started',
      severity: 'critical',
      sentence: 'orders-primary has refused writes since 05:41:22 UTC: its last save failed, and the guard is on.',
      since: AT,
      sinceAtLeast: true,
      at: AT,
      cause: null,
      atStake: '182,340 changes since 05:37:22 UTC are only in memory.',
      instance: {
        id: 'orders-primary',
        name: 'orders-primary',
        address: '10.0.3.14:6379',
        environment: 'production',
        tags: { team: 'checkout' },
      },
    });
    expect(saves).toMatchObject({ since: AT - 120_000, sinceAtLeast: false, severity: 'error' });
    expect(JSON.stringify([refusals, saves])).not.toContain('s3cret');
  });

  it('has the cause where one is known', () => {
    const lastCause = {
      kind: 'disk-full',
      confidence: 'certain',
      stage: 'child',
      evidence: ['No space left on device'],
      against: [],
    } as const;
    const [first] = judgeNotices([], {}, look({ facts: REFUSED, knowledge: { ...FAILED, lastCause } })).changes;
    expect(first?.cause).toEqual({ kind: 'disk-full', confidence: 'certain', evidence: ['No space left on device'] });
  });

  it('of an end has the key, the severity and the instance of its beginning', () => {
    const began = { ...open('refusals'), instance: { ...open('refusals').instance, tags: { team: 'before' } } };
    const [end] = judgeNotices([began], {}, look({})).changes;
    expect(end).toMatchObject({
      change: 'ended',
      dedupKey: began.dedupKey,
      severity: 'critical',
      since: began.since,
      instance: { tags: { team: 'before' } },
      sentence:
        'Writes to orders-primary are no longer refused by persistence; they had been since 05:40:22 UTC (1 min).',
    });
  });

  const SENTENCES: [string, Seen, NoticeKind[], string][] = [
    [
      'saves fail, writes go on',
      { facts: FAILING_OFF, knowledge: FAILED },
      [],
      'Saves of orders-primary have failed since 05:39:22 UTC; writes go on.',
    ],
    [
      'the AOF alone',
      { facts: { aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF } },
      ['refusals'],
      'The AOF of orders-primary has not been writable since 05:41:22 UTC; writes are refused.',
    ],
    [
      'saves again',
      { knowledge: {} },
      ['saves'],
      'orders-primary saves again; saves had failed since 05:40:22 UTC (1 min).',
    ],
    [
      'an end that is near',
      { facts: GUARD_OFF, override: ends(9) },
      [],
      'The override by oncall-1 on orders-primary ends at 05:50:22 UTC: then Savepoint turns the guard on.',
    ],
    [
      'an end that is near, in vain',
      { facts: FAILING_OFF, override: ends(9) },
      ['saves'],
      'The override by oncall-1 on orders-primary ends at 05:50:22 UTC: saves fail, so the guard would stay off until one succeeds.',
    ],
    [
      'an end that came in vain',
      { facts: FAILING_OFF, override: EXPIRED },
      ['saves'],
      'The override by oncall-1 on orders-primary has been over since 05:36:22 UTC, but saves still fail: the guard stays off so that writes go on.',
    ],
    [
      'an end that Savepoint could not make',
      { facts: GUARD_OFF, override: { ...EXPIRED, expiredWhy: 'NOPERM.' } },
      [],
      'The override by oncall-1 on orders-primary is over, but Savepoint could not turn the guard on: NOPERM.',
    ],
    ['the guard on again', {}, ['override-expired'], 'The guard of orders-primary is on again.'],
    [
      'another end',
      { facts: FAILING_OFF, override: ends(60) },
      ['saves', 'override-expired'],
      'The override on orders-primary has another end now.',
    ],
    [
      'off by policy',
      { facts: GUARD_OFF, instance: { expectedGuard: 'no' } },
      ['guard-left-off'],
      'The guard of orders-primary is off as it should be by its configuration.',
    ],
    [
      'a dump that is a trap',
      { facts: TRAP },
      [],
      'orders-primary: Redis writes its dump to /etc/cron.d/root: that is how intruders use an open Redis. Treat it as compromised.',
    ],
    [
      'an answer again',
      {},
      ['lost'],
      'orders-primary answers again; it had not been readable since 05:40:22 UTC (1 min).',
    ],
  ];
  test.each(SENTENCES)('speaks of %s', (_name, seen, before, sentence) => {
    expect(judgeNotices(before.map(open), {}, look(seen)).changes.map((each) => each.sentence)).toEqual([sentence]);
  });

  it('speaks of what had to hold for a while', () => {
    const held: Held = { lost: { ms: LOST_MS, counts: true }, 'guard-left-off': { ms: LEFT_OFF_MS, counts: true } };
    expect(judgeNotices([], held, look({ latest: PROBLEM })).changes).toMatchObject([
      {
        sentence: 'orders-primary has not been readable since 05:40:21 UTC: Connection refused.',
        since: AT - 61_000,
        cause: null,
        atStake: null,
      },
    ]);
    expect(judgeNotices([], held, look({ facts: GUARD_OFF })).changes.map(({ sentence }) => sentence)).toEqual([
      'The guard of orders-primary has been off for 30 min or longer while saves work: turn it back on.',
    ]);
  });
});
