import { escaped } from '../../text/format';
import type { Words } from '../words';
import { utc } from './format';

const KEEPING = {
  'no-file': 'Redis 没有使用配置文件：重启后失效。',
  lost: '此后没有执行过 CONFIG REWRITE：重启后以配置文件为准。',
  kept: 'CONFIG REWRITE 已将其写入配置文件：重启后仍然有效。',
  'not-known': '配置文件中是否有这个值未知：CONFIG GET 只说明运行中的值。',
};

export const drift: Words['drift'] = {
  what: { guard: '写保护', 'save-points': '保存点', dir: '目录（dir）', dbfilename: '文件名（dbfilename）' },
  noPoints: '没有保存点',
  told: ({ what, value, since, by, outside }, keeping, now) =>
    `运行期间设置${since === null ? '' : `（${utc(since, now)}${who(by, outside)}）`}：${what}为 ${value}。${KEEPING[keeping]}`,
};

function who(by: string | null, outside: boolean): string {
  if (by !== null) return `，由 ${escaped(by)} 设置`;
  return outside ? '，不是通过 Savepoint' : '，通过 Savepoint';
}
