import type { Strings } from '../en';

export const writes: Strings['writes'] = {
  refused: '被拒绝',
  proven: '（MISCONF），已由 PING 证实。',
  derived: '，依据是写保护和上一次快照保存的状态；没有 PING 证实。',
  aof: '：Redis 无法写入 AOF；与写保护无关。',
  rejectedOne: '条命令被拒绝',
  refusedSoFar: (commands: string) => `至今 ${commands}。`,
  accepted: '没有因持久化而被拒绝。',
  readOnly: '只读：从节点只接受其主节点的写入。',
  unknown: '未知',
};
