import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { growthAfter, GROWTH_UNKNOWN } from '../../lib/domain/state/exposure-growth';
import { viewExposure } from '../../lib/domain/state/view-exposure';
import { EN } from '../../lib/domain/words/en';
import { AT, NO_CONFIG, sighting, type Patch } from '../support/a-sighting';

/** A look at this second, with so many changes (null: they could not be read). */
type Look = readonly [second: number, changes: number | null, over?: Patch];

/** What is told of the growth after these looks. */
function growth(...looks: readonly Look[]): number | null {
  return looks.reduce((known, [second, changesSinceLastSave, over = {}]) => {
    const look = sighting({ ...over, rdb: { lastSaveTime: 1, changesSinceLastSave, ...over.rdb } });
    return growthAfter(known, look, second * 1000);
  }, GROWTH_UNKNOWN).told;
}

describe('how fast changes come that no snapshot has', () => {
  it.each([
    ['one look tells nothing', [[0, 100]], null],
    [
      'two looks within ten seconds neither',
      [
        [0, 100],
        [5, 200],
      ],
      null,
    ],
    [
      'by the minute',
      [
        [0, 100],
        [10, 120],
      ],
      120,
    ],
    [
      'none come',
      [
        [0, 100],
        [10, 100],
      ],
      0,
    ],
    [
      'bait: one in a minute is not none',
      [
        [0, 100],
        [50, 101],
      ],
      1,
    ],
    [
      'bait: nor is one in three',
      [
        [0, 100],
        [200, 101],
      ],
      1,
    ],
    [
      'with two figures',
      [
        [0, 0],
        [10, 20_561],
      ],
      120_000,
    ],
    [
      'bait: a save begins it anew',
      [
        [0, 100],
        [10, 120],
        [11, 130, { rdb: { lastSaveTime: 2 } }],
      ],
      null,
    ],
    [
      'bait: so does another process',
      [
        [0, 100],
        [10, 120, { server: { runId: 'run-b' } }],
      ],
      null,
    ],
    [
      'bait: a count that went down is no growth below nothing',
      [
        [0, 100],
        [10, 5],
      ],
      null,
    ],
    [
      'not readable is not known',
      [
        [0, 100],
        [10, null],
        [20, 300],
      ],
      null,
    ],
    [
      'what came longer ago than a minute does not count',
      [
        [0, 0],
        [10, 60_000],
        [65, 60_000],
        [75, 60_000],
      ],
      0,
    ],
  ] as const)('%s', (_name, looks, told) => {
    expect(growth(...(looks as readonly Look[]))).toBe(told);
  });

  it('a look without an answer ends what was known', () => {
    const known = growthAfter(GROWTH_UNKNOWN, sighting(), 0);
    const problem = { kind: 'problem', at: AT, problem: { code: 'timeout', message: 'No.' } } as const;
    expect(growthAfter(known, problem, 1000)).toEqual(GROWTH_UNKNOWN);
  });

  it('does not move with every look', () => {
    expect(growth([0, 0], [10, 20], [11, 22], [12, 25])).toBe(120);
  });
});

const told = (changed: Patch, growsPerMinute: number | null = 7) => {
  const look = sighting(changed);
  return viewExposure(look, look.facts, { knowledge: NOTHING_KNOWN, growsPerMinute }, EN);
};

describe('what a crash would lose', () => {
  it.each([
    [{ enabled: false }, 'everysec', 'none'],
    [{ enabled: true, lastWriteStatus: 'ok' }, 'always', 'every'],
    [{ enabled: true, lastWriteStatus: 'ok' }, 'everysec', 'second'],
    [{ enabled: true, lastWriteStatus: 'ok' }, 'no', 'system'],
    [{ enabled: true, lastWriteStatus: 'ok' }, null, 'on'],
    [{ enabled: true, lastWriteStatus: 'err' }, 'always', 'partly'],
    [{ enabled: true, lastWriteStatus: null }, 'always', 'unknown'],
    [{ enabled: null }, 'always', 'unknown'],
  ] as const)('with the AOF %j and appendfsync %s: %s', (aof, fsync, cover) => {
    const appendFsync = fsync === null ? NO_CONFIG.appendFsync : { value: fsync };
    expect(told({ aof, config: { appendFsync } }).aof).toBe(cover);
  });

  it('facts of an older release, which did not read appendfsync, are not known to be on disk', () => {
    const { facts } = sighting({ aof: { enabled: true } });
    const { guard, savePoints, dir, dbfilename, replicaIgnoreDiskWriteErrors } = facts.config;
    const config = { guard, savePoints, dir, dbfilename, replicaIgnoreDiskWriteErrors };
    expect(viewExposure(null, { ...facts, config }, { knowledge: NOTHING_KNOWN }, EN)).toMatchObject({
      aof: 'on',
      growsPerMinute: null,
      nextSaveAt: null,
      nextSaveReason: 'Not known: Redis was not read just now.',
    });
  });

  it.each([
    ['due by a save point', { rdb: { changesSinceLastSave: 5 } }, AT - 240_000 + 3_601_000, null],
    ['nothing changed', {}, null, 'None is due before 1 change.'],
    [
      'bait: the soonest of those that are reached',
      {
        rdb: { changesSinceLastSave: 5 },
        config: {
          savePoints: {
            value: [
              { seconds: 60, changes: 10_000 },
              { seconds: 300, changes: 5 },
              { seconds: 3600, changes: 1 },
            ],
          },
        },
      },
      AT - 240_000 + 301_000,
      null,
    ],
    ['no save points', { config: { savePoints: { value: [] } } }, null, 'None is due: no save points are set.'],
    ['one runs', { rdb: { inProgress: true } }, null, 'A save is running.'],
    ['not readable', { config: NO_CONFIG }, null, /^Not known: the save points cannot be read\./],
    ['the clock not told', { rdb: { changesSinceLastSave: 5 }, server: { timeSeconds: null } }, null, /^Not known/],
    [
      'after a failure: the retry',
      { rdb: { lastStatus: 'err', changesSinceLastSave: 5 } },
      AT - 240_000 + 3_601_000,
      null,
    ],
  ] as const)('the next save: %s', (_name, changed, at, reason) => {
    const { nextSaveAt, nextSaveReason } = told(changed as Patch);
    expect(nextSaveAt).toBe(at);
    if (reason === null) expect(nextSaveReason).toBeNull();
    else expect(nextSaveReason).toMatch(reason);
  });

  it('grows as it was told', () => expect(told({}).growsPerMinute).toBe(7));
});
