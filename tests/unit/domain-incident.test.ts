import { describe, expect, it, test } from 'vitest';
import { followedIncident, openingIncident, type IncidentLook } from '../../lib/domain/incident/follow-incident';
import { failedAttempts, type IncidentDraft } from '../../lib/domain/incident/incident';
import type { Observation } from '../../lib/domain/observation/observation';
import type { Cause } from '../../lib/domain/save/save';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, sighting, type Patch } from '../support/a-sighting';
import { RandomFacts } from '../support/random-facts';
import { seeded } from '../support/rng';

const INSTANCE = anInstance('redis://127.0.0.1:6379');
const GOOD: SaveKnowledge = { ...NOTHING_KNOWN, failuresInARow: 0, lastGoodSaveAt: AT - 240_000 };
const FAILED: SaveKnowledge = { ...GOOD, failuresInARow: 1, failureOpenSince: AT - 400 };
const SAVED: SaveKnowledge = { ...GOOD, lastGoodSaveAt: AT + 9000 };
/** A new process: it knows of no good save of its own. */
const RESTARTED: SaveKnowledge = { ...FAILED, lastGoodSaveAt: null, lastGoodSaveBeforeRunAt: AT - 240_000 };

const ERR: Patch = { rdb: { lastStatus: 'err' } };
const REFUSING: Patch = { ...ERR, ping: MISCONF_RDB };
const OFF: Patch = { config: { guard: { value: 'no' } } };
const BLANK_RUN: Patch = {
  server: { runId: 'run-b', uptimeSeconds: 4 },
  rdb: { lastSaveTime: AT / 1000 - 4, lastDurationSeconds: null },
};
const REPLICA: Patch = { server: { role: 'replica' } };
const AOF_REFUSES: Patch = { aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF };
const AOF_WRITES: Patch = { aof: { enabled: true, lastWriteStatus: 'ok' } };
const PROBLEM: Observation = { kind: 'problem', at: AT + 10_000, problem: { code: 'refused', message: 'Refused.' } };

const look = (changed: Patch, knowledge: SaveKnowledge, at = AT): IncidentLook => ({
  latest: sighting(changed, at),
  before: sighting({}, at - 1000),
  knowledge,
});

describe('an incident opens', () => {
  const cases: [string, IncidentLook, Partial<IncidentDraft> | null][] = [
    ['at nothing that fails', look({}, GOOD), null],
    ['at no look at all', { ...look({}, FAILED), latest: null }, null],
    ['at no answer', { ...look({}, FAILED), latest: PROBLEM }, null],
    ['at a save that was cancelled', look({}, { ...GOOD, lastOutcome: 'cancelled' }), null],
    ['at a failed AOF rewrite', look({ aof: { enabled: true, lastRewriteStatus: 'err' } }, GOOD), null],
    [
      'at a failed save, refused writes with it',
      look(REFUSING, FAILED),
      { openedBy: 'failed-save', refusals: 'rdb', refusedFrom: AT, openedFrom: AT - 1000, openedAt: AT - 400 },
    ],
    [
      'at a failed save while the guard is off',
      look({ ...ERR, ...OFF }, FAILED),
      { refusals: null, refusedFrom: null },
    ],
    [
      'at a failed save of a replica',
      look({ ...ERR, ...REPLICA }, FAILED),
      { openedBy: 'failed-save', refusals: null },
    ],
    [
      'at a failure that a restart hides',
      look(BLANK_RUN, RESTARTED),
      { openedBy: 'failed-save', waitsFor: 'good-save' },
    ],
    [
      'at refusals of the AOF',
      look(AOF_REFUSES, GOOD),
      { openedBy: 'refusals', refusals: 'aof', rdbFailed: false, waitsFor: 'aof', openedAt: AT },
    ],
    [
      'at what was so already at the first look, of which no attempt was counted',
      { ...look(REFUSING, { ...NOTHING_KNOWN, failureOpenSince: AT }), before: null },
      { already: true, openedFrom: AT, openedAt: AT, failedInARow: null },
    ],
  ];

  test.each(cases)('%s', (_name, seen, expected) => {
    const opened = openingIncident(INSTANCE, seen);
    if (expected === null) expect(opened).toBeNull();
    else expect(opened).toMatchObject({ already: false, closedAt: null, ...expected });
  });

  it('with the instance as it is then', () => {
    const { id, name, environment } = INSTANCE;
    expect(openingIncident(INSTANCE, look(ERR, FAILED))).toMatchObject({
      instanceId: id,
      name,
      environment,
      address: '127.0.0.1:6379',
    });
  });
});

const opened = (changed: Patch = REFUSING, knowledge = FAILED): IncidentDraft => {
  const incident = openingIncident(INSTANCE, look(changed, knowledge));
  if (incident === null) throw new Error('It did not open.');
  return incident;
};

describe('an incident of failed saves', () => {
  const LATER = AT + 10_000;
  const cases: [string, Patch, SaveKnowledge, 'yes' | 'no', IncidentDraft['waitsFor']][] = [
    ['closes at a good save with the guard on', {}, SAVED, 'yes', null],
    ['closes at a good save of a replica', REPLICA, SAVED, 'yes', null],
    ['stays while saves fail', REFUSING, FAILED, 'yes', 'good-save'],
    ['stays while saves fail and the guard lets writes in', { ...ERR, ...OFF }, FAILED, 'yes', 'good-save'],
    ['stays after a restart, which turns red into green', BLANK_RUN, RESTARTED, 'yes', 'good-save'],
    ['stays after a restart that took the memory of the failure with it', BLANK_RUN, NOTHING_KNOWN, 'yes', 'good-save'],
    ['stays while the guard is off', OFF, SAVED, 'yes', 'guard-on'],
    ['closes with the guard off where that is what is expected', OFF, SAVED, 'no', null],
    ['stays while the guard cannot be read', { config: NO_CONFIG }, SAVED, 'yes', 'guard-readable'],
    ['closes without a guard to be read where it is to be off', { config: NO_CONFIG }, SAVED, 'no', null],
    [
      'stays while nothing tells whether writes are accepted',
      { aof: { enabled: true, lastWriteStatus: null }, ping: NO_PING },
      SAVED,
      'no',
      'facts',
    ],
    ['stays while the status cannot be read', { rdb: { lastStatus: null } }, SAVED, 'yes', 'facts'],
    ['stays while Redis loads', { loading: { active: true } }, SAVED, 'yes', 'facts'],
    ['stays while writes are refused all the same', { ping: MISCONF_RDB }, SAVED, 'yes', 'writes'],
    ['stays where the AOF refuses writes by now', AOF_REFUSES, SAVED, 'yes', 'aof'],
  ];

  test.each(cases)('%s', (_name, seen, knowledge, expected, waitsFor) => {
    const after = followedIncident(opened(), look(seen, knowledge, LATER), expected);
    expect([after.waitsFor, after.closedAt, after.closedBy]).toEqual(
      waitsFor === null ? [null, LATER, 'good-save'] : [waitsFor, null, null],
    );
  });

  it('is closed by no answer, and says that nothing is known', () => {
    const after = followedIncident(opened(), { ...look({}, SAVED), latest: PROBLEM }, 'yes');
    expect([after.waitsFor, after.closedAt]).toEqual(['facts', null]);
    expect(followedIncident(after, { ...look({}, SAVED), latest: PROBLEM }, 'yes')).toBe(after);
    expect(followedIncident(after, { ...look({}, SAVED), latest: null }, 'yes')).toBe(after);
  });

  it('once closed stays as it is', () => {
    const closed = followedIncident(opened(), look({}, SAVED, LATER), 'yes');
    expect(followedIncident(closed, look(REFUSING, FAILED, LATER + 1), 'yes')).toBe(closed);
  });

  it('is the same value where a look tells nothing new', () => {
    const incident = followedIncident(opened(), look(REFUSING, FAILED, LATER), 'yes');
    expect(followedIncident(incident, look(REFUSING, FAILED, LATER + 1000), 'yes')).toBe(incident);
  });

  it('tells when it saves again, and no more once it fails again; refusals from the first to the last', () => {
    const again = followedIncident(opened(), look(OFF, SAVED, LATER), 'yes');
    expect(again).toMatchObject({ savedAgainAt: AT + 9000, refusedFrom: AT, refusedUntil: LATER });
    const failing = followedIncident(again, look(REFUSING, FAILED, LATER + 5000), 'yes');
    expect(failing).toMatchObject({ savedAgainAt: null, refusedFrom: AT, refusedUntil: null });
    const over = followedIncident(failing, look({}, SAVED, LATER + 9000), 'yes');
    expect(over).toMatchObject({ refusedUntil: LATER + 9000, closedBy: 'good-save' });
  });

  it('adds up the failures of every series', () => {
    const counts = [3, 5, 0, 0, 1, 2].map((failuresInARow) => ({ ...FAILED, failuresInARow }));
    const last = counts.reduce(
      (incident, knowledge, index) => followedIncident(incident, look(REFUSING, knowledge, LATER + index), 'yes'),
      opened(),
    );
    expect(failedAttempts(last)).toBe(7);
  });

  it('knows no number where none was counted', () => {
    const unknown = { ...FAILED, failuresInARow: null };
    const incident = opened(REFUSING, unknown);
    expect(failedAttempts(incident)).toBeNull();
    const counted = followedIncident(incident, look(REFUSING, { ...FAILED, failuresInARow: 2 }, LATER), 'yes');
    expect(failedAttempts(counted)).toBe(2);
    expect(failedAttempts(followedIncident(counted, look(REFUSING, unknown, LATER), 'yes'))).toBe(2);
  });

  it('keeps the cause that is known best', () => {
    const cause = (kind: Cause['kind'], confidence: Cause['confidence']): SaveKnowledge => ({
      ...FAILED,
      lastCause: { kind, confidence, stage: 'child', evidence: [], against: [] },
    });
    const kinds = [cause('unknown', 'unknown'), cause('disk-full', 'likely'), cause('io-error', 'possible'), FAILED];
    const seen: (string | undefined)[] = [];
    kinds.reduce((incident, knowledge, index) => {
      const next = followedIncident(incident, look(REFUSING, knowledge, LATER + index), 'yes');
      seen.push(next.cause?.kind);
      return next;
    }, opened());
    expect(seen).toEqual(['unknown', 'disk-full', 'disk-full', 'disk-full']);
  });
});

describe('an incident of AOF refusals', () => {
  const cases: [string, Patch, IncidentDraft['waitsFor']][] = [
    ['closes when the AOF writes and writes are accepted, whatever the guard', { ...AOF_WRITES, ...OFF }, null],
    ['closes when the AOF was switched off', { aof: { enabled: false, lastWriteStatus: 'err' } }, null],
    ['stays while the AOF cannot write', AOF_REFUSES, 'aof'],
    ['stays while the AOF cannot write, on a replica by now', { ...AOF_REFUSES, ...REPLICA, ping: NO_PING }, 'aof'],
    ['stays while it is not told whether it writes', { aof: { enabled: true, lastWriteStatus: null } }, 'facts'],
    ['stays while writes are refused', { ...AOF_WRITES, ping: MISCONF_AOF }, 'writes'],
  ];

  test.each(cases)('%s', (_name, seen, waitsFor) => {
    const after = followedIncident(opened(AOF_REFUSES, GOOD), look(seen, GOOD, AT + 5000), 'yes');
    expect([after.waitsFor, after.closedBy]).toEqual([waitsFor, waitsFor === null ? 'aof-writes' : null]);
  });

  it('in which a save failed as well takes a good save too', () => {
    const both = followedIncident(
      opened(AOF_REFUSES, GOOD),
      look({ ...AOF_REFUSES, ...ERR }, FAILED, AT + 5000),
      'yes',
    );
    expect(followedIncident(both, look({ ...AOF_WRITES, ...ERR, ...OFF }, FAILED, AT + 6000), 'yes').waitsFor).toBe(
      'good-save',
    );
    expect(followedIncident(both, look(AOF_WRITES, SAVED, AT + 7000), 'yes').closedBy).toBe('good-save');
  });
});

test('whatever Redis says, only a good save with the guard as it should be closes one of failed saves', () => {
  const random = new RandomFacts(seeded(20_261_128));
  const closing = Array.from({ length: 1500 }, () => {
    const latest = random.observation(AT + 5000);
    const knowledge = random.knowledge();
    const expected = random.pick(['yes', 'no'] as const);
    const { closedAt } = followedIncident(opened(), { latest, before: null, knowledge }, expected);
    return { latest, knowledge, expected, isClosed: closedAt !== null };
  }).filter(({ isClosed }) => isClosed);
  expect(closing.length).toBeGreaterThan(20);
  for (const { latest, knowledge, expected } of closing) {
    const facts = latest?.kind === 'facts' ? latest.facts : null;
    expect(facts?.rdb.lastStatus).toBe('ok');
    // A replica takes no writes of clients, whatever it answers.
    if (facts?.server.role !== 'replica') expect(facts?.ping.kind).not.toBe('refused');
    expect(knowledge.failureOpenSince).toBeNull();
    if (expected === 'yes') expect(facts?.config.guard.value).toBe('yes');
  }
});
