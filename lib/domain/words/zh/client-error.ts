import type { Words } from '../words';

const an = (library: string | null): string => (library === null ? '这是客户端的错误' : `这是 ${library} 的错误`);

export const clientError: Words['clientError'] = {
  of: (library) => `${an(library)}。`,
  rdb: (library) => `${an(library)}：上一次 RDB 保存失败，因此 Redis 拒绝写入（MISCONF）。问题不在客户端。`,
  aof: (library, error) =>
    `${an(library)}：Redis 无法写入 AOF${error === null ? '' : `（${error}）`}，因此拒绝写入（MISCONF）。关闭保护无济于事。`,
  either: (library) =>
    `${an(library)}：Redis 拒绝写入（MISCONF），原因在 RDB 或 AOF，这段文字没有说明是哪一个。问题不在客户端。`,
  within: {
    command: '这次写入没有改变任何数据。',
    transaction: '整个事务已被丢弃：其中的命令都没有执行。',
    pipeline: '它是管道中的一个命令：如果在事务（MULTI）中，其他命令会一起被丢弃；否则各自执行或被拒绝。',
    script: '脚本在这次写入处停止：之前所做的保留，之后的没有执行。',
    'script-not-run': '脚本完全没有执行。',
  },
  failsOpen: '读取仍然正常：请检查限流器或锁是否因为无法写入而放行一切。',
  noFailedSave: '这不是快照保存失败。',
  lookAlike: {
    'exec-aborted':
      'Redis 丢弃了整个事务（EXECABORT），因为它此前拒绝了其中的一个命令：只有更早的那个错误说明原因，可能是 MISCONF。',
    'read-only': '这里的 Redis 是副本，只接受主节点的写入（READONLY）。',
    'out-of-memory': 'Redis 的数据已达到 maxmemory 的上限，又没有可以淘汰的键（OOM）。',
    'no-replicas': '保持联系的副本少于 min-replicas-to-write 的要求，因此 Redis 不接受写入（NOREPLICAS）。',
    loading: 'Redis 正在把数据读入内存（例如刚启动时），读完才会应答（LOADING）。',
    'master-down': '这个副本失去了主节点，期间不提供旧数据（MASTERDOWN）。',
    'cluster-down': '集群中有槽位没有节点负责，或者失去了大多数主节点（CLUSTERDOWN）。',
    'connection-refused': '该地址没有进程监听，或者连接被中间的设备拒绝。',
    timeout: '没有及时得到应答：写入是否已执行并不清楚。',
  },
  toDo: {
    'exec-aborted': '请查找在它之前的错误，并粘贴那一个。',
    'read-only': '请检查故障切换是否移动了主节点，以及客户端连接的是否为主节点。',
    'out-of-memory': '请释放内存、提高 maxmemory，或选择会淘汰键的 maxmemory-policy。',
    'no-replicas': '请检查副本为何失联或落后：INFO replication 会列出它们。',
    loading: '请等待，并用 INFO persistence 查看进度。',
    'master-down': '请检查主节点是否在运行、能否连接：INFO replication 会显示链路状态。',
    'cluster-down': '请用 CLUSTER INFO 和 CLUSTER NODES 查看哪里出了故障。',
    'connection-refused': '请检查 Redis 是否在运行，以及它监听的地址和端口。',
    timeout: '请检查 Redis 是否繁忙（SLOWLOG GET）、已停止或无法连接。',
  },
};
