import type { Words } from '../words';

export const notes: Words['notes'] = {
  untold: '失败或被取消：上一次状态已经是 err 时，只有 Redis 日志能说明是哪一种。',
  sameSecond: '已保存或被取消：它与前一次快照保存在同一秒内结束，而 Redis 的时间精度只到秒。',
  otherSaved: '同一时间段内另有一次保存（SAVE、FLUSHALL 或另一次尝试）成功：无法区分这一次是否也成功。',
  between: '这些尝试落在两次轮询之间；Redis 会计数，但不记录每次的结果。',
  foreground: '在前台执行（SAVE 或 FLUSHALL）：没有子进程。',
  restarted: '快照保存期间 Redis 重启。',
};
