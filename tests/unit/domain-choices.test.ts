import { describe, expect, it } from 'vitest';
import type { Choices, WayName, WayVerdict } from '../../lib/domain/action/choices';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import type { Cause, CauseKind, Confidence } from '../../lib/domain/save/save';
import { viewInstance, type ViewInput } from '../../lib/domain/state/view-instance';
import { EN } from '../../lib/domain/words/en';
import type { Words } from '../../lib/domain/words/words';
import { ZH } from '../../lib/domain/words/zh';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, sighting, type Patch } from '../support/a-sighting';
import { leftInEnglish } from '../support/catalogue';

type Case = [
  name: string,
  changed: Patch,
  known: Partial<SaveKnowledge>,
  advised: WayName | null,
  verdicts: readonly [wait: WayVerdict, save: WayVerdict, guard: WayVerdict],
  over?: Partial<ViewInput>,
];

function seen(changed: Patch, known: Partial<SaveKnowledge>, over: Partial<ViewInput> = {}, words: Words = EN) {
  const latest = sighting(changed);
  return viewInstance(
    {
      registered: anInstance('redis://127.0.0.1:6379'),
      latest,
      sighting: latest,
      knowledge: { ...NOTHING_KNOWN, lastGoodSaveAt: AT - 240_000, ...known },
      previous: null,
      now: AT,
      staleAfterMs: 5000,
      ...over,
    },
    words,
  );
}

function choices(...args: Parameters<typeof seen>): Choices {
  const told = seen(...args).choices;
  if (told === null) throw new Error('nothing to press');
  return told;
}

const failed = (kind: CauseKind, confidence: Confidence): Partial<SaveKnowledge> => {
  const lastCause: Cause = { kind, confidence, stage: 'child', evidence: [], against: [] };
  return { lastCause, failuresInARow: 1 };
};
const UNSAVED = { lastStatus: 'err', changesSinceLastSave: 182_340 } as const;
const REFUSED = { rdb: UNSAVED, ping: MISCONF_RDB } as const;
const OFF = { guard: { value: 'no' } } as const;
const EVERY_MINUTE = { savePoints: { value: [{ seconds: 60, changes: 1 }] } } as const;
/** From 7.0 on PONG would prove that it refuses nothing, and so does not crash. */
const REPLICA = { server: { role: 'replica' }, rdb: UNSAVED, ping: MISCONF_RDB } as const;
const UNMENDED = ['does-not-help', 'does-not-help', 'helps'] as const;

const CASES: Case[] = [
  ['refused, and the save point is an hour away', REFUSED, {}, 'save', ['does-not-help', 'not-known', 'helps']],
  [
    'refused with nothing changed: never tried again',
    { rdb: { ...UNSAVED, changesSinceLastSave: 0 }, ping: MISCONF_RDB },
    {},
    'save',
    ['does-not-help', 'not-known', 'helps'],
  ],
  ['refused, tried again soon', { ...REFUSED, config: EVERY_MINUTE }, {}, 'wait', ['not-known', 'not-known', 'helps']],
  ['refused, a disk that is full', REFUSED, failed('disk-full', 'certain'), null, UNMENDED],
  ['refused, a limit on the size of files', REFUSED, failed('file-limit', 'certain'), null, UNMENDED],
  ['refused, a directory with the name of the dump', REFUSED, failed('name-taken', 'certain'), null, UNMENDED],
  [
    'refused, a disk that may be full',
    REFUSED,
    failed('disk-full', 'possible'),
    'save',
    ['does-not-help', 'not-known', 'helps'],
  ],
  [
    'refused, a child that was killed',
    REFUSED,
    failed('child-killed', 'certain'),
    'save',
    ['does-not-help', 'not-known', 'helps'],
  ],
  [
    'refused, no memory for the fork, and Redis takes most of it',
    { ...REFUSED, memory: { rssBytes: 12_000_000_000 } },
    failed('fork-memory', 'likely'),
    null,
    UNMENDED,
  ],
  [
    'refused, no memory for the fork then',
    REFUSED,
    failed('fork-memory', 'likely'),
    'save',
    ['does-not-help', 'not-known', 'helps'],
  ],
  [
    'refused after attempt upon attempt, for a reason nobody knows',
    { ...REFUSED, config: EVERY_MINUTE },
    { failuresInARow: 118 },
    null,
    UNMENDED,
  ],
  ['refused, and the directory is gone', { ...REFUSED, config: { dir: { value: '' } } }, {}, null, UNMENDED],
  [
    'refused while a save runs',
    { rdb: { ...UNSAVED, inProgress: true }, ping: MISCONF_RDB },
    {},
    'wait',
    ['not-known', 'does-not-help', 'helps'],
  ],
  [
    'refused where the guard is meant to be off',
    REFUSED,
    {},
    'guard',
    ['does-not-help', 'not-known', 'helps'],
    { registered: anInstance('redis://127.0.0.1:6379', { expectedGuard: 'no' }) },
  ],
  [
    'refused by the AOF',
    { aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF },
    {},
    null,
    ['does-not-help', 'does-not-help', 'does-not-help'],
  ],
  [
    'refused by both',
    { rdb: UNSAVED, aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_RDB },
    {},
    null,
    ['does-not-help', 'does-not-help', 'does-not-help'],
  ],
  [
    'bait: refused, and whether the AOF refuses too is not readable',
    { ...REFUSED, aof: { enabled: null, lastWriteStatus: null } },
    {},
    'save',
    ['does-not-help', 'not-known', 'not-known'],
  ],
  [
    'bait: saves fail with the guard off, and on it refuses at once',
    { rdb: UNSAVED, config: OFF },
    {},
    'save',
    ['does-not-help', 'not-known', 'makes-worse'],
  ],
  [
    'saves fail with the guard off and no save points',
    { rdb: UNSAVED, config: { ...OFF, savePoints: { value: [] } } },
    {},
    'save',
    ['does-not-help', 'not-known', 'does-not-help'],
  ],
  [
    'saves fail, and nothing but INFO is readable',
    { rdb: UNSAVED, config: NO_CONFIG, ping: NO_PING },
    {},
    'save',
    ['not-known', 'not-known', 'not-known'],
  ],
  ['a replica of 7.0 that will crash', REPLICA, {}, 'guard', ['makes-worse', 'not-known', 'helps']],
  [
    'bait: a replica that ignores disk errors does not crash',
    { ...REPLICA, config: { replicaIgnoreDiskWriteErrors: { value: 'yes' } } },
    {},
    'save',
    ['does-not-help', 'not-known', 'does-not-help'],
  ],
  [
    'a replica of 7.0 with its guard off crashes once it is on',
    { ...REPLICA, config: OFF, ping: { kind: 'pong' } },
    {},
    'save',
    ['does-not-help', 'not-known', 'makes-worse'],
  ],
  [
    'bait: a replica of 6.2 does not crash',
    { ...REPLICA, server: { role: 'replica', version: '6.2.16' } },
    {},
    'save',
    ['does-not-help', 'not-known', 'does-not-help'],
  ],
  [
    'a replica of which nobody knows whether it will',
    { ...REPLICA, config: { replicaIgnoreDiskWriteErrors: { value: null, reason: 'NOPERM' } } },
    {},
    null,
    ['not-known', 'not-known', 'helps'],
  ],
  [
    'bait: the guard saves no replica from its AOF',
    { ...REPLICA, aof: { enabled: true, lastWriteStatus: 'err' } },
    {},
    null,
    ['makes-worse', 'does-not-help', 'does-not-help'],
  ],
  [
    'a dump that goes where intruders send it',
    { ...REFUSED, config: { dir: { value: '/root/.ssh' }, dbfilename: { value: 'authorized_keys' } } },
    {},
    null,
    ['does-not-help', 'makes-worse', 'does-not-help'],
  ],
  ['the guard left off while saves work', { config: OFF }, {}, 'guard', ['does-not-help', 'does-not-help', 'helps']],
  [
    'the guard on where it is meant to be off',
    {},
    {},
    'guard',
    ['does-not-help', 'does-not-help', 'helps'],
    { registered: anInstance('redis://127.0.0.1:6379', { expectedGuard: 'no' }) },
  ],
  ['the last save was cancelled', {}, { lastOutcome: 'cancelled' }, 'save', ['helps', 'helps', 'does-not-help']],
  [
    'a save is overdue',
    { rdb: { changesSinceLastSave: 5 }, config: EVERY_MINUTE },
    {},
    'save',
    ['does-not-help', 'helps', 'does-not-help'],
  ],
  [
    'a save hangs',
    { rdb: { inProgress: true, currentSeconds: 900 } },
    { runningSince: AT - 900_000, lastGoodDurationSeconds: 6 },
    'wait',
    ['not-known', 'does-not-help', 'does-not-help'],
  ],
  [
    'a failure that no good save followed',
    {},
    { failureOpenSince: AT - 5000 },
    'save',
    ['not-known', 'helps', 'does-not-help'],
  ],
  [
    'the AOF rewrite fails',
    { aof: { enabled: true, lastRewriteStatus: 'err' } },
    {},
    null,
    ['does-not-help', 'does-not-help', 'does-not-help'],
  ],
  [
    'the first save is not due yet',
    {
      rdb: { lastSaveTime: AT / 1000 - 7200, changesSinceLastSave: 5 },
      config: { savePoints: { value: [{ seconds: 9000, changes: 1 }] } },
    },
    { lastGoodSaveAt: null },
    'wait',
    ['helps', 'helps', 'does-not-help'],
  ],
];

describe('waiting, a save and the guard side by side', () => {
  it.each(CASES)('%s', (_name, changed, known, advised, verdicts, over) => {
    const told = choices(changed, known, over);
    expect(told.ways.map(({ way }) => way)).toEqual(['wait', 'save', 'guard']);
    expect([told.advised, told.ways.map(({ verdict }) => verdict)]).toEqual([advised, verdicts]);
  });

  it.each(CASES)('in Chinese: %s', (_name, changed, known, advised, _verdicts, over) => {
    const [english, chinese] = [choices(changed, known, over), choices(changed, known, over, ZH)];
    expect(chinese.advised).toBe(advised);
    // The reason why a fact is not known comes with it, in the words of the test.
    const sentences = ({ ways, reason }: Choices) =>
      [reason, ...ways.flatMap(({ tells, risks, changes }) => [tells, ...risks, ...changes])].map((text) =>
        text.replace(/(?:CONFIG|PING) is not allowed \(NOPERM\)\.?/g, '…'),
      );
    expect(sentences(chinese)).toHaveLength(sentences(english).length);
    expect(sentences(chinese).flatMap(leftInEnglish)).toEqual([]);
    expect(sentences(chinese).filter((text) => !/[。…]$/.test(text))).toEqual([]);
    expect(sentences(english).filter((text) => !/[.…]$/.test(text))).toEqual([]);
  });

  it.each([
    ['saved', {}, {}],
    ['saving', { rdb: { inProgress: true, currentSeconds: 4 } }, {}],
    ['no-persistence', { config: { savePoints: { value: [] } } }, {}],
    ['loading', { loading: { active: true } }, {}],
    ['unknown', { rdb: { lastStatus: null } }, {}],
    ['unknown', REFUSED, { now: AT + 6000 }],
    ['unreachable', {}, { latest: { kind: 'problem', at: AT, problem: { code: 'refused', message: 'No.' } } }],
    ['no-access', {}, { latest: { kind: 'problem', at: AT, problem: { code: 'auth', message: 'No.' } } }],
  ] as const)('%s: there is nothing to press', (state, changed, over) => {
    expect(seen(changed as Patch, {}, over as Partial<ViewInput>)).toMatchObject({ state, choices: null });
  });
});

describe('what each way changes and risks', () => {
  it('waiting while writes are refused: whatever watches by PING may fail over, as a condition', () => {
    expect(choices(REFUSED, {}).ways[0].risks).toEqual([
      'Where a Sentinel or a load balancer watches this primary by PING, MISCONF counts as dead and it may fail over. INFO does not tell whether one does.',
    ]);
    expect(choices({ rdb: UNSAVED, config: OFF }, {}).ways[0].risks).toEqual([
      'Whatever is written meanwhile is in no snapshot.',
    ]);
  });

  it('a retry that never comes is told with its reason, one far off with its save point', () => {
    expect(choices(REFUSED, {}).ways[0].tells).toContain('(3600 s / 1 change)');
    const never = choices({ rdb: { ...UNSAVED, changesSinceLastSave: 0 }, ping: MISCONF_RDB }, {});
    expect(never.ways[0].tells).toContain('nothing changed since the last save');
  });

  it('a save where memory is short', () => {
    const told = choices({ ...REFUSED, memory: { rssBytes: 12_000_000_000 } }, {}).ways[1];
    expect(told.risks.join(' ')).toContain('Redis uses 12 GB of the host’s 16 GB');
    expect(choices(REFUSED, {}).ways[1].risks.join(' ')).not.toContain('12 GB');
  });

  it('the guard: the value that it would have, what is lost, and the replicas that keep their own', () => {
    const off = choices({ ...REFUSED, replication: { connectedReplicas: 2 } }, {}).ways[2];
    expect(off.value).toBe('no');
    expect(off.changes.join(' ')).toContain('If Redis restarts or the host dies, it is lost.');
    expect(off.risks.join(' ')).toContain('2 replicas keep their own guard');
    const on = choices({ rdb: UNSAVED, config: OFF }, {}).ways[2];
    expect(on).toMatchObject({ value: 'yes', tells: 'Writes will be rejected again at once: snapshots still fail.' });
    expect(choices({ rdb: UNSAVED, config: NO_CONFIG, ping: NO_PING }, {}).ways[2]).toMatchObject({
      value: null,
      changes: [],
    });
  });

  it('with the AOF on, writes without snapshots are in the AOF', () => {
    expect(choices({ ...REFUSED, aof: { enabled: true } }, {}).ways[2].tells).toContain('only in the AOF');
    expect(choices(REFUSED, {}).ways[2].tells).toContain('only in memory');
  });

  it('what cannot be done now is not advised, and says why', () => {
    const readOnly = { registered: anInstance('redis://127.0.0.1:6379', { operator: null }) };
    const told = choices(REFUSED, {}, readOnly);
    expect(told.advised).toBeNull();
    expect(told.reason).toBe(
      'Save now would be the way, but it cannot be done now. Read-only here: this instance is registered without operator credentials.',
    );
    expect(told.ways.map(({ blocked }) => blocked !== null)).toEqual([false, true, true]);
  });
});
