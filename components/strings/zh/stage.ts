import type { Strings } from '../en';

export const stage: Strings['stage'] = {
  fork: '没有启动子进程',
  child: '子进程结束时没有生成快照',
  forkFailed: 'fork 失败：没有启动子进程',
  reason: '原因',
};
