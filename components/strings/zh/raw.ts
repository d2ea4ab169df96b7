import type { Strings } from '../en';

export const raw: Strings['raw'] = {
  title: 'Redis 的原文',
  about: 'Redis 对 INFO 的回答原文，刚刚读取。隐藏字符以转义形式显示。Savepoint 不保存它。',
  readAt: '读取于',
  cut: (length) => `这里只显示开头部分：全文共 ${length} 个字符。`,
  empty: '回答是空的。',
  text: 'Redis 对 INFO 的回答',
  failed: '无法向 Redis 查询',
};
