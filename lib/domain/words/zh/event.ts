import { escaped } from '../../text/format';
import type { EventDetail } from '../../event/event';
import type { GuardValue, Role } from '../../observation/observation';
import { utc } from './format';
import { runName, savePointsText } from '../run-name';

export function event(detail: EventDetail): string {
  switch (detail.kind) {
    case 'watch-started':
      return 'Savepoint 开始监视此实例。';
    case 'gap':
      return detail.why === 'savepoint-stopped' ? '无数据：Savepoint 没有轮询。' : '无数据：实例没有应答。';
    case 'restarted':
      return `Redis 进程已被替换或重启：运行 ID 由 ${name(detail.fromRunId)} 变为 ${name(detail.toRunId)}。`;
    case 'role-changed':
      return `角色由${ROLE[detail.from]}变为${ROLE[detail.to]}。`;
    case 'guard-changed':
      return guardChange(detail.from, detail.to, detail.actionId);
    case 'save-points-changed':
      return `保存点由 ${savePointsText(detail.from)} 改为 ${savePointsText(detail.to)}。`;
    case 'dir-changed':
      return `数据目录由 "${detail.from}" 改为 "${detail.to}"。`;
    case 'dbfilename-changed':
      return `转储文件名由 "${detail.from}" 改为 "${detail.to}"。`;
    case 'counters-reset':
      return 'Redis 的计数器被重置（CONFIG RESETSTAT）：其间的快照保存可能没有计入。';
    case 'refusals-started':
      if (detail.already === true) return 'Savepoint 开始监视时，写入已经被拒绝。';
      return detail.cause === 'aof'
        ? '开始拒绝写入：Redis 无法写入 AOF。'
        : '开始拒绝写入：上一次快照保存失败，且写保护已开启。';
    case 'refusals-ended':
      return '写入不再因持久化而被拒绝。';
    case 'override-expired':
      if (detail.why !== null)
        return `${escaped(detail.by)} 关闭写保护的结束条件已到，但 Savepoint 无法开启写保护：${detail.why} 它会继续尝试。`;
      return `${escaped(detail.by)} 关闭写保护的时间已于 ${utc(detail.end, detail.end)} 结束，但快照保存仍然失败：写保护保持关闭，写入继续，直到有一次保存成功。`;
    case 'override-lost':
      return `${escaped(detail.by)} 对写保护的关闭已失效：现在应答的是另一个 Redis 进程（重启或故障转移），${guardNow(detail.guard)}。`;
  }
}

const ROLE: Readonly<Record<Role, string>> = { master: '主节点', replica: '从节点' };

function name(runId: string | null): string {
  return runName(runId) ?? '未知';
}

function guardChange(from: GuardValue, to: GuardValue, actionId: string | null): string {
  const change = `stop-writes-on-bgsave-error 由 ${from} 改为 ${to}`;
  return actionId === null ? `${change}，不是通过 Savepoint 修改的。` : `${change}，通过 Savepoint 修改。`;
}

function guardNow(guard: GuardValue | null): string {
  if (guard === null) return '其写保护无法读取';
  return guard === 'yes' ? '其写保护已开启' : '其写保护因自身配置而关闭';
}
