import type { Strings } from '../en';

export const guard: Strings['guard'] = {
  on: '开启',
  off: '关闭',
  unknown: '未知',
  directive: 'stop-writes-on-bgsave-error',
  expected: (value: 'yes' | 'no') => `按规定它应当${value === 'yes' ? '开启' : '关闭'}。`,
  wouldHelp: '关闭它会让被拒绝的写入通过。',
  wouldNotHelp: '关闭它不会让被拒绝的写入通过。',
  outside: '，不是通过 Savepoint 设置',
  keeping: {
    lost: 'Redis 重启后以其配置为准。',
    kept: '其配置文件中有这个值。',
    'not-known': '其配置文件中是否有这个值未知。',
  },
  by: (name: string) => `，由 ${name} 设置`,
};
