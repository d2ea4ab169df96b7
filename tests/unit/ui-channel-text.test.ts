import { describe, expect, test } from 'vitest';
import { channelText } from '@/components/instances/channel-text';
import type { Instance } from '@/lib/contracts/instance';
import { anInstance } from '../support/an-instance';
import { en as strings } from '@/components/strings/en';

const NOW = '2026-11-22T05:42:00.000Z';
const LINK = 'https://savepoint.example.org/instances/orders-primary';
const HEALTHY = anInstance();

const REFUSING: Partial<Instance> = {
  state: 'rejecting-writes',
  summary: 'Writes are rejected by the snapshot guard: the last save failed.',
  since: '2026-11-22T05:29:10.000Z',
  observedAt: '2026-11-22T05:41:58.000Z',
  writes: { ...HEALTHY.writes, availability: 'rejected', cause: 'rdb', evidence: 'ping' },
  rdb: {
    ...HEALTHY.rdb,
    lastStatus: 'err',
    failuresInARow: 118,
    lastGoodSaveAt: '2026-11-22T05:27:03.000Z',
    changesSinceLastSave: 182_340,
  },
  cause: {
    kind: 'fork-memory',
    confidence: 'possible',
    stage: 'fork',
    stageConfidence: 'likely',
    evidence: ['s3cret-evidence'],
    against: [],
  },
  nextSteps: { short: 'Free memory on the host, then Save now.', steps: [] },
};

const linesOf = (over: Partial<Instance>): string[] => channelText(anInstance(over), NOW, LINK, strings).split('\n');

test('refused writes are told in few lines: which, since when, why, what is at risk, what next, and as of when', () => {
  expect(linesOf(REFUSING)).toEqual([
    '[05:42 UTC] orders-primary refuses writes (production, primary, 10.0.3.14:6379)',
    'Writes: refused since 05:29:10 UTC (MISCONF, proven by PING), guard on',
    'Cause: Fork failed: no child was started (likely) · Reason: No memory to fork (possible)',
    'Snapshots: failing, 118 attempts in a row',
    'Snapshots: last good one at 05:27:03 UTC',
    'At risk: 182,340 changes not in any snapshot. AOF is off.',
    'Next: Free memory on the host, then Save now.',
    `Data of 05:41:58 UTC. ${LINK}`,
  ]);
});

test('a guard that is off is told with who did it and when, without the reason', () => {
  const override = {
    by: 'oncall-1',
    reason: 's3cret-reason',
    since: '2026-11-21T23:31:00.000Z',
    until: { kind: 'none' as const, at: null },
    expiredAt: null,
    expiredWhy: null,
    rewritten: false,
  };
  const lines = linesOf({
    ...REFUSING,
    state: 'not-saving',
    writes: HEALTHY.writes,
    guard: { ...HEALTHY.guard, value: 'no', override },
  });
  expect(lines[0]).toContain('orders-primary does not save, and takes writes');
  expect(lines[1]).toBe('Writes: not refused by persistence, guard off by oncall-1 at 21 Nov 2026 23:31:00 UTC');
});

test('what is not known is told as not known, never as nothing', () => {
  const text = linesOf({
    ...REFUSING,
    writes: { ...HEALTHY.writes, availability: 'unknown', evidence: null },
    rdb: { ...HEALTHY.rdb, lastStatus: 'err', failuresInARow: null, changesSinceLastSave: null },
    exposure: { ...HEALTHY.exposure, aof: 'unknown' },
    cause: {
      kind: 'unknown',
      confidence: 'unknown',
      stage: 'child',
      stageConfidence: 'likely',
      evidence: [],
      against: [],
    },
  });
  expect(text).toContain('Writes: not known');
  expect(text).toContain('Cause: not known (the child ended without a snapshot)');
  expect(text).toContain('Snapshots: failing');
  expect(text).toContain('Snapshots: no good one seen in this run of the process');
  expect(text).toContain('At risk: changes not known not in any snapshot. Whether AOF has them is not known.');
});

test('an instance that does not answer: what follows was last known', () => {
  const lines = linesOf({
    ...REFUSING,
    state: 'unreachable',
    problem: { code: 'refused', message: 'Connection refused.' },
  });
  expect(lines.slice(0, 3)).toEqual([
    '[05:42 UTC] orders-primary does not answer (production, primary, 10.0.3.14:6379)',
    'Why: Connection refused.',
    'What follows was last known, and may be wrong now.',
  ]);
  expect(linesOf({ state: 'unreachable', observedAt: null }).at(-1)).toBe(`It was never read. ${LINK}`);
});

test('an AOF error, a start that was not seen, and a refusal that is only derived are told as such', () => {
  const [, aof] = linesOf({
    ...REFUSING,
    sinceAtLeast: true,
    writes: { ...HEALTHY.writes, availability: 'rejected', cause: 'aof', evidence: 'derived' },
  });
  expect(aof).toBe(
    'Writes: refused because of an AOF error since 05:29:10 UTC or earlier (derived, not proven by PING), guard on',
  );
});

describe('in every state', () => {
  const STATES = [
    'unknown',
    'unreachable',
    'no-access',
    'loading',
    'rejecting-writes',
    'not-saving',
    'at-risk',
    'saving',
    'no-persistence',
    'saved',
  ] as const;
  test.each(STATES)('%s: at most 12 lines, one line each, and nothing that could hold a secret', (state) => {
    const text = channelText(
      anInstance({ ...REFUSING, state, tags: { note: 's3cret-tag' }, name: 'orders\nprimary' }),
      NOW,
      LINK,
      strings,
    );
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
    expect(text).not.toContain('s3cret');
    expect(text).toContain('orders\\u000aprimary');
  });
});
