import type { Strings } from '../en';

export const exposure: Strings['exposure'] = {
  sinceSave: '，自上一次成功的快照保存以来：',
  onlyMemory: '只在内存中。',
  unsaved: '不在任何快照中。',
  noneSeen: '此进程本次运行中没有看到成功的快照保存。',
  none: '无：自上一次成功的快照保存以来没有更改。',
  noneSinceStart: '进程启动以来没有任何更改。',
  aof: {
    none: 'AOF 已关闭。',
    every: 'AOF 中有全部这些更改。',
    second: 'AOF 中有这些更改；如果主机宕机，会丢失大约一秒。',
    system: 'AOF 中有这些更改；如果主机宕机，会丢失系统尚未写入磁盘的部分。',
    on: 'AOF 中有这些更改；多久写入磁盘未知。',
    partly: 'AOF 已开启：它保留了已成功写入的部分。',
    unknown: 'AOF 中是否有这些更改未知。',
  },
  grows: (perMinute) => `每分钟大约增加 ${perMinute} 次。`,
  growsNot: '目前没有增加。',
  growthUnknown: '增加的速度尚未知。',
  nextSave: '下一次保存到期：',
  now: '现在',
  change: '次更改',
  unsavedChange: '次更改未保存',
  changesUnknown: '更改数量未知',
};
