import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinLog, type Joined, type JoinInput, type KnownRow } from '../../lib/domain/redis-log/joined';
import { LogFeed } from '../../lib/domain/redis-log/log-feed';
import { causeUntilRead } from '../../lib/domain/redis-log/log-row';
import { failuresRecounted } from '../../lib/domain/redis-log/recount';
import type { Cause, Save } from '../../lib/domain/save/save';
import { aSave } from '../support/store-samples';

const FOLDER = join(import.meta.dirname, '../fixtures/logs');
const MIB = 1_048_576;

/** What a log tells, its wall taken for Greenwich. */
function toldBy(text: string, now = Date.UTC(2026, 10, 28)): JoinInput['told'] {
  const feed = new LogFeed();
  return text.split('\n').flatMap((line) => [...feed.add(line, now)]);
}

const fixture = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

function joined(told: JoinInput['told'], rows: readonly (Save | KnownRow)[], more: Partial<JoinInput> = {}): Joined {
  let made = 0;
  return joinLog({
    instanceId: 'orders-primary',
    told,
    rows: rows.map((row) => ('save' in row ? row : { save: row, key: null })),
    gaps: [],
    slackMs: 5000,
    newId: () => `new-${(made += 1)}`,
    ...more,
  });
}

/** The rows without those that were not touched, oldest first, in a few words. */
function inWords({ rows }: Joined): string[] {
  return rows
    .map(({ save }) => save)
    .sort((a, b) => (a.endedAt ?? a.startedAt ?? 0) - (b.endedAt ?? b.startedAt ?? 0))
    .map(({ id, outcome, source, attempts, cause }) =>
      [id, outcome, source, attempts > 1 ? `×${attempts}` : null, cause?.kind, cause?.confidence]
        .filter((word) => word !== null && word !== undefined)
        .join(' '),
    );
}

const LIKELY_FORK: Cause = {
  kind: 'unknown',
  confidence: 'unknown',
  stage: 'fork',
  evidence: [{ told: 'no-child' }],
  against: [],
};

const failed = (id: string, endedAt: number, changes: Partial<Save> = {}): Save =>
  aSave(id, {
    outcome: 'failed',
    snapshotWritten: false,
    startedAt: endedAt,
    endedAt,
    durationSeconds: null,
    trigger: 'unknown',
    cowBytes: null,
    cause: LIKELY_FORK,
    ...changes,
  });

const untold = (id: string, endedAt: number, changes: Partial<Save> = {}): Save =>
  failed(id, endedAt, { outcome: 'unknown', note: 'Failed or cancelled.', ...changes });

describe('the incident of 2017, polled every second', () => {
  const at = (clock: string): number => Date.parse(`2017-09-17T${clock}Z`);
  const told = toldBy(fixture('incident-2017-redis.log'), at('06:13:11.500'));
  const rows = [
    aSave('s-1', {
      startedAt: at('06:06:30.000'),
      endedAt: at('06:12:04.000'),
      durationSeconds: 334,
      cowBytes: null,
      trigger: 'unknown',
    }),
    failed('s-2', at('06:13:05.900')),
    failed('s-3', at('06:13:11.900')),
  ];

  it('is the same three saves, exactly: 334.8 s with 47 MB copied, and two forks that memory was refused for', () => {
    const found = joined(told, rows).rows.map(({ save }) => save);
    expect(found.find(({ id }) => id === 's-1')).toMatchObject({
      outcome: 'saved',
      startedAt: at('06:06:30.088'),
      endedAt: at('06:12:04.842'),
      durationSeconds: 334.8,
      cowBytes: 47 * MIB,
      trigger: 'save-point',
      source: 'observed',
    });
    const cause = { kind: 'fork-memory', confidence: 'certain', stage: 'fork' };
    expect(found.find(({ id }) => id === 's-2')).toMatchObject({ endedAt: at('06:13:05.110'), cause });
    expect(found.find(({ id }) => id === 's-3')).toMatchObject({
      endedAt: at('06:13:11.052'),
      cause: {
        ...cause,
        evidence: [{ told: 'log-line', said: expect.stringContaining('Cannot allocate'), line: null }],
      },
    });
    expect(found).toHaveLength(3);
  });

  it('is told by the log alone where nobody watched', () => {
    expect(inWords(joined(told, []))).toEqual([
      'new-1 saved log',
      'new-2 failed log fork-memory certain',
      'new-3 failed log fork-memory certain',
    ]);
  });

  it('adds only what was not observed', () => {
    expect(inWords(joined(told, rows.slice(2)))).toEqual([
      'new-1 saved log',
      'new-2 failed log fork-memory certain',
      's-3 failed observed fork-memory certain',
    ]);
  });

  it('changes nothing when it is read again', () => {
    const once = joined(told, rows).rows;
    expect(joined(told, once)).toEqual({ rows: [], contradicted: 0, recounts: [] });
  });

  it('takes the place of attempts that were only counted, and the last one keeps the id', () => {
    const counted = untold('s-2', at('06:13:12.000'), {
      startedAt: at('06:13:02.000'),
      attempts: 2,
      source: 'counted',
    });
    expect(inWords(joined(told.slice(1), [counted]))).toEqual([
      'new-1 failed log fork-memory certain',
      's-2 failed log fork-memory certain',
    ]);
  });

  it('leaves those counted that the log does not tell of', () => {
    const counted = untold('s-2', at('06:13:12.000'), {
      startedAt: at('06:13:02.000'),
      attempts: 5,
      source: 'counted',
    });
    expect(inWords(joined(told.slice(1), [counted]))).toEqual([
      'new-1 failed log fork-memory certain',
      'new-2 failed log fork-memory certain',
      's-2 unknown counted ×3 unknown unknown',
    ]);
  });
});

describe('every log of the fixtures', () => {
  it.each([
    'redis-2.8.24-auto-retry.log',
    'redis-7.0.15-auto-retry.log',
    'redis-7.0.15-child-killed.log',
    'redis-7.0.15-fork-enomem.log',
  ])('%s, with every save observed as unknown, gives the outcomes of the log and no row more', (name) => {
    const told = toldBy(fixture(name));
    const rows = told.map(({ save }, n) => untold(`s-${n}`, (save.endedAt ?? 0) + 50));
    const found = joined(told, rows).rows.map(({ save }) => save);
    expect(found.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    const outcomes = rows.map(({ id }) => found.find((save) => save.id === id)?.outcome);
    expect(outcomes).toEqual(told.map(({ save }) => save.outcome));
    expect(found.filter(({ outcome, cause }) => outcome === 'failed' && cause?.confidence !== 'certain')).toEqual([]);
    expect(
      found.filter(({ note, snapshotWritten, outcome }) => note !== null || snapshotWritten !== (outcome === 'saved')),
    ).toEqual([]);
  });
});

describe('failures that were counted', () => {
  const end = Date.UTC(2026, 10, 22, 5, 44, 11, 505);
  const line = (ms: number, message: string): string =>
    `1:M ${new Date(end + ms).toISOString().replace('Z', '+00:00')} * ${message}`;
  const CANCELLED = 'Background saving terminated by signal 10';
  const FAILED = 'Background saving error';

  it('are fewer by what the log tells to be cancelled, and stay as they are where it failed', () => {
    const told = toldBy([line(0, CANCELLED), line(60_000, FAILED)].join('\n'));
    const rows = [untold('s-1', end + 50), untold('s-2', end + 60_050), failed('s-3', end + 120_000)];
    expect(joined(told, rows).recounts).toEqual([{ at: end, by: -1 }]);
  });

  it('are fewer by each of several of which only the number was known', () => {
    const counted = untold('s-1', end + 9000, { startedAt: end - 1000, attempts: 4, source: 'counted' });
    const told = toldBy([line(0, CANCELLED), line(3000, FAILED), line(6000, CANCELLED)].join('\n'));
    expect(joined(told, [counted]).recounts).toEqual([
      { at: end, by: -1 },
      { at: end + 6000, by: -1 },
    ]);
  });

  it('are one more where it failed beside a good one', () => {
    const beside = untold('s-1', end + 50, { snapshotWritten: null });
    expect(joined(toldBy(line(0, FAILED)), [beside]).recounts).toEqual([{ at: end, by: 1 }]);
  });

  it.each([
    ['none since the last good save', 3, end + 1, 0],
    ['those since the last good save', 3, end - 1, -1],
    ['never all of them: the last one failed', 1, null, 0],
    ['none where there is none', 0, null, 0],
    ['none where they were not counted', null, null, 0],
  ] as const)('are changed by %s', (_name, failuresInARow, lastGoodSaveAt, by) => {
    expect(failuresRecounted({ failuresInARow, lastGoodSaveAt }, [{ at: end, by: -1 }])).toBe(by);
  });
});

describe('two that tell of one save', () => {
  const END = Date.UTC(2026, 10, 22, 5, 44, 11, 505);
  const CANCELLED = toldBy(
    '12:M 22 Nov 2026 05:44:11.305 * Background saving started by pid 77\n12:M 22 Nov 2026 05:44:11.505 # Background saving terminated by signal 10',
  );
  const FAILED = toldBy('12:M 22 Nov 2026 05:44:11.505 # Background saving error');

  it('a cancelled save that counters could not tell from a failed one becomes cancelled, without a cause', () => {
    const [row] = joined(CANCELLED, [untold('s-1', END + 300)]).rows;
    expect(row?.save).toMatchObject({
      id: 's-1',
      outcome: 'cancelled',
      cause: null,
      note: null,
      snapshotWritten: false,
    });
  });

  it('the line is kept without what steers a terminal', () => {
    const told = toldBy(
      "12:M 22 Nov 2026 05:44:11.505 # Can't save in background: fork: Cannot allocate memory\u001b[31m",
    );
    const said = expect.stringMatching(/memory\\u001b\[31m$/);
    expect(joined(told, []).rows).toMatchObject([{ save: { cause: { evidence: [{ told: 'log-line', said }] } } }]);
  });

  it('what was concluded of the cause stays where the log names none', () => {
    const known: Cause = {
      kind: 'path-missing',
      confidence: 'likely',
      stage: null,
      evidence: [{ told: 'dir-empty' }],
      against: [],
    };
    const [row] = joined(FAILED, [failed('s-1', END + 300, { cause: known })]).rows;
    expect(row?.save.cause).toEqual({ ...known, stage: 'child' });
  });

  it('who asked for it, and the figure of INFO, stay as they were observed', () => {
    const row = failed('s-1', END + 300, { trigger: 'operator', actor: 'oncall-1', actionId: 'a-1', cowBytes: 4711 });
    expect(joined(FAILED, [row]).rows).toMatchObject([
      { save: { trigger: 'operator', actor: 'oncall-1', actionId: 'a-1', cowBytes: 4711 } },
    ]);
  });

  it('what was observed stands where the log says the contrary, and no row is added for it', () => {
    const row = aSave('s-1', { startedAt: END - 1000, endedAt: END });
    expect(joined(FAILED, [row])).toEqual({ rows: [], contradicted: 1, recounts: [] });
  });

  it('are told apart where the other save lies nearer', () => {
    const rows = [aSave('s-1', { startedAt: END - 1000, endedAt: END }), failed('s-2', END + 600)];
    expect(inWords(joined(FAILED, rows))).toEqual(['s-2 failed observed unknown unknown']);
  });

  it('go together over a gap, at whose end the attempt was first seen', () => {
    const row = failed('s-1', END + 60_000);
    expect(inWords(joined(FAILED, [row]))).toEqual(['new-1 failed log unknown unknown']);
    const gaps = [{ from: END - 1000, to: END + 60_000 }];
    expect(inWords(joined(FAILED, [row], { gaps }))).toEqual(['s-1 failed observed unknown unknown']);
  });

  it('a save that has no end in the log is no second one', () => {
    const told = toldBy(
      '12:M 22 Nov 2026 05:44:11.305 * Background saving started by pid 77\n13:C 22 Nov 2026 05:45:00.000 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
    );
    const row = aSave('s-1', { startedAt: END - 600, endedAt: END, durationSeconds: 1 });
    expect(joined(told, [row]).rows).toMatchObject([{ save: { id: 's-1', outcome: 'saved', endedAt: END } }]);
    expect(inWords(joined(told, []))).toEqual(['new-1 unknown log']);
  });

  it('go together by the look that saw them, not by the one before that lies nearer', () => {
    const cancelled = '12:M 22 Nov 2026 05:44:12.020 # Background saving terminated by signal 10';
    const told = [...FAILED, ...toldBy(cancelled)];
    const rows = [untold('s-1', END + 495), untold('s-2', END + 1495)];
    expect(inWords(joined(told, rows))).toEqual(['s-1 failed observed unknown unknown', 's-2 cancelled observed']);
  });

  it('a save that still runs is left alone', () => {
    const running = untold('s-1', END, { outcome: 'running', endedAt: null });
    expect(inWords(joined(FAILED, [running]))).toEqual(['new-1 failed log unknown unknown']);
  });
});

describe('the cause until the log is read further', () => {
  const named: Cause = {
    kind: 'disk-full',
    confidence: 'certain',
    stage: 'child',
    evidence: [{ told: 'log-line', said: 'x', line: null }],
    against: [],
  };
  const child: Cause = { ...LIKELY_FORK, stage: 'child' };

  it.each<[string, Cause | null, Cause | null, Cause | null]>([
    ['is the named one while it fails at the same stage', named, child, named],
    ['is the named one while the stage is not known', named, { ...child, stage: null }, named],
    ['is a new one where it fails at another stage', named, LIKELY_FORK, LIKELY_FORK],
    ['ends with the failure', named, null, null],
    ['is what counters tell where no log named any', child, LIKELY_FORK, LIKELY_FORK],
  ])('%s', (_name, before, after, expected) => {
    expect(causeUntilRead(before, after)).toEqual(expected);
  });
});
