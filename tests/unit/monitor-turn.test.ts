import { describe, expect, test } from 'vitest';
import type { Observation } from '../../lib/domain/observation/observation';
import { BLANK_MEMORY, parseMemory, type Memory, type OwnBgsaveWatch } from '../../lib/monitor/memory';
import { takeTurn, type Turn } from '../../lib/monitor/turn';
import { AT, sighting, type Patch } from '../support/a-sighting';

let ids = 0;
const newId = (): string => `id-${(ids += 1)}`;

function turn(memory: Memory, observation: Observation): Turn {
  return takeTurn({ instanceId: 'orders-primary', memory, observation, gapAfterMs: 5000, newId });
}

/** What is remembered after one good look. */
const SEEN = turn(BLANK_MEMORY, sighting()).memory;
const at = (ms: number, patch: Patch = {}) =>
  sighting({ ...patch, server: { timeSeconds: Math.floor((AT + ms) / 1000), ...patch.server } }, AT + ms);
const no = { config: { guard: { value: 'no' as const } } };
const problem = (ms: number): Observation => ({
  kind: 'problem',
  at: AT + ms,
  problem: { code: 'unresponsive', message: 'Redis does not answer.' },
});
const told = ({ events }: Turn) => events.map(({ from, to, detail }) => ({ ...detail, from: from - AT, to: to - AT }));

describe('the first look', () => {
  test('begins to watch, and invents no save', () => {
    const first = turn(BLANK_MEMORY, sighting({ rdb: { attempts: 118, lastStatus: 'err' } }));
    expect(first.saves).toEqual([]);
    expect(first.events.map((event) => event.detail.kind)).toContain('watch-started');
  });
});

describe('what is remembered', () => {
  test('what Redis held at a good save stays known while later ones fail', () => {
    const saved = { attempts: 4, lastSaveTime: AT / 1000 + 1 };
    const good = turn(SEEN, at(1000, { rdb: saved, forks: { total: 4, latestUsec: 900 }, memory: { rssBytes: 5e9 } }));
    const failed = { rdb: { ...saved, attempts: 5, lastStatus: 'err' as const }, forks: { total: 5, latestUsec: 901 } };
    const bad = turn(good.memory, at(2000, { ...failed, memory: { rssBytes: 9e9 } }));
    expect([good, bad].map(({ memory }) => memory.knowledge.lastGoodMemoryBytes)).toEqual([5e9, 5e9]);
  });

  test('by a release before is read: what it did not know of yet is not known', () => {
    const { lastGoodMemoryBytes, ...older } = SEEN.knowledge;
    const kept = parseMemory({ at: 0, json: JSON.stringify({ ...SEEN, knowledge: { ...older, failuresInARow: 7 } }) });
    expect(kept.knowledge).toEqual({ ...older, failuresInARow: 7, lastGoodMemoryBytes });
    expect(kept.knowledge.lastGoodMemoryBytes).toBeNull();
  });
});

describe('time without facts', () => {
  test('a short silence is no gap', () => {
    expect(told(turn(SEEN, at(4000)))).toEqual([]);
  });

  test('polls that ended without facts: Redis did not answer', () => {
    const unanswered = turn(turn(SEEN, problem(2000)).memory, problem(6000)).memory;
    expect(told(turn(unanswered, at(7000)))).toEqual([{ kind: 'gap', why: 'no-answer', from: 0, to: 7000 }]);
  });

  test('no poll ended: Savepoint did not poll', () => {
    expect(told(turn(SEEN, at(60_000)))).toEqual([{ kind: 'gap', why: 'savepoint-stopped', from: 0, to: 60_000 }]);
  });

  test('first Redis did not answer, then Savepoint did not poll: two gaps', () => {
    const unanswered = turn(SEEN, problem(10_000)).memory;
    expect(told(turn(unanswered, at(60_000)))).toEqual([
      { kind: 'gap', why: 'no-answer', from: 0, to: 10_000 },
      { kind: 'gap', why: 'savepoint-stopped', from: 10_000, to: 60_000 },
    ]);
  });
});

describe('unsaved changes', () => {
  const changes = (changesSinceLastSave: number) => ({ rdb: { changesSinceLastSave } });

  test('are told by the minute when it is over, and are remembered until then', () => {
    const first = turn(BLANK_MEMORY, at(0, changes(12)));
    const second = turn(first.memory, at(1000, changes(3)));
    expect([first.exposure, second.exposure]).toEqual([[], []]);
    const later = turn(turn(second.memory, problem(30_000)).memory, at(60_000, changes(1)));
    expect(later.exposure).toEqual([{ stepSeconds: 60, at: Math.floor(AT / 60_000) * 60_000, most: 12 }]);
  });
});

describe('a change of the guard', () => {
  const ours = (ended: boolean): Memory => ({
    ...SEEN,
    ownGuardChange: { actionId: 'action-1', value: 'no', ended },
  });

  test('of ours is told as ours, and in no audit entry of somebody else', () => {
    const seen = turn(ours(true), at(1000, no));
    expect(told(seen)).toMatchObject([{ kind: 'guard-changed', actionId: 'action-1' }]);
    expect(seen.outsideChanges).toEqual([]);
    expect(seen.memory.ownGuardChange).toBeNull();
  });

  test('of ours is waited for while the action is open', () => {
    expect(turn(ours(false), at(1000)).memory.ownGuardChange).not.toBeNull();
  });

  test('of ours that a look after its end does not show will not claim a later one from outside', () => {
    const missed = turn(ours(true), at(1000)).memory;
    expect(missed.ownGuardChange).toBeNull();
    const later = turn(missed, at(2000, no));
    expect(told(later)).toMatchObject([{ kind: 'guard-changed', actionId: null }]);
    expect(later.outsideChanges).toHaveLength(1);
  });

  test('of ours went with the process that it was made in', () => {
    const restarted = turn(ours(false), at(1000, { server: { runId: 'run-b', uptimeSeconds: 0 } }));
    expect(restarted.memory.ownGuardChange).toBeNull();
  });

  test('of ours is waited for while the guard cannot be read', () => {
    const unreadable = { config: { guard: { value: null, reason: 'not readable' } } };
    expect(turn(ours(true), at(1000, unreadable)).memory.ownGuardChange).not.toBeNull();
  });
});

describe('a BGSAVE of ours', () => {
  const own = (reply: OwnBgsaveWatch['reply']): Memory => ({
    ...SEEN,
    own: { actionId: 'action-2', actor: 'oncall-1', reply, sentAt: AT + 100, missedSince: null },
  });
  const saved = { rdb: { attempts: 4, lastSaveTime: AT / 1000 + 1 }, forks: { total: 4, latestUsec: 900 } };
  const asked = { counters: { bgsave: { calls: 1, failed: 0, rejected: 0 } } };

  test('is matched to the save that it became', () => {
    const seen = turn(own('started'), at(1000, { ...saved, ...asked }));
    expect(seen.ownSaves).toMatchObject([{ actionId: 'action-2', save: { outcome: 'saved', actor: 'oncall-1' } }]);
    expect(seen.memory.own).toBeNull();
  });

  test('is followed over its running row to its end', () => {
    const running = turn(
      own('started'),
      at(1000, {
        rdb: { attempts: 4, inProgress: true, currentSeconds: 0 },
        forks: { total: 4, latestUsec: 900 },
        ...asked,
      }),
    );
    expect(running.saves).toMatchObject([{ outcome: 'running', trigger: 'operator' }]);
    const ended = turn(
      running.memory,
      at(3000, {
        rdb: { attempts: 4, lastSaveTime: AT / 1000 + 3 },
        forks: { total: 4, latestUsec: 900 },
        ...asked,
      }),
    );
    expect(ended.ownSaves).toMatchObject([
      { actionId: 'action-2', save: { id: running.saves[0]?.id, outcome: 'saved' } },
    ]);
  });

  test('that was scheduled is waited for while Redis holds it back for 5 s after a failed try', () => {
    let memory = own('scheduled');
    for (let ms = 150; ms < 6000; ms += 50) {
      const looked = turn(memory, at(ms, asked));
      expect(looked.ownLost).toBeNull();
      memory = looked.memory;
    }
    const seen = turn(
      memory,
      at(6000, { rdb: { attempts: 4, lastSaveTime: AT / 1000 + 6 }, forks: { total: 4, latestUsec: 900 }, ...asked }),
    );
    expect(seen.ownSaves).toMatchObject([{ actionId: 'action-2', save: { trigger: 'operator', outcome: 'saved' } }]);
  });

  test('that was scheduled is waited for as long as the rewrite takes', () => {
    let memory = own('scheduled');
    for (let ms = 1000; ms < 60_000; ms += 1000) {
      const looked = turn(memory, at(ms, { ...asked, aof: { rewriteInProgress: true } }));
      expect(looked.ownLost).toBeNull();
      memory = looked.memory;
    }
  });

  test('of which Redis shows no trace is given up after ten seconds, however quick or slow the polls are', () => {
    const first = turn(own('no-answer'), at(1000));
    expect(first.ownLost).toBeNull();
    expect(turn(first.memory, at(10_000)).ownLost).toBeNull();
    expect(turn(first.memory, at(11_000))).toMatchObject({ ownLost: 'action-2', memory: { own: null } });
  });
});
