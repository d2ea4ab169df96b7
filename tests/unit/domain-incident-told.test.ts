import { describe, expect, it, test } from 'vitest';
import type { Incident } from '../../lib/domain/incident/incident';
import { channelSummary, incidentSentence, tellIncident } from '../../lib/domain/incident/tell-incident';
import type { Cause } from '../../lib/domain/save/save';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { anIncident } from '../support/an-incident';
import { leftInEnglish } from '../support/catalogue';
import { T0 } from '../support/store-samples';
import { viewOf } from '../support/stub-savepoint';

const NOW = T0 + 720_000;
const CAUSE: Cause = { kind: 'fork-memory', confidence: 'likely', stage: 'fork', evidence: [], against: [] };
const REFUSING = anIncident(12, { cause: CAUSE, failedInARow: 118 });
const WAITING = anIncident(12, {
  savedAgainAt: T0 + 60_000,
  refusedUntil: T0 + 61_000,
  waitsFor: 'guard-on',
  failedInARow: 0,
  failedBefore: 9,
});
const CLOSED: Incident = { ...WAITING, waitsFor: null, closedAt: T0 + 90_000, closedBy: 'good-save' };
const AOF = { openedBy: 'refusals', refusals: 'aof', rdbFailed: false, aofRefused: true, failedInARow: 0 } as const;

describe('what is said of an incident', () => {
  test.each([
    [
      'refuses writes',
      REFUSING,
      'orders-primary has refused writes since 02:40:00 UTC because its saves fail. Cause: no memory to fork (likely). 118 failed attempts so far. It stays open until a good save is seen.',
      'orders-primary 自 02:40:00 UTC 起拒绝写入，因为快照保存失败。原因：内存不足，无法 fork（很可能）。目前已失败 118 次。在看到一次成功的快照保存之前，它保持打开。',
    ],
    [
      'fails since before it was watched',
      anIncident(1, { already: true, failedInARow: null, refusals: null, refusedFrom: null }),
      'Saves of orders-primary have failed since 02:40:00 UTC or earlier. It stays open until a good save is seen.',
      'orders-primary 的快照保存自 02:40:00 UTC 或更早 起失败。在看到一次成功的快照保存之前，它保持打开。',
    ],
    [
      'saves again with the guard off',
      WAITING,
      'orders-primary is saving again since 02:41:00 UTC. Writes were refused from 02:40:00 UTC to 02:41:01 UTC. Saving again, guard still off: it closes once the guard is on.',
      'orders-primary 自 02:41:00 UTC 起恢复保存快照。写入在 02:40:00 UTC 至 02:41:01 UTC 期间被拒绝。已恢复保存，写保护仍然关闭：写保护开启后它才会关闭。',
    ],
    [
      'refuses writes for its AOF',
      anIncident(1, { ...AOF, waitsFor: 'aof' }),
      'orders-primary has refused writes since 02:40:00 UTC because its AOF cannot be written. It stays open until the AOF writes again.',
      'orders-primary 自 02:40:00 UTC 起拒绝写入，因为无法写入 AOF。在 AOF 恢复写入之前，它保持打开。',
    ],
    [
      'is closed',
      CLOSED,
      'orders-primary had trouble saving from 02:40:00 UTC to 02:41:30 UTC (1 min 30 s). Writes were refused from 02:40:00 UTC to 02:41:01 UTC. Failed saves: 9. It closed when a good save had been seen and persistence refused no writes.',
      'orders-primary 在 02:40:00 UTC 至 02:41:30 UTC 期间保存出现故障（1 分 30 秒）。写入在 02:40:00 UTC 至 02:41:01 UTC 期间被拒绝。失败的快照保存：9 次。看到一次成功的快照保存、且持久化不再拒绝写入后，它已关闭。',
    ],
    [
      'was closed by a removal',
      anIncident(1, {
        refusals: null,
        refusedFrom: null,
        failedInARow: 1,
        waitsFor: null,
        closedAt: T0 + 5000,
        closedBy: 'removed',
      }),
      'orders-primary had trouble saving from 02:40:00 UTC to 02:40:05 UTC (5 s). Failed saves: 1. It closed because the instance was removed: nobody saw its trouble end.',
      'orders-primary 在 02:40:00 UTC 至 02:40:05 UTC 期间保存出现故障（5 秒）。失败的快照保存：1 次。因为实例被移除，它已关闭：没有人看到故障结束。',
    ],
  ] as const)('that %s', (_name, incident, english, chinese) => {
    expect(incidentSentence(incident, NOW, EN)).toBe(english);
    expect(incidentSentence(incident, NOW, ZH)).toBe(chinese);
  });

  it.each([REFUSING, WAITING, CLOSED, anIncident(1, { ...AOF, waitsFor: 'aof' })])(
    'begins with what is so, since when, for a heading',
    (incident) => {
      for (const words of [EN, ZH]) {
        const { lead, sentence } = tellIncident(incident, null, NOW, words);
        expect(sentence.startsWith(lead)).toBe(true);
        expect(lead.length).toBeLessThan(sentence.length);
        expect(lead).toMatch(/orders-primary.*02:4/);
      }
    },
  );

  it('names the day where that is another one', () => {
    expect(incidentSentence(REFUSING, NOW + 86_400_000, EN)).toContain('since 14 Jul 2017, 02:40:00 UTC');
  });
});

describe('what is copied for a channel', () => {
  const SECRET = 'hunter2-canary';
  const base = viewOf('orders-primary', { observedAt: NOW - 2000, summary: SECRET, tags: { team: SECRET } });
  const view = {
    ...base,
    rdb: { ...base.rdb, changesSinceLastSave: 182_340 },
    nextSteps: { short: 'free memory, then save', steps: [] },
  };

  it('has all that counts in at most twelve lines, and ends with the path', () => {
    expect(channelSummary(REFUSING, view, NOW, EN).split('\n')).toEqual([
      '[02:52:00 UTC] Incident 12: orders-primary (production, 10.0.3.14:6379)',
      'Writes: refused since 02:40:00 UTC',
      'Saves: failing since 02:40:00 UTC, 118 failed attempts',
      'Cause: no memory to fork (likely).',
      'At risk: 182,340 changes in no snapshot',
      'Next: free memory, then save',
      'It stays open until a good save is seen.',
      'Data of 02:51:58 UTC. /incidents/12',
    ]);
  });

  it.each([REFUSING, WAITING, CLOSED])('stays short, and has nothing that somebody wrote or Redis said', (incident) => {
    for (const words of [EN, ZH]) {
      const text = channelSummary(incident, view, NOW, words);
      expect(text.split('\n').length).toBeLessThanOrEqual(12);
      expect(text.endsWith('/incidents/12')).toBe(true);
      expect(text).not.toContain(SECRET);
    }
    expect(leftInEnglish(channelSummary(incident, null, NOW, ZH))).toEqual([]);
  });

  it('keeps its lines apart, whatever the name holds', () => {
    const hostile = anIncident(12, { name: 'orders\nWrites: accepted\u202e' });
    const [head, writes] = channelSummary(hostile, null, NOW, EN).split('\n');
    expect(head).toContain('orders\\u000aWrites: accepted\\u202e');
    expect(writes).toBe('Writes: refused since 02:40:00 UTC');
  });
});
