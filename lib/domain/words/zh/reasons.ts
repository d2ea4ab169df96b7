import type { WriteAvailability } from '../../state/instance-view';
import type { Words } from '../words';
import { utc } from './format';

const WRITES: Readonly<Record<WriteAvailability['availability'], string>> = {
  accepted: '接受',
  rejected: '拒绝',
  'read-only': '只读',
  unknown: '未知',
};

export const reasons: Words['reasons'] = {
  loading: 'Redis 正在加载数据：在此之前它拒绝所有键命令。',
  roleUnknown: 'INFO 没有说明这是主节点还是从节点。',
  pingDisagrees: 'PING 表明写入被接受，而 INFO 和 CONFIG 表明写入被拒绝：以 PING 为准。',
  writesUnknown: (missing, ping) =>
    `未知：${missing.length === 0 ? '版本未知' : `无法读取${missing.join('、')}`}，PING 也没有给出证据${
      ping === null ? '' : `（${ping.replace(/。$/, '')}）`
    }。`,
  rejectedNotCounted: 'Redis 从 6.2 起才统计被拒绝的命令。',
  rejectedReleaseUnknown: '版本未知，因此其计数器不可信。',
  errorstatsUnreadable: '无法读取 INFO errorstats。',
  commandstatsUnreadable: '无法读取 INFO commandstats，因此无法区分我们自己的 PING。',
  lastStatusUnreadable: 'INFO 没有说明上一次快照保存的结果。',
  noGoodSave: (start, now) => `自 Redis 启动${start === null ? '' : `（${utc(start, now)}）`}以来没有看到过快照保存。`,
  noFacts: '从未读取过此实例。',
  notLive: '未知：刚才没有读取到 Redis。',
  writesLastKnown: (was, at) => `当前未知。最后已知（${utc(at, at)}）：${WRITES[was]}。`,
};
