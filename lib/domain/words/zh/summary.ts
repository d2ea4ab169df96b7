import { escaped } from '../../text/format';
import type { Words } from '../words';
import { duration, number, savePoint, utc } from './format';

const changesOf = (changes: number): string => `${number(changes)} 次更改`;

export const summary: Words['summary'] = {
  neverRead: 'Savepoint 尚未读取过此实例。',
  stale: (at, now) => `自 ${utc(at, now)} 起没有完成过轮询：Redis 现在的情况未知。`,
  unreadable: (what) => `Redis 有应答，但 INFO 没有说明${what}：状态未知。`,
  refusedRoleUnknown: 'PING 被拒绝（MISCONF），但 INFO 没有说明这是主节点还是从节点。',
  loading: (percent, etaSeconds) =>
    `Redis 正在加载数据${percent === null ? '' : `：${number(Math.round(percent))}%`}${
      etaSeconds === null ? '' : `，大约还需 ${duration(etaSeconds)}`
    }。加载完成之前，它不处理任何数据命令。`,

  rejectedByGuard: '写保护正在拒绝写入：上一次快照保存失败。',
  rejectedByAof: (error) =>
    `因 AOF 写入错误${error === null ? '' : `（${error}）`}，写入被拒绝。这不受写保护控制：请释放磁盘空间。`,
  rejectedByBoth: '写入同时被写保护和 AOF 写入错误拒绝：关闭写保护也不能恢复写入。',

  failingGuardOff: '快照保存失败；由于写保护已关闭，写入仍在继续。',
  failingNoPoints: '上一次快照保存失败；由于没有设置保存点，写入仍在继续。',
  failingAccepted: '上一次快照保存失败，而 PING 表明写入仍被接受。',
  failingMaybeRejected: (why) => `上一次快照保存失败。写入可能被拒绝。${why ?? ''}`,
  failingReplica: '此从节点的上一次快照保存失败。其主节点照常工作。',
  failingAof: '无法写入 AOF：最新的写入只在内存中。',
  failingReplicaAof: '此从节点无法写入 AOF。其主节点照常工作。',
  replicaWillCrash:
    '它将在下一次复制写入时崩溃：请关闭它的写保护，或在其上把 replica-ignore-disk-write-errors 设为 yes。',
  replicaMayCrash:
    '它可能在下一次复制写入时崩溃（7.0 及更新版本在写保护开启且未设置 replica-ignore-disk-write-errors 时会如此）。',
  tampered: (where) => `Redis 把转储写到 ${where}：这是入侵者利用开放 Redis 的手法。请按已被入侵处理。`,

  retryRunning: (since, now) => (since === null ? '正在重试。' : `自 ${utc(since, now)} 起正在重试。`),
  retries: 'Redis 会自行重试。',
  atStake: (changes, since, where) =>
    `自 ${since} 以来的 ${changesOf(changes)}${
      {
        memory: '只在内存中',
        aof: '在 AOF 中，但不在任何快照中',
        partly: '不在任何快照中，AOF 也只记录到第一次写入失败为止',
        unknown: '不在任何快照中',
      }[where]
    }。`,
  sinceStart: (start, now) => `Redis 启动${start === null ? '' : `（${utc(start, now)}）`}`,

  rewriteFailed: '上一次 AOF 重写失败：AOF 会持续增长。',
  guardOff: '快照保存正常，但写保护处于关闭状态：请重新开启。',
  guardOffSince: (since, outside, now) =>
    `快照保存正常，但写保护自 ${utc(since, now)} 起处于关闭状态${outside ? '，不是通过 Savepoint' : ''}：请重新开启。`,
  guardOffUntil: ({ by, until, since }, now) =>
    `快照保存正常，但写保护自 ${utc(since, now)} 起处于关闭状态：${escaped(by)} 将其关闭，${
      until.kind === 'time'
        ? `直到 ${utc(until.at, now)}`
        : until.kind === 'next-good-save'
          ? '直到下一次成功保存'
          : '没有结束时间'
    }。`,
  guardStuck: ({ by, expiredWhy }) =>
    `${escaped(by)} 关闭写保护的结束条件已到，但 Savepoint 无法开启写保护：${escaped(expiredWhy ?? '')}`,
  overrideExpired: (by, end, now) =>
    `写保护本应自 ${utc(end, now)} 起重新开启（${escaped(by)}），但那会停止写入：请修复快照保存，或设置更晚的结束时间。`,
  guardOffNoPoints: '写保护应当开启，但处于关闭状态。',
  guardOn: '写保护在这里应当关闭，但处于开启状态：一次快照保存失败就会停止写入。',
  cancelled: '上一次快照保存被取消：没有写出快照。',
  overdue: (point, since, now) =>
    `快照保存已逾期${since === null ? '' : `：上一次是在 ${utc(since, now)}`}${
      point === null ? '' : `；规则为 ${savePoint(point)}`
    }。`,
  slow: (seconds, usual) => `正在进行的快照保存比平时慢：已用 ${duration(seconds)}，上一次用了 ${duration(usual)}。`,
  long: (seconds) => `快照保存已进行 ${duration(seconds)}，没有更早的记录可供比较。`,
  failureOpen: (since, now) => `有一次快照保存失败（${utc(since, now)}），此后没有看到成功的。`,
  noSaveSeen: (start, changes, now) =>
    `自 Redis 启动${start === null ? '' : `（${utc(start, now)}）`}以来没有看到过快照保存；${changesOf(changes)}尚未保存。`,

  saving: (since, percent, now) =>
    `正在保存快照${since === null ? '' : `，始于 ${utc(since, now)}`}${
      percent === null ? '' : `：${number(Math.floor(percent))}%`
    }。`,
  noPersistence: '没有设置快照，AOF 也已关闭：重启会丢失全部数据。写保护在这里从不停止写入。',
  aofOnly: '每次写入都进入 AOF；没有设置快照。',
  nothingChanged: '启动以来没有任何更改。',
  saved: (at, changes, now) =>
    `保存于 ${utc(at, now)}；${changes === 0 ? '此后没有更改' : `此后有 ${changesOf(changes)}`}。`,
  dueUnknown: '无法判断下一次快照保存是否到期：保存点无法读取。',
};
