import { describe, expect, test } from 'vitest';
import type { Facts, Sighting } from '../../lib/domain/observation/observation';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { BLANK_MEMORY, type Memory } from '../../lib/monitor/memory';
import { stillTurn } from '../../lib/monitor/still-turn';
import { takeTurn, type Turn } from '../../lib/monitor/turn';
import { AT, sighting } from '../support/a-sighting';
import { RandomFacts } from '../support/random-facts';
import { seeded } from '../support/rng';

const GAP_MS = 5000;

function turn(memory: Memory, observation: Sighting): Turn {
  let ids = 0;
  return takeTurn({ instanceId: 'a', memory, observation, gapAfterMs: GAP_MS, newId: () => `id-${(ids += 1)}` });
}

/** As a reader gives the next look of a server in which nothing moved but its clock, and how many changes no snapshot has. */
function later(facts: Facts, ms: number, changes: number | null): Sighting {
  const { timeSeconds, timeMs, uptimeSeconds } = facts.server;
  const passed = <T extends number | null>(time: T, by: number) => (time === null ? null : time + by);
  const server = {
    ...facts.server,
    timeSeconds: passed(timeSeconds, Math.floor(ms / 1000)),
    timeMs: passed(timeMs, ms),
    uptimeSeconds: passed(uptimeSeconds, Math.floor(ms / 1000)),
  };
  const rdb = changes === facts.rdb.changesSinceLastSave ? facts.rdb : { ...facts.rdb, changesSinceLastSave: changes };
  return { kind: 'facts', at: AT + ms, facts: { ...facts, server, rdb } };
}

/** The same facts, none of which can be told to be that of before. */
function copied(look: Sighting): Sighting {
  return structuredClone(look);
}

test('a turn in which nothing moved comes to what the closer look finds', () => {
  const random = new RandomFacts(seeded(20261128));
  let still = 0;
  for (let round = 0; round < 800; round += 1) {
    const facts = random.chance(0.5) ? random.facts() : sighting().facts;
    const first = turn(BLANK_MEMORY, { kind: 'facts', at: AT, facts }).memory;
    const knowledge = random.pick([first.knowledge, NOTHING_KNOWN, random.knowledge()]);
    const memory: Memory = { ...first, knowledge, scheduledElsewhere: random.chance(0.2) };
    const next = later(facts, random.pick([0, 900, 1000, 4999, 6000]), random.pick([0, 0, 7, -1, null]));
    if (stillTurn(memory, next, GAP_MS) !== null) still += 1;
    expect(turn(memory, next)).toEqual(turn(memory, copied(next)));
  }
  expect(still).toBeGreaterThan(80);
});

describe('a closer look is taken', () => {
  const first = sighting();
  const memory = turn(BLANK_MEMORY, first).memory;
  const next = later(first.facts, 1000, 5);
  const own = {
    actionId: 'a',
    sentAt: AT,
    reply: 'started',
    actor: 'Ada',
    missedSince: null,
  } as unknown as Memory['own'];

  test('only where something may have happened', () => {
    expect(stillTurn(memory, next, GAP_MS)).not.toBeNull();
  });

  test.each<[string, Memory, Sighting]>([
    ['at first', { ...memory, sighting: null }, next],
    ['after a silence', memory, later(first.facts, GAP_MS + 1, 5)],
    ['while a save of ours is looked for', { ...memory, own }, next],
    [
      'while a change of the guard of ours is looked for',
      { ...memory, ownGuardChange: { actionId: 'a', value: 'no', ended: true } },
      next,
    ],
    ['while writes were refused', { ...memory, refusing: 'rdb' }, next],
    ['while a failure is open', { ...memory, knowledge: { ...memory.knowledge, failureOpenSince: AT } }, next],
    ['where the good save is not known yet', { ...memory, knowledge: NOTHING_KNOWN }, next],
    ...(['replication', 'loading', 'aof', 'forks', 'counters', 'config', 'ping'] as const).map(
      (part): [string, Memory, Sighting] => [
        `where another look was had at ${part}`,
        memory,
        { ...next, facts: { ...next.facts, [part]: { ...next.facts[part] } } },
      ],
    ),
    [
      'where another process answers',
      memory,
      { ...next, facts: { ...next.facts, server: { ...next.facts.server, runId: 'run-b' } } },
    ],
    ['where a save runs', memory, { ...next, facts: { ...next.facts, rdb: { ...next.facts.rdb, inProgress: true } } }],
    [
      'where a save was counted',
      memory,
      { ...next, facts: { ...next.facts, rdb: { ...next.facts.rdb, attempts: 4 } } },
    ],
  ])('%s', (_, from, to) => {
    expect(stillTurn(from, to, GAP_MS)).toBeNull();
  });
});
