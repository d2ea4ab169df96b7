import type { EvidenceFacts, PlainEvidence } from '../../cause/evidence';
import { bytes } from './format';

export function evidence(facts: EvidenceFacts): string {
  switch (facts.told) {
    case 'memory-share':
      return `主机内存共 ${bytes(facts.host)}，Redis 占用 ${bytes(facts.used)}（${facts.percent}%）。`;
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
  'dir-empty': 'CONFIG GET dir 为空：数据目录已被删除。重新创建目录无济于事；7.0 及更新版本需要重启。',
  'aof-unnamed': 'PING 或 INFO 报告 AOF 写入错误，但没有给出具体错误。',
  'maybe-careless': '可能只是配置疏忽：文件名是常见的名称。',
  'log-unnamed': '日志记录了失败，但没有写明原因的行。',
  'status-only': 'INFO 显示上一次快照保存失败；Savepoint 没有看到它发生：只有 Redis 日志写明原因。',
};
