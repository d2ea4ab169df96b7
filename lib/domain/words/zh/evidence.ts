import type { EvidenceFacts, PlainEvidence } from '../../cause/evidence';
import { bytes } from './format';

export function evidence(facts: EvidenceFacts): string {
  switch (facts.told) {
    case 'memory-share':
      return `主机内存共 ${bytes(facts.host)}，Redis 占用 ${bytes(facts.used)}（${facts.percent}%）。`;
    case 'memory-grew':
      return `上一次成功保存时占用 ${bytes(facts.from)}，现在占用 ${bytes(facts.to)}。`;
    case 'max-memory':
      return `主机内存共 ${bytes(facts.host)}，maxmemory 允许 Redis 增长到 ${bytes(facts.limit)}（${facts.percent}%）。`;
    case 'copy-share':
      return `主机内存共 ${bytes(facts.host)}，Redis 占用 ${bytes(facts.used)}，上一次成功保存又复制了 ${bytes(facts.copied)}（合计 ${facts.percent}%）：内核可能因内存不足而杀死了子进程。`;
    case 'failed-writing':
      return `子进程运行了 ${facts.seconds} 秒才失败，可见文件能够打开：磁盘写满、磁盘错误、某个上限或被杀死都是这样，缺少权限则很少如此。`;
    case 'failed-at-once':
      return `子进程 ${facts.seconds} 秒后就结束了，而成功的保存需要 ${facts.good} 秒：缺少权限、文件系统只读或磁盘毫无空间都是这样。`;
    case 'tried-again':
      return `Redis 在前一次尝试的 ${facts.seconds} 秒后再次尝试，这是它最快的间隔：前一次在数秒内就失败了。`;
    case 'short-fork':
      return `上一次 fork 耗时 ${facts.usec} 微秒，与被拒绝的 fork 一样短。`;
    case 'fork-time-same':
      return `latest_fork_usec 没有变化（${facts.usec}）：没有 fork 成功的迹象。`;
    case 'duration-same':
      return `rdb_last_bgsave_time_sec 没有变化（${facts.seconds}）：没有子进程结束的迹象。`;
    case 'aof-named':
      return `Redis 在拒绝信息中给出了错误：${facts.error}。`;
    case 'log-line':
      return facts.line === null
        ? `Redis 的日志写道："${facts.said}"。`
        : `日志第 ${facts.line} 行写道："${facts.said}"。`;
    case 'strange-dir':
      return `转储文件写入目录 ${facts.dir}。`;
    case 'strange-file':
      return `转储文件名为 ${facts.file}。`;
    default:
      return PLAIN[facts.told];
  }
}

const PLAIN: Readonly<Record<PlainEvidence, string>> = {
  'fork-answered':
    'Redis 对 Savepoint 的 BGSAVE 只回答了 "ERR"，没有任何说明：它以此表示 fork(2) 被拒绝，原因是内存或进程数限制。',
  'no-child': '已记录一次尝试，但没有出现子进程：fork(2) 被拒绝，原因是内存或进程数限制。',
  'no-errno': 'Redis 不说明是其中哪一个；其日志中有记录（Can’t save in background: fork: …）。',
  'memory-not-told': 'INFO 没有提供足够的主机内存信息。',
  'child-failed': '子进程已启动，但结束时没有生成快照：只有 Redis 日志记录了原因。',
  'last-failed': 'INFO 显示上一次快照保存失败。',
  'fork-refused-last': '最近一次尝试还没走到那一步就失败了：它的 fork 被拒绝。',
  'wrote-before-gone': '最近一次的子进程运行数秒后才失败：它开始时目录还在。',
  'worked-before': 'Redis 本次运行中曾有一次快照保存成功：当时路径和权限都正确。',
  'never-worked': 'Redis 本次运行中没有已知成功的快照保存：路径或权限可能从未正确过。',
  'dir-is-root': '转储文件写入目录 /，那里只有 root 可以写入：可能没有设置 dir。',
  'aof-fails-too': 'AOF 也无法写入，而它的文件早已打开：问题在磁盘，而不是缺少权限。',
  'child-log':
    '其日志中会有写明原因的 "Failed opening …"、"Write error …" 或 "Error moving …"；如果被杀死，则是 "Background saving terminated by signal 9"，此时 dmesg -T 会显示是否因为内存不足。',
  'either-stage':
    '此版本不统计 fork 次数，因此 fork 被拒绝与子进程失败看起来一样。其日志中会有 "Can’t save in background: fork: …" 或 "Background saving error"。',
  'dir-empty': 'CONFIG GET dir 为空：数据目录已被删除。重新创建目录无济于事；7.0 及更新版本需要重启。',
  'aof-unnamed': 'PING 或 INFO 报告 AOF 写入错误，但没有给出具体错误。',
  'maybe-careless': '可能只是配置疏忽：文件名是常见的名称。',
  'log-unnamed': '日志记录了失败，但没有写明原因的行。',
  'status-only': 'INFO 显示上一次快照保存失败；Savepoint 没有看到它发生：只有 Redis 日志写明原因。',
};
