import type { Words } from '../words';
import { bytes, number, savePoints } from './format';

export const savePlan: Words['savePlan'] = {
  idle: '没有正在进行的快照保存、AOF 重写或模块 fork。',
  memory: (used, host, cow) =>
    `内存：主机共 ${host}，Redis 使用 ${used}${cow === null ? '' : `；上一次快照保存复制了 ${cow}`}。`,
  memoryHigh: 'fork 可能被拒绝，或主机可能在快照保存期间耗尽内存。',
  memoryUnknown: '内存：INFO 没有说明 Redis 和主机的内存情况。',
  memoryFree: '主机的空闲内存：从 Redis 无法看到。',
  overcommit: 'Overcommit（为 1 时 fork 不受限）：从 Redis 无法看到。',
  disk: (need) => `磁盘：从 Redis 无法看到剩余空间${need === null ? '' : `；转储通常最多需要 ${bytes(need)}`}。`,
  fork: (usec) => `上一次 fork 耗时 ${number(Math.round(usec / 100) / 10)} 毫秒：预计停顿大致相当。`,
  forkUnknown: 'fork 会让 Redis 停顿多久未知：本次运行中没有 fork 的耗时记录。',
  failures: (failures) => `连续 ${number(failures)} 次尝试没有写出快照：原因很可能仍然存在。`,
  lastFailed: '上一次快照保存失败：原因很可能仍然存在。',
  dirGone: '数据目录已被删除：快照保存会失败。从 7.0 起只有重启才有用。',
  starts: (where) => `Redis 会 fork 一个子进程写出 ${where ?? '转储文件'}；客户端照常工作。`,
  waits: '另一个子进程结束后，Redis 才开始快照保存。',
  heals: '如果成功，写入会立即恢复，写保护仍保持开启。',
  failsBadly: '如果失败，Redis 会拒绝写入，直到有一次快照保存成功（写保护已开启）。',
  stuck: '上一次保存以来没有更改：失败后 Redis 不会自行重试。',
  notAof: '它不能消除 AOF 写入错误：请为此释放磁盘空间。',
  notStarted: '已开始不等于已保存：子进程结束时才知道结果。',
  noSpace: '它不会释放磁盘或内存。',
  replica: '这保存的是此从节点的数据；其主节点不受影响。',
  adviceRetry: 'Redis 会自行重试；手动保存只是更早一些。',
  adviceCause: '请先消除原因：释放磁盘或内存。',
  adviceLetsIn: '之后这次快照保存会恢复写入。',
  adviceFine: '快照保存正常：这一次只是让快照更新。',
  adviceFirst: '此进程本次运行中没有看到成功的快照保存：这将是第一次。',
  adviceAof: '请先释放 AOF 所在磁盘的空间。',
  points: (points) => `Redis 自动保存的条件：${savePoints(points)}。`,
};
