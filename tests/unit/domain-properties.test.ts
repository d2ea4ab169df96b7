import { describe, expect, it } from 'vitest';
import { instanceState } from '../../lib/domain/state/instance-state';
import type { Facts, Sighting } from '../../lib/domain/observation/observation';
import type { Plan } from '../../lib/domain/action/plan';
import { planOf } from '../../lib/domain/action/plan-of';
import { viewInstance, type ViewInput } from '../../lib/domain/state/view-instance';
import { writeAvailability } from '../../lib/domain/state/write-availability';
import { anInstance } from '../support/a-registered-instance';
import { AT } from '../support/a-sighting';
import { RandomFacts } from '../support/random-facts';
import { seeded } from '../support/rng';

const ROUNDS = 5000;
const SEED = 20_261_114;
const STALE_AFTER_MS = 5000;

function input(random: RandomFacts): ViewInput {
  const latest = random.observation(AT - random.pick([0, 900, 4900, 6000]));
  const old: Sighting | null = random.chance(0.5) ? { kind: 'facts', at: AT - 9000, facts: random.facts() } : null;
  return {
    registered: anInstance('redis://127.0.0.1:6379', random.chance(0.2) ? { operator: null } : {}),
    latest,
    sighting: latest?.kind === 'facts' ? latest : old,
    before: random.chance(0.5) ? old : null,
    knowledge: random.knowledge(),
    previous: null,
    now: AT,
    staleAfterMs: STALE_AFTER_MS,
  };
}

const inputs = (() => {
  const random = new RandomFacts(seeded(SEED));
  return Array.from({ length: ROUNDS }, () => input(random));
})();

/** Paths of everything in a value that is no proper JSON: NaN, infinite, undefined. */
function improper(value: unknown, path = ''): string[] {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => improper(part, `${path}.${name}`));
}

/** All facts that a set of facts with unknown parts may really be: every unknown bit that decides refusal, both ways. */
function completions(facts: Facts): { rdb: boolean; aof: boolean }[] {
  const either = <T>(value: T | null, all: readonly T[]): readonly T[] => (value === null ? all : [value]);
  const points = facts.config.savePoints.value;
  const old = /^[24]\./.test(facts.server.version ?? '') && facts.server.software === 'redis';
  const generation = facts.server.software === null || !/^\d/.test(facts.server.version ?? '') ? [true, false] : [old];
  const generations = facts.server.software === 'valkey' ? [false] : generation;
  return either(facts.config.guard.value, ['yes', 'no'] as const).flatMap((guard) =>
    either(points === null ? null : points.length > 0, [true, false]).flatMap((set) =>
      either(facts.rdb.lastStatus, ['ok', 'err'] as const).flatMap((status) =>
        either(facts.aof.enabled, [true, false]).flatMap((enabled) =>
          either(facts.aof.lastWriteStatus, ['ok', 'err'] as const).flatMap((write) =>
            generations.map((outlives) => ({
              rdb: guard === 'yes' && set && status === 'err',
              aof: write === 'err' && (enabled || outlives),
            })),
          ),
        ),
      ),
    ),
  );
}

const BAD_WORDS = /NaN|undefined|null|Infinity|\bERR\b|[Oo]ops|[Aa]re you sure/;

function plansOf({ registered, sighting, knowledge }: ViewInput): Plan[] {
  if (sighting === null) return [];
  return REQUESTS.map((request) => planOf({ request, registered, sighting, knowledge }));
}

const REQUESTS = [
  { action: 'bgsave', value: null },
  { action: 'set-stop-writes', value: 'no' },
  { action: 'set-stop-writes', value: 'yes' },
] as const;

const primaries = inputs.flatMap(({ latest }) =>
  latest?.kind === 'facts' && latest.facts.server.role === 'master' ? [latest.facts] : [],
);

describe(`${ROUNDS} random observations (seed ${SEED})`, () => {
  it('are all viewed and planned for, without NaN, infinity or undefined, and without these words in a sentence', () => {
    const wrong = inputs.flatMap((given) => {
      const view = viewInstance(given);
      const words = view.summary.length < 6 || BAD_WORDS.test(view.summary) ? [view.summary] : [];
      return [...improper(view), ...words, ...plansOf(given).flatMap((plan) => improper(plan))];
    });
    expect(wrong).toEqual([]);
  });

  it('are planned for without a figure that is none', () => {
    const texts = inputs.flatMap((given) => plansOf(given).map((plan) => JSON.stringify(plan.checks)));
    expect(texts.filter((text) => /NaN|undefined|Infinity/.test(text))).toEqual([]);
  });

  it('give times between 1970 and 2100 only', () => {
    const times = inputs.flatMap((given) => {
      const { server, rdb, save } = viewInstance(given);
      return [server.startedAt, rdb.lastGoodSaveAt, rdb.nextRetryAt, save?.startedAt ?? null];
    });
    const outside = times.filter((time) => time !== null && !(time >= 0 && time <= Date.UTC(2100, 0, 1)));
    expect(outside).toEqual([]);
    expect(times.filter((time) => time !== null).length).toBeGreaterThan(ROUNDS);
  });

  it('are never calm when a required fact is missing, stale or an error', () => {
    let calm = 0;
    for (const given of inputs) {
      const { state } = viewInstance(given);
      if (!['saved', 'saving', 'no-persistence'].includes(state)) continue;
      calm += 1;
      const { latest } = given;
      expect(latest?.kind).toBe('facts');
      if (latest?.kind !== 'facts') continue;
      expect(given.now - latest.at).toBeLessThanOrEqual(STALE_AFTER_MS);
      const { server, loading, rdb, aof, ping } = latest.facts;
      expect([server.role === null, loading.active, rdb.lastStatus]).toEqual([false, false, 'ok']);
      expect([rdb.inProgress, rdb.changesSinceLastSave, aof.enabled]).not.toContain(null);
      if (server.role === 'master') expect(ping.kind).not.toBe('refused');
      if (aof.enabled === true) expect([aof.lastWriteStatus, aof.lastRewriteStatus]).toEqual(['ok', 'ok']);
    }
    expect(calm).toBeGreaterThan(100);
  });

  it('reject writes only on a primary with proof or with all the bits that refuse: never for err alone', () => {
    let rejecting = 0;
    for (const given of inputs) {
      const { state, writes } = viewInstance(given);
      expect(state === 'rejecting-writes' && writes.availability !== 'rejected').toBe(false);
      if (state !== 'rejecting-writes' || given.latest?.kind !== 'facts') continue;
      rejecting += 1;
      const { facts } = given.latest;
      expect(facts.server.role).toBe('master');
      const refused = completions(facts).every(({ rdb, aof }) => rdb || aof);
      expect(facts.ping.kind === 'refused' || refused).toBe(true);
    }
    expect(rejecting).toBeGreaterThan(200);
  });

  it('without PING, tell exactly what every completion of the unknown bits agrees on', () => {
    const seen = new Set<string>();
    for (const facts of primaries) {
      const blind: Facts = { ...facts, ping: { kind: 'unknown', reason: 'No.' } };
      const outcomes = new Set(completions(blind).map(({ rdb, aof }) => rdb || aof));
      const agreed =
        outcomes.size === 2 || facts.loading.active === true ? 'unknown' : outcomes.has(true) ? 'rejected' : 'accepted';
      expect(writeAvailability(blind).availability).toBe(agreed);
      seen.add(agreed);
    }
    expect(seen.size).toBe(3);
  });

  it('meet all ten states', () => {
    const states = new Set(
      inputs.map((given) => instanceState({ ...given, before: null, expectedGuard: 'yes', override: null }).state),
    );
    expect(states.size).toBe(10);
  });
});
