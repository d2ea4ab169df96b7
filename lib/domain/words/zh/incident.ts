import { escaped } from '../../text/format';
import { duration, number, utc } from './format';
import type { IncidentEnd, IncidentWait } from '../../incident/incident';
import type { EpochMs } from '../../observation/observation';
import type { CauseKind, Confidence, SaveOutcome } from '../../save/save';

export const incident = {
  refusing: (name: string, by: 'rdb' | 'aof', since: string) =>
    `${escaped(name)} 自 ${since} 起拒绝写入，因为${by === 'rdb' ? '快照保存失败' : '无法写入 AOF'}。`,
  failing: (name: string, since: string) => `${escaped(name)} 的快照保存自 ${since} 起失败。`,
  refused: (from: string, until: string) => `写入在 ${from} 至 ${until} 期间被拒绝。`,
  aofFailed: (name: string, from: string, until: string) =>
    `${escaped(name)} 在 ${from} 至 ${until} 期间拒绝写入，因为无法写入 AOF。`,
  savingAgain: (name: string, at: string) => `${escaped(name)} 自 ${at} 起恢复保存快照。`,
  orEarlier: (time: string) => `${time} 或更早`,
  cause: (kind: CauseKind, confidence: Confidence) =>
    kind === 'unknown' ? '原因未知。' : `原因：${CAUSES[kind]}（${CONFIDENCE[confidence]}）。`,
  attempts: (attempts: number) => `目前已失败 ${number(attempts)} 次。`,
  waits: (wait: IncidentWait) => WAITS[wait],
  closed: (name: string, from: string, until: string, seconds: number) =>
    `${escaped(name)} 在 ${from} 至 ${until} 期间保存出现故障（${duration(seconds)}）。`,
  closedBy: (end: IncidentEnd) => ENDS[end],

  head: (time: string, incident: number, name: string, environment: string, address: string) =>
    `[${time}] 事故 ${incident}：${name}（${environment}，${address}）`,
  noRefusal: () => '写入：没有看到被拒绝',
  refusedSince: (since: string) => `写入：自 ${since} 起被拒绝`,
  refusedSpan: (from: string, until: string) => `写入：${from} 至 ${until} 期间被拒绝`,
  savesFail: (since: string, attempts: number | null) =>
    `快照：自 ${since} 起失败${attempts === null ? '' : `，失败 ${number(attempts)} 次`}`,
  savesGood: (since: string, attempts: number | null) =>
    `快照：自 ${since} 起恢复${attempts === null ? '' : `，此前失败 ${number(attempts)} 次`}`,
  atRisk: (changes: number | null) =>
    changes === null ? '可能丢失：有多少更改不在快照中，未知' : `可能丢失：${number(changes)} 次更改不在任何快照中`,
  next: (step: string) => `下一步：${step}`,
  data: (time: string) => `数据时间：${time}。`,

  opened: (by: 'failed-save' | 'refusals'): string =>
    by === 'failed-save' ? '事故开始：一次快照保存失败。' : '事故开始：写入被拒绝。',
  deleted: (until: string) => `${until} 之前的快照保存和事件已不再保留：历史只保留若干天。备注、步骤和审计仍在。`,
  failures: (attempts: number, everySeconds: number | null) =>
    `失败 ${number(attempts)} 次${everySeconds === null ? '' : `，大约每 ${duration(everySeconds)}一次`}。`,
  save: (outcome: SaveOutcome, seconds: number | null) =>
    `${OUTCOMES[outcome]}${seconds === null ? '' : `（${duration(seconds)}）`}。`,
  saves: (outcome: SaveOutcome, attempts: number) => `${number(attempts)} 次尝试：${PLURALS[outcome]}。`,
  reason: (message: string, reason: string) => `${message} 给出的理由：${reason}`,
  step: (stepId: string, done: boolean) => (done ? `步骤 ${stepId} 已完成。` : `步骤 ${stepId} 被标记为未完成。`),

  noSuch: '没有这个编号的事故。事故列表中有全部事故。',
  noSuchNote: '此事故中没有这条备注。',
  manyNotes: '此事故的备注数量已达上限。请在别处继续，并在最后一条备注中注明。',
};

const CAUSES: Readonly<Record<CauseKind, string>> = {
  'fork-memory': '内存不足，无法 fork',
  'fork-limit': '进程数限制阻止了 fork',
  'disk-full': '磁盘已满',
  permission: '没有写入转储文件的权限',
  'path-missing': '数据目录不存在',
  'read-only-fs': '文件系统只读',
  'child-killed': '保存快照的子进程被杀死',
  'io-error': '写入时发生 I/O 错误',
  'file-limit': '文件大小限制阻止了保存',
  'name-taken': '有目录占用了转储文件的名称',
  tampered: '转储路径被篡改',
  unknown: '未知',
};

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  certain: '确定',
  likely: '很可能',
  possible: '可能',
  unknown: '未知',
};

const WAITS: Readonly<Record<IncidentWait, string>> = {
  'good-save': '在看到一次成功的快照保存之前，它保持打开。',
  aof: '在 AOF 恢复写入之前，它保持打开。',
  writes: '在写入被接受之前，它保持打开。',
  'guard-on': '已恢复保存，写保护仍然关闭：写保护开启后它才会关闭。',
  'guard-readable': '已恢复保存，但写保护无法读取：在看到写保护开启之前，它保持打开。',
  facts: '现在的情况未知，因为 Redis 没有应答或没有说明：这不会关闭任何事故。',
};

const ENDS: Readonly<Record<IncidentEnd, string>> = {
  'good-save': '看到一次成功的快照保存、且持久化不再拒绝写入后，它已关闭。',
  'aof-writes': 'AOF 不再拒绝写入后，它已关闭。',
  removed: '因为实例被移除，它已关闭：没有人看到故障结束。',
};

const OUTCOMES: Readonly<Record<SaveOutcome, string>> = {
  running: '一次快照保存开始',
  saved: '一次快照保存成功',
  failed: '一次快照保存失败',
  cancelled: '一次快照保存被取消',
  unknown: '一次快照保存结束，结果未知',
};

const PLURALS: Readonly<Record<SaveOutcome, string>> = {
  running: '已开始',
  saved: '成功',
  failed: '失败',
  cancelled: '被取消',
  unknown: '结果未知',
};

export const postMortem = {
  title: (incident: number, name: string) => `事故 ${incident}：${name}`,
  draft: '这是 Savepoint 根据其记录生成的草稿。它说明发生了什么、在何时发生；为什么会发生由大家补充，不追究个人责任。',
  heading: (part: 'impact' | 'timeline' | 'detection' | 'actions' | 'questions') => HEADINGS[part],
  instance: (environment: string, address: string) => `实例：${environment}，${address}`,
  time: (from: string, until: string | null) => (until === null ? `自 ${from} 起未关闭` : `${from} 至 ${until}`),
  writes: (from: string | null, until: string | null, seconds: number | null) =>
    from === null
      ? '写入：没有看到被拒绝。'
      : until === null
        ? `写入：自 ${from} 起被拒绝；没有看到结束。`
        : `写入：${from} 至 ${until} 期间被拒绝${seconds === null ? '' : `（${duration(seconds)}）`}。`,
  failed: (attempts: number | null) =>
    attempts === null ? '失败的快照保存：次数未知。' : `失败的快照保存：${number(attempts)} 次。`,
  addImpact: '待补充：用户和其他系统注意到了什么。',
  seenWithin: (seconds: number) => `Savepoint 在 ${duration(seconds)}内发现了它。`,
  already: 'Savepoint 开始监视时就已如此：发现它用了多久，未知。',
  firstAct: (at: string, seconds: number) => `人员的第一次操作或记录：${at}，在 ${duration(seconds)}之后。`,
  noAct: '没有记录到人员的操作、备注或步骤。',
  noActions: '没有记录到操作。',
  left: '更早的内容此处省略。JSON 导出包含全部内容。',
  questions: (): readonly string[] => [
    '是什么使这次故障成为可能？',
    '什么能更早发现它？',
    '什么起了帮助，什么造成了妨碍？',
    '将做出哪些改变，如何看到它们有效？',
  ],
  now: (at: EpochMs) => `生成于 ${utc(at, at)}。`,
};

const HEADINGS = {
  impact: '影响',
  timeline: '时间线（UTC）',
  detection: '发现',
  actions: '操作',
  questions: '待解决的问题',
};
