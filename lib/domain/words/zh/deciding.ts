import type { Words } from '../words';

export const deciding: Words['deciding'] = {
  guard: '写保护',
  savePoints: '保存点',
  lastStatus: '上一次快照保存的状态',
  aofEnabled: 'AOF 是否开启',
  aofWrite: '上一次 AOF 写入的状态',
};
