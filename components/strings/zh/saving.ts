import type { Strings } from '../en';

export const saving: Strings['saving'] = {
  label: (name: string) => `${name} 的快照保存`,
  keys: (done: string, total: string) => `已完成 ${done} / ${total} 个键`,
  eta: (time: string) => `大约还需 ${time}`,
  elapsed: (time: string) => `已进行 ${time}`,
  last: (time: string) => `上一次用了 ${time}`,
  running: '快照保存正在进行。',
  retryRunning: '正在重试。',
  noShare: '此 Redis 不提供进度。',
};
