import type { Words } from '../words';
import { duration } from './format';

export const clock: Words['clock'] = {
  differs: (aheadSeconds) =>
    `Redis 的时钟比 Savepoint 的时钟${aheadSeconds > 0 ? '快' : '慢'} ${duration(Math.abs(aheadSeconds))}；无法得知哪一个不准。这些页面上的时间以 Savepoint 的时钟为准：Redis 日志中的时间及其文件的时间与之相差这么多。请检查两台机器的时间。`,
};
