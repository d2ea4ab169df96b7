import type { Strings } from '../en';

export const exposure: Strings['exposure'] = {
  sinceSave: '，自上一次成功的快照保存以来：',
  onlyMemory: '只在内存中。',
  unsaved: '不在任何快照中。',
  noneSeen: '此进程本次运行中没有看到成功的快照保存。',
  none: '无：自上一次成功的快照保存以来没有更改。',
  noneSinceStart: '进程启动以来没有任何更改。',
  aofOn: 'AOF 已开启：它保留了已成功写入的部分。',
  aofOff: 'AOF 已关闭。',
  aofUnknown: 'AOF 是否开启未知。',
  change: '次更改',
  unsavedChange: '次更改未保存',
  changesUnknown: '更改数量未知',
};
