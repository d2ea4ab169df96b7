import type { Strings } from '../en';

export const next: Strings['next'] = {
  retries: 'Redis 会自行重试：',
  due: '随时',
  never: 'Redis 不会自行重试。',
  failures: (count: string) => `就 Savepoint 所见，连续 ${count} 次尝试没有写出快照。`,
  aof: '请释放 AOF 所在磁盘的空间：之后 Redis 会自行写入 AOF 并恢复接受写入。',
  expect: (age: string) => `${age}前已保存`,
};
