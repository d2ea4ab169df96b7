import type { Words } from '../words';

export const runbookLook: Words['runbookLook'] = {
  status: {
    title: '查询 Redis 的快照保存情况',
    why: '如果其间有快照保存成功，问题就已结束。',
    expected: '“rdb_last_bgsave_status:err”：上一次快照保存失败。',
    ifNot: '显示“ok”：此后已有快照保存成功。请确认是否稳定。',
  },
  aofStatus: {
    title: '查询 Redis 的 AOF 情况',
    why: '一旦能够写入，Redis 会自行继续写入 AOF。',
    expected: '“aof_last_write_status:err”：无法写入 AOF。',
    ifNot: '显示“ok”：AOF 已恢复写入。请确认是否稳定。',
  },
  writes: {
    title: '写入被拒绝了吗？',
    why: '只有在持久化拒绝写入期间，PING 才会得到 MISCONF 应答，而且它不更改任何内容。',
    expected: '“MISCONF”：写入被拒绝。',
    ifNot: 'PONG：没有写入因持久化而被拒绝，因此时间较充裕。快照保存仍然失败。',
  },
  aofWrites: {
    title: '写入被拒绝了吗，错误是什么？',
    why: '因 AOF 的拒绝会写明内核的错误；因快照的拒绝从不写明。',
    expected: '“MISCONF Errors writing to the AOF file”，后面是错误。',
    ifNot: 'PONG：没有写入因持久化而被拒绝，因此时间较充裕。',
  },
  crash: {
    title: '此从节点会自行终止吗？',
    why: '从 7.0 起，快照保存失败的从节点会在其主节点的下一次写入到达时自行终止。',
    expected: '“yes”：它记录错误并继续运行。',
    ifNot: '显示“no”：在修复其他问题之前，先防止它终止。',
  },
  log: {
    title: '查看日志中关于失败的内容',
    why: '只有日志会写明快照保存失败的错误。如果 CONFIG GET logfile 为空，日志在 journal 或容器中。',
    ifNot: '日志写明的是另一个错误：请按日志选择操作手册。',
    ifNone: '没有写明，或没有日志：由后面的步骤查明。',
  },
  kernel: {
    title: '内核怎么说？',
    why: '磁盘错误会连同设备名写入内核日志。可能需要 sudo。',
    expected: '有一行包含“I/O error”或“read-only”以及设备名。',
    ifNot: '没有：请查询设备本身。',
    ifNone: '没有：不是磁盘错误造成的。',
  },
  replicas: {
    title: '有同步的从节点吗？',
    why: '它拥有全部数据：提升它比在这里重启更安全。',
    expected: '从节点后面有“state=online”，延迟为 0 或 1。',
    ifNot: '没有：下面的副本将是数据唯一的另一处存放。',
  },
  count: {
    title: '有多少个键？',
    why: '用于在重启后比较。',
    expected: '一个数字：请记下。',
  },
  memory: {
    title: 'Redis 使用多少内存？',
    why: 'fork 需要承诺同样多的内存。',
    expected: 'used_memory_rss 达到或超过 total_system_memory 的一半。',
    ifNot: '与主机相比 Redis 占用很少：内存被其他程序占用，或容器有上限。',
  },
  free: {
    title: '主机上还有多少空闲内存？',
    why: 'Redis 看不到它。',
    expected: 'available 一列小于 Redis 的用量。',
    ifNot: '空闲内存足够：那么是内核在严格计算。',
  },
  overcommit: {
    title: '主机允许 overcommit 吗？',
    why: '为 0 时内核拒绝看起来过大的 fork，为 2 时严格计算，为 1 时一律放行。',
    expected: '“0”或“2”。',
    ifNot: '显示 1：内核不会因此拒绝 fork。请查看上限。',
  },
  limits: {
    title: '进程的上限是多少？',
    why: '该用户所有进程的所有线程都计入。',
    expected: '“Max processes”后面有数字。',
    ifNot: '显示 unlimited，或没有内容：服务单元或容器另有上限。',
  },
  threads: {
    title: '该用户有多少线程？',
    why: '达到上限后，fork 会被拒绝，直到有线程结束。',
    expected: '接近上限的数字。',
    ifNot: '远低于上限：服务单元或容器另有上限。',
  },
  tasks: {
    title: '服务单元或容器的上限是多少？',
    why: '它与用户的上限分开计算。',
    expected: 'TasksCurrent 接近 TasksMax；在容器中，进程数达到上限。',
    ifNot: '也远低于上限：请再次查看日志。',
  },
  killed: {
    title: '是主机的内存耗尽了吗？',
    why: '此时内核会终止最大的进程并记录下来。可能需要 sudo。',
    expected: '有一行包含“Killed process”和服务器程序名。',
    ifNot: '没有：是容器的上限，或有人为之。',
  },
  ceiling: {
    title: '它最多可以使用多少内存？',
    why: '保存期间，其间被更改的数据会存在两份。',
    expected: '上限接近 Redis 的用量，或 OOMKilled 为 true。',
    ifNot: '没有上限。信号 11 是崩溃：其日志中有报告，较新的版本可能已修复。',
  },
};
