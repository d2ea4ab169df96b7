import { describe, expect, it } from 'vitest';
import { soakFleet } from '../../scripts/lib/soak/fleet.mjs';
import { countLog } from '../../scripts/lib/soak/log.mjs';
import { clock, KINDS, planOf, told } from '../../scripts/lib/soak/plan.mjs';

const TARGETS = soakFleet().map(({ member: { name }, kinds }) => ({ name, kinds }));
const SEEDS = [1, 2, 3, 42, 886_599];

const planned = (seed: number, seconds = 3600) => planOf({ seed, seconds, targets: TARGETS });

describe('the plan of a soak', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planned(7)).toEqual(planned(7));
    expect(planned(7)).not.toEqual(planned(8));
  });

  it.each(SEEDS)('has every kind, and each about as often as the others of its sort (seed %i)', (seed) => {
    const counts = new Map<string, number>();
    for (const { kind } of planned(seed)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(Object.keys(KINDS).sort());
    expect(Math.min(...counts.values())).toBeGreaterThan(4);
  });

  it.each(SEEDS)(
    'does to a server only what can be done to it, and lets it recover before the next (seed %i)',
    (seed) => {
      const plan = planned(seed);
      for (const { name, kinds } of TARGETS) {
        const own = plan.filter((each) => each.name === name);
        for (const { kind } of own) expect(kinds).toContain(kind);
        for (const [index, { from }] of own.entries())
          if (index > 0) expect(from - (own[index - 1]?.to ?? NaN)).toBeGreaterThanOrEqual(80);
      }
    },
  );

  it.each(SEEDS)('is in order, and over before the run is (seed %i)', (seed) => {
    const plan = planned(seed);
    expect(plan.map(({ from }) => from)).toEqual(plan.map(({ from }) => from).sort((a, b) => a - b));
    for (const { from, to } of plan) {
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(3590);
    }
  });

  it('of a short run has faults and actions too', () => {
    const kinds = planned(1, 180).map(({ kind }) => kind);
    expect(kinds).toContain('save');
    expect(kinds).toContain('hang');
  });

  it('is told with times, names and what happens', () => {
    expect(told({ from: 65, to: 3725, name: 'plain-01', kind: 'hang' })).toBe(
      `00:01:05–01:02:05  plain-01    ${KINDS.hang}`,
    );
    expect(clock(90_061)).toBe('25:01:01');
  });
});

describe('the log of a soak', () => {
  it('is counted by levels, and what nobody caught by its words', () => {
    const lines = [
      '   ▲ Next.js 16.4.6',
      '{"level":"info","msg":"audit of an error"}',
      '{"level":"warn","msg":"left out"}',
      '{"level":"error","msg":"history could not be kept"}',
      ' ⨯ Error: boom',
      '[cause]: unhandledRejection: boom',
      '',
    ];
    expect(countLog(lines.join('\n'))).toEqual({
      errors: 2,
      unhandled: 1,
      warnings: 1,
      first: [lines[3], lines[4], lines[5]],
    });
  });

  it('that is empty has nothing', () => {
    expect(countLog('')).toEqual({ errors: 0, unhandled: 0, warnings: 0, first: [] });
  });
});
