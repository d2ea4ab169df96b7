import { number } from '../../text/format';
import type { Words } from '../words';

export const explain: Words['explain'] = {
  counted: (saved, failed, other) => {
    const rest = other === 0 ? '' : `，其他 ${number(other)} 次`;
    return `这是 Redis 日志，记录了 ${number(saved + failed + other)} 次快照保存：成功 ${number(saved)} 次，失败 ${number(failed)} 次${rest}。`;
  },
  noSaves: (lines) => `这是 Redis 日志，共 ${number(lines)} 行，其中没有快照保存的记录。`,
  times: '日志没有注明时区：这里按 UTC 显示其中的时间。',
  unknown: '在这段文字中既没有找到 Redis 日志，也没有找到拒绝写入的错误（MISCONF）。',
  tryLog: '请粘贴 Redis 服务器的日志，或客户端收到的完整错误。',
  sawRdb: '保存失败的原因只写在该 Redis 的日志中：请把日志粘贴到这里。',
  noText: {
    compressed: '这个文件是压缩过的：无法读取其中的内容。',
    'rdb-file': '这是 RDB 文件，也就是数据本身，不是日志。',
    binary: '这不是文本：无法读取其中的内容。',
  },
  tryText: {
    compressed: '请先解压（gunzip、unzstd、unxz 或 unzip），再选择其中的日志。',
    'rdb-file': '请选择该 Redis 的日志：CONFIG GET logfile 会给出它的位置。',
    binary: '请选择 Redis 服务器的纯文本日志。',
  },
};
