import type { Words } from '../words';
import { number } from './format';

export const retry: Words['retry'] = {
  notFailed: '无需重试：上一次快照保存没有失败。',
  running: '正在重试。',
  pointsUnknown: (reason) => `未知：无法读取保存点。${reason}`,
  changesUnknown: '未知：INFO 没有说明上一次保存以来的更改数量。',
  clockUnknown: '未知：INFO 没有说明上一次保存的时间或 Redis 的时间。',
  noPoints: 'Redis 不会自行重试：没有设置保存点。',
  noChanges: (canGrow) =>
    `Redis 不会自行重试：上一次保存以来没有更改${
      canGrow ? '' : '，而在拒绝写入期间也不会有。请先消除原因，再执行一次快照保存'
    }。`,
  tooFew: (changes, needed, canGrow) =>
    `Redis ${canGrow ? '暂时' : ''}不会自行重试：上一次保存以来有 ${number(changes)} 次更改，而保存点需要 ${number(needed)} 次${
      canGrow ? '' : '，在拒绝写入期间无法达到。请先消除原因，再执行一次快照保存'
    }。`,
};
