import { describe, expect, it } from 'vitest';
import { causeOfChild } from '../../lib/domain/cause/child-cause';
import { currentCause } from '../../lib/domain/cause/current-cause';
import type { FailureSeen } from '../../lib/domain/cause/failure-seen';
import type { Cause } from '../../lib/domain/save/save';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import { EN } from '../../lib/domain/words/en';
import { causeIn } from '../../lib/domain/words/told';
import { AT, facts, MISCONF_AOF, type Patch } from '../support/a-sighting';
import { RandomFacts } from '../support/random-facts';
import { seeded } from '../support/rng';

const GB = 1_000_000_000;
const GONE = { config: { dir: { value: '' } } } as const;
const AOF_TOO = { aof: { enabled: true, lastWriteStatus: 'err' } } as const;
const WORKED = { lastGoodSaveAt: AT - 240_000 } as const;

function seen(patch: Patch = {}, known: Partial<SaveKnowledge> = {}, rest: Partial<FailureSeen> = {}): FailureSeen {
  return {
    facts: facts(patch),
    knowledge: { ...NOTHING_KNOWN, ...known },
    seconds: null,
    sinceLastTry: null,
    childSeen: false,
    ...rest,
  };
}

/** Names of what speaks for it, then of what speaks against it. */
function signs({ evidence, against }: Cause): readonly (readonly string[])[] {
  const names = (all: Cause['evidence']) => all.map((one) => (typeof one === 'string' ? one : one.told));
  return [names(evidence), names(against)];
}

describe('why a child failed', () => {
  it.each<[string, FailureSeen, Cause['kind'], Cause['confidence']]>([
    ['nothing else is seen', seen(), 'unknown', 'unknown'],
    ['its directory is gone', seen(GONE), 'path-missing', 'likely'],
    ['its directory is gone, and it had written', seen(GONE, {}, { seconds: 8 }), 'path-missing', 'possible'],
    ['the AOF fails beside it', seen(AOF_TOO), 'disk-full', 'possible'],
    ['the AOF fails beside it and Redis names why', seen({ ...AOF_TOO, ping: MISCONF_AOF }), 'disk-full', 'likely'],
    ['what it holds leaves room', seen({ memory: { rssBytes: 11 * GB } }), 'unknown', 'unknown'],
    [
      'what it holds leaves room, but not for what its last save copied',
      seen({ memory: { rssBytes: 11 * GB }, rdb: { lastCowBytes: 3 * GB } }),
      'child-killed',
      'possible',
    ],
    [
      'but it ended before it copied',
      seen(
        { memory: { rssBytes: 11 * GB }, rdb: { lastCowBytes: 3 * GB } },
        { lastGoodDurationSeconds: 40 },
        { seconds: 1 },
      ),
      'unknown',
      'unknown',
    ],
    ['it never worked, in /', seen({ config: { dir: { value: '/' } } }), 'permission', 'possible'],
    ['it worked, in /', seen({ config: { dir: { value: '/' } } }, WORKED), 'unknown', 'unknown'],
    [
      'it worked in / before a restart',
      seen({ config: { dir: { value: '/' } } }, { lastGoodSaveBeforeRunAt: AT }),
      'unknown',
      'unknown',
    ],
  ])('%s', (_name, given, kind, confidence) => {
    expect(causeOfChild(given)).toMatchObject({ kind, confidence, stage: 'child' });
  });

  it('unknown: what speaks for and against what, and which line of the log would tell', () => {
    expect(signs(causeOfChild(seen()))).toEqual([['child-failed', 'never-worked', 'child-log'], []]);
    expect(signs(causeOfChild(seen({}, WORKED)))).toEqual([['child-failed', 'child-log'], ['worked-before']]);
  });

  it('how long it ran tells when in its work it failed, where a good save is long enough to tell', () => {
    const after = (seconds: number | null, good: number | null): readonly string[] =>
      signs(causeOfChild(seen({}, { ...WORKED, lastGoodDurationSeconds: good }, { seconds })))[0] ?? [];
    expect(after(3, null)).toContain('failed-writing');
    expect(after(1, 5)).toContain('failed-at-once');
    for (const [seconds, good] of [
      [1, 4],
      [2, 40],
      [1, null],
      [null, 40],
    ] as const) {
      expect(after(seconds, good)).toEqual(['child-failed', 'child-log']);
    }
  });

  it('a retry as soon as Redis makes one tells that the attempt before took no longer', () => {
    const retried = (sinceLastTry: number | null, failuresInARow: number | null): boolean =>
      signs(causeOfChild(seen({}, { failuresInARow }, { sinceLastTry })))[0]?.includes('tried-again') ?? false;
    expect([retried(6.1, 2), retried(5, 1)]).toEqual([true, true]);
    expect([retried(43, 2), retried(6.1, 0), retried(6.1, null), retried(null, 2), retried(1, 2)]).not.toContain(true);
  });

  it('of random facts it is never certain, and likely only by two signs of one kind', () => {
    const random = new RandomFacts(seeded(20_261_128));
    const likely = new Set<string>();
    for (let round = 0; round < 2000; round += 1) {
      const knowledge = { ...random.knowledge(), lastCause: null };
      const cause = causeOfChild({
        facts: random.facts(),
        knowledge,
        seconds: random.pick([null, 0, 1, 4, 40]),
        sinceLastTry: random.pick([null, 6, 40]),
        childSeen: false,
      });
      expect(cause.confidence).not.toBe('certain');
      if (cause.confidence === 'likely') likely.add((signs(cause)[0] ?? []).join(' '));
    }
    expect([...likely].sort()).toEqual(['child-failed aof-fails-too aof-named', 'child-failed dir-empty']);
  });
});

describe('a directory that is gone, and the last attempt', () => {
  const now = (lastCause: Cause | null) =>
    currentCause(facts({ rdb: { lastStatus: 'err' }, ...GONE }), { ...NOTHING_KNOWN, lastCause });

  it('failed in its child, or was not seen: likely', () => {
    expect(now(null)).toMatchObject({ kind: 'path-missing', confidence: 'likely', stage: null });
    expect(now(causeOfChild(seen()))).toMatchObject({ kind: 'path-missing', confidence: 'likely' });
    expect(now(causeOfChild(seen(GONE)))).toEqual(causeOfChild(seen(GONE)));
  });

  it('had its fork refused: that is why it failed, so the directory is only possible, and no child is told of', () => {
    const fork: Cause = { kind: 'unknown', confidence: 'unknown', stage: 'fork', evidence: [], against: [] };
    const told = now(fork);
    expect(told).toMatchObject({ kind: 'path-missing', confidence: 'possible', stage: null });
    expect(told && causeIn(told, EN)).toMatchObject({
      evidence: [expect.stringMatching(/^INFO says/), expect.stringMatching(/^CONFIG GET dir is empty/)],
      against: [expect.stringContaining('its fork was refused')],
    });
  });
});
