import { describe, expect, it } from 'vitest';
import type { EvidenceFacts, PlainEvidence } from '../../lib/domain/cause/evidence';
import type { EventDetail } from '../../lib/domain/event/event';
import { fleetSentences } from '../../lib/domain/state/fleet-sentence';
import { instanceState, type StateInput } from '../../lib/domain/state/instance-state';
import type { Observation, ProblemCode } from '../../lib/domain/observation/observation';
import { planOf } from '../../lib/domain/action/plan-of';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { noteIn } from '../../lib/domain/words/told';
import type { CommandRefusal } from '../../lib/domain/observation/unreadable';
import { viewInstance } from '../../lib/domain/state/view-instance';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_RDB, sighting, type Patch } from '../support/a-sighting';
import { leftInEnglish } from '../support/catalogue';
import { RandomFacts } from '../support/random-facts';
import { seeded } from '../support/rng';

function told(latest: Observation | null, over: Partial<StateInput> = {}) {
  const nothing = { before: null, knowledge: NOTHING_KNOWN, override: null };
  const input: StateInput = { latest, ...nothing, expectedGuard: 'yes', now: AT, staleAfterMs: 5000 };
  return instanceState({ ...input, ...over }, ZH);
}

const seen = (changed: Patch): Observation => sighting(changed);
const problem = (code: ProblemCode): Observation => {
  const about = { address: '10.0.3.14:6379', user: 'observer', detail: '' };
  return { kind: 'problem', at: AT, problem: { code, message: EN.problem(code, about), about } };
};
const FAILED = { lastStatus: 'err', changesSinceLastSave: 182_340 } as const;

describe('in Chinese', () => {
  it.each([
    ['unknown', null, 'Savepoint 尚未读取过此实例。'],
    ['unreachable', problem('refused'), '连接被拒绝：10.0.3.14:6379 上没有进程监听。Redis 在运行吗？地址是否正确？'],
    ['no-access', problem('auth'), '密码被拒绝（WRONGPASS）：用户 "observer" 无法登录。请检查用户名和密码。'],
    [
      'loading',
      seen({ loading: { active: true, percent: 41.6, etaSeconds: 362 } }),
      'Redis 正在加载数据：42%，大约还需 6 分 2 秒。加载完成之前，它不处理任何数据命令。',
    ],
    [
      'rejecting-writes',
      seen({ rdb: FAILED, ping: MISCONF_RDB }),
      '写保护正在拒绝写入：上一次快照保存失败。自 05:37:22 UTC 以来的 182,340 次更改只在内存中。Redis 会自行重试。',
    ],
    [
      'not-saving',
      seen({ rdb: FAILED, config: { guard: { value: 'no' } } }),
      '快照保存失败；由于写保护已关闭，写入仍在继续。自 05:37:22 UTC 以来的 182,340 次更改只在内存中。Redis 会自行重试。',
    ],
    ['at-risk', seen({ config: { guard: { value: 'no' } } }), '快照保存正常，但写保护处于关闭状态：请重新开启。'],
    [
      'saving',
      seen({ rdb: { inProgress: true, currentSeconds: 4, keysDone: 41, keysTotal: 100 } }),
      '正在保存快照，始于 05:41:18 UTC：41%。',
    ],
    [
      'no-persistence',
      seen({ config: { savePoints: { value: [] } } }),
      '没有设置快照，AOF 也已关闭：重启会丢失全部数据。写保护在这里从不停止写入。',
    ],
    ['saved', seen({ rdb: { changesSinceLastSave: 12 } }), '保存于 05:37:22 UTC；此后有 12 次更改。'],
  ] as const)('the state %s is told', (state, latest, summary) => {
    const verdict = told(latest);
    expect([verdict.state, verdict.summary]).toEqual([state, summary]);
  });

  it('a time of another day is told with its date, a size and a save point with their units', () => {
    expect(ZH.format.utc(AT, AT + 86_400_000)).toBe('2026 年 11 月 14 日 05:41:22 UTC');
    expect(ZH.format.bytes(999)).toBe('999 字节');
    expect(ZH.format.bytes(11_200_000_000)).toBe('11.2 GB');
    expect(ZH.format.duration(187_200)).toBe('2 天 4 小时');
    expect(ZH.format.savePoints([{ seconds: 60, changes: 10_000 }])).toBe('60 秒 / 10,000 次更改');
    expect(ZH.format.savePoints([])).toBe('没有保存点');
  });

  it('a certificate out of its time is told with its day', () => {
    const about = { address: '10.0.3.14:6380', user: 'observer', when: Date.UTC(2020, 0, 2) };
    expect(ZH.problem('tls', { ...about, detail: 'CERT_HAS_EXPIRED' })).toContain(
      '的证书已于 2020 年 1 月 2 日（UTC）过期',
    );
    expect(ZH.problem('tls', { ...about, detail: 'CERT_NOT_YET_VALID' })).toContain(
      '在 2020 年 1 月 2 日（UTC）之前无效',
    );
  });

  it('the fleet is told in one sentence', () => {
    const fleet = (...states: string[]) => states.map((state) => ({ name: 'orders', state, quiet: false })) as never;
    const sentence = (...states: string[]) => ZH.text(fleetSentences(fleet(...states), ZH.fleet));
    expect(sentence()).toBe('尚未注册任何 Redis。');
    expect(sentence('saved')).toBe('没有 Redis 在拒绝写入，也没有快照保存失败。');
    expect(sentence('rejecting-writes', 'not-saving')).toBe(
      '1 个 Redis 正在拒绝写入：orders。另有 1 个 Redis 未能保存快照。',
    );
  });

  it('no view, no reason and no plan has an English sentence left in it, whatever Redis says', () => {
    const random = new RandomFacts(seeded(20_261_125));
    const left = Array.from({ length: 2000 }, () => {
      const latest = random.observation(AT - random.pick([0, 6000]));
      const registered = anInstance('redis://127.0.0.1:6379', random.chance(0.2) ? { operator: null } : {});
      const knowledge = random.knowledge();
      const seenLast = latest?.kind === 'facts' ? latest : null;
      const view = viewInstance(
        { registered, latest, sighting: seenLast, knowledge, previous: null, now: AT, staleAfterMs: 5000 },
        ZH,
      );
      const plans = seenLast === null ? [] : plansOf(seenLast, registered, knowledge);
      return leftInEnglish(
        JSON.stringify([sentencesOf(view), plans])
          .replace(/\\"/g, '"')
          .replace(/","/g, '。'),
      );
    });
    expect([...new Set(left.flat())]).toEqual([]);
  });
});

function plansOf(
  seenLast: ReturnType<typeof sighting>,
  registered: ReturnType<typeof anInstance>,
  knowledge: never | object,
) {
  const requests = [
    { action: 'bgsave', value: null },
    { action: 'set-stop-writes', value: 'no' },
    { action: 'set-stop-writes', value: 'yes' },
  ] as const;
  return requests.map((request) =>
    sentencesOf(planOf({ request, registered, sighting: seenLast, knowledge: knowledge as typeof NOTHING_KNOWN }, ZH)),
  );
}

/** Every text in a value that has a blank: names and codes have none. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.includes(' ') ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => (name === 'command' ? [] : sentencesOf(part)));
}

describe('every sentence with facts in it', () => {
  const EVENTS: readonly EventDetail[] = [
    { kind: 'watch-started' },
    { kind: 'gap', why: 'savepoint-stopped' },
    { kind: 'gap', why: 'no-answer' },
    { kind: 'restarted', fromRunId: null, toRunId: 'b'.repeat(40) },
    { kind: 'role-changed', from: 'master', to: 'replica' },
    { kind: 'guard-changed', from: 'yes', to: 'no', actionId: null },
    { kind: 'guard-changed', from: 'no', to: 'yes', actionId: 'a1' },
    { kind: 'save-points-changed', from: [], to: [{ seconds: 60, changes: 1 }] },
    { kind: 'dir-changed', from: '/a', to: '/b' },
    { kind: 'dbfilename-changed', from: 'a.rdb', to: 'b.rdb' },
    { kind: 'counters-reset' },
    { kind: 'refusals-started', cause: 'rdb' },
    { kind: 'refusals-started', cause: 'aof' },
    { kind: 'refusals-started', cause: 'rdb', already: true },
    { kind: 'refusals-ended' },
  ];
  const PLAIN: Readonly<Record<PlainEvidence, true>> = {
    'fork-answered': true,
    'no-child': true,
    'no-errno': true,
    'memory-not-told': true,
    'child-failed': true,
    'last-failed': true,
    'fork-refused-last': true,
    'wrote-before-gone': true,
    'worked-before': true,
    'never-worked': true,
    'dir-is-root': true,
    'aof-fails-too': true,
    'child-log': true,
    'either-stage': true,
    'dir-empty': true,
    'aof-unnamed': true,
    'maybe-careless': true,
    'status-only': true,
    'log-unnamed': true,
  };
  const EVIDENCE: readonly EvidenceFacts[] = [
    ...(Object.keys(PLAIN) as PlainEvidence[]).map((name) => ({ told: name })),
    { told: 'memory-share', used: 9e9, host: 16e9, percent: 56 },
    { told: 'memory-grew', from: 6e9, to: 9e9 },
    { told: 'max-memory', limit: 12e9, host: 16e9, percent: 75 },
    { told: 'copy-share', used: 11e9, copied: 3e9, host: 16e9, percent: 88 },
    { told: 'failed-writing', seconds: 42 },
    { told: 'failed-at-once', seconds: 1, good: 40 },
    { told: 'tried-again', seconds: 6 },
    { told: 'short-fork', usec: 41 },
    { told: 'fork-time-same', usec: 1300 },
    { told: 'duration-same', seconds: 6 },
    { told: 'aof-named', error: 'No space left on device' },
    { told: 'log-line', said: 'Background saving error', line: 7 },
    { told: 'strange-dir', dir: '/root/.ssh' },
    { told: 'strange-file', file: 'authorized_keys' },
  ];
  const REFUSALS: readonly CommandRefusal[] = [
    { kind: 'not-permitted', user: 'observer', command: 'ping' },
    ...(['needs-password', 'loading', 'busy', 'primary-lost', 'read-only'] as const).map((kind) => ({ kind })),
    { kind: 'no-such-command', command: 'CONFIG' },
    { kind: 'refused', command: 'CONFIG' },
  ];

  it.each([
    ['what happened', (words: typeof EN) => EVENTS.map(words.event)],
    ['evidence', (words: typeof EN) => EVIDENCE.map(words.evidence)],
    ['why a command was refused', (words: typeof EN) => REFUSALS.map(words.unreadable)],
    [
      'why a setting is not known',
      (words: typeof EN) => REFUSALS.map((refusal) => words.unreadable({ kind: 'setting-refused', refusal })),
    ],
  ])('%s is told apart in both languages, and holds the same figures', (_name, all) => {
    const [english, chinese] = [all(EN), all(ZH)];
    for (const sentences of [english, chinese]) expect(new Set(sentences).size).toBe(sentences.length);
    for (const [index, sentence] of chinese.entries()) {
      expect(leftInEnglish(sentence)).toEqual([]);
      expect(sentence.endsWith('。')).toBe(true);
      expect(
        sentence
          .match(/\d[\d.,]*/g)
          ?.map((figure) => figure.replace(/\.$/, ''))
          .sort(),
      ).toEqual(
        english[index]
          ?.match(/\d[\d.,]*/g)
          ?.map((figure) => figure.replace(/\.$/, ''))
          .sort(),
      );
    }
  });

  it('a note that was written down in English is recognised, and any other stays as it is', () => {
    for (const [name, note] of Object.entries(EN.notes)) {
      expect(noteIn(note, ZH)).toBe(ZH.notes[name as keyof typeof ZH.notes]);
      expect(noteIn(note, EN)).toBe(note);
    }
    expect(noteIn('Something an older release said.', ZH)).toBe('Something an older release said.');
    expect(noteIn(null, ZH)).toBeNull();
  });
});
