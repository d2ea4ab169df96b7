import { number } from '../../text/format';
import type { Words } from '../words';

export const explain: Words['explain'] = {
  counted: (saved, failed, other) => {
    const rest = other === 0 ? '' : `，其他 ${number(other)} 次`;
    return `这是 Redis 日志，记录了 ${number(saved + failed + other)} 次快照保存：成功 ${number(saved)} 次，失败 ${number(failed)} 次${rest}。`;
  },
  noSaves: (lines) => `这是 Redis 日志，共 ${number(lines)} 行，其中没有快照保存的记录。`,
  times: '日志没有注明时区：这里按 UTC 显示其中的时间。',
  rdb: '这是客户端的错误：上一次 RDB 保存失败，因此 Redis 拒绝写入（MISCONF）。问题不在客户端。',
  aof: (error) =>
    `这是客户端的错误：Redis 无法写入 AOF${error === null ? '' : `（${error}）`}，因此拒绝写入（MISCONF）。关闭保护无济于事。`,
  unknown: '在这段文字中既没有找到 Redis 日志，也没有找到拒绝写入的错误（MISCONF）。',
  tryLog: '请粘贴 Redis 服务器的日志，或客户端收到的完整错误。',
  sawRdb: '保存失败的原因只写在该 Redis 的日志中：请把日志粘贴到这里。',
};
