import type { Strings } from '../en';

export const wall: Strings['wall'] = {
  title: 'Redis 持久化，大屏',
  needing: '需要有人处理',
  nobody: '现在没有需要处理的实例。',
  more: (count: number) => `还有 ${count} 个需要处理：`,
  moreGroups: (count: number) => `还有 ${count} 个分组`,
  groupProblems: (count: number) => `${count} 个组不正常。`,
  maySleep: '此浏览器不会让屏幕保持常亮。',
};
