import type { Strings } from '../en';

export const explain: Strings['explain'] = {
  open: '读取日志或错误…',
  title: '它说明了什么？',
  about: '快照保存失败的原因只写在 Redis 日志中。粘贴的内容只用于读取，不会保存。',
  text: '日志，或客户端的错误',
  file: '或选择文件',
  read: '读取',
  reading: '正在读取…',
  again: '再读一份',
  cut: '内容很长：只读取了末尾部分。',
  nothing: '请先粘贴内容。',
  cause: '原因',
  noCause: '其中没有失败的记录。',
  refusing: '当前拒绝写入',
  todo: '应对措施',
  lines: (read, understood) => `共读取 ${read} 行，其中 ${understood} 行由 Redis 写入。`,
  saves: '其中的快照保存，最新的在前',
};
