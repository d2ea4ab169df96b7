import type { Strings } from '../en';

export const explain: Strings['explain'] = {
  open: '读取日志或错误…',
  title: '它说明了什么？',
  about: '快照保存失败的原因只写在 Redis 日志中。粘贴的内容只用于读取，不会保存。',
  text: '日志，或客户端的错误',
  file: '或者文件：选择，或拖放到这里',
  chosen: '要读取的文件',
  remove: '改为粘贴',
  pasted: '粘贴的文字',
  read: '读取',
  reading: '正在读取…',
  busy: '正在发送并读取。期间可以继续使用页面。',
  stop: '停止读取',
  again: '再读一份',
  nothing: '请先粘贴内容。',
  changed: '这个文件在选择之后有变化。请重新选择，或选择它的副本。',
  empty: '这个文件是空的。',
  tooLarge:
    '这个文件大于 64 MB，超过了最多读取的大小。只需要最新的部分：请运行 tail -c 60M redis.log > end.log，再选择 end.log。',
  cause: '原因',
  noCause: '其中没有失败的记录。',
  refusing: '当前拒绝写入',
  todo: '应对措施',
  lines: (read, understood) => `共读取 ${read} 行，其中 ${understood} 行由 Redis 写入。`,
  saves: '其中的快照保存，最新的在前',
};
