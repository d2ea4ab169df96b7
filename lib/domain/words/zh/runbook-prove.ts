import type { Words } from '../words';

export const runbookProve: Words['runbookProve'] = {
  bgsave: {
    title: '立即保存',
    why: '一次成功的快照保存就会恢复写入，写保护仍保持开启。Redis 可能已自行保存，但并不总会再次尝试。',
    expected: '“Background saving started”：已开始不等于已保存。',
    ifNot: '错误只有 "ERR" 而没有其他内容：fork 被拒绝。其他错误会说明原因。',
  },
  bgsaveAnew: {
    title: '在新服务器上立即保存',
    why: '不要早于其目录恢复正常。',
    expected: '“Background saving started”：已开始不等于已保存。',
    ifNot: '请查看新服务器的日志。',
  },
  bgsaveToo: {
    title: '同时保存一份快照',
    why: '它不依赖 AOF，也能证明磁盘容得下完整的一份。',
    expected: '“Background saving started”：已开始不等于已保存。',
    ifNot: '错误只有 "ERR" 而没有其他内容：fork 被拒绝。其他错误会说明原因。',
  },
  verify: {
    title: '跟踪到结束',
    why: '只有保存结束才能说明结果。',
    expected: '“rdb_bgsave_in_progress:0”和“rdb_last_bgsave_status:ok”。',
    ifNot: '显示 1：仍在进行，请再次查询。显示“err”：原因没有修复，或不是唯一的原因。',
  },
  verifyAof: {
    title: 'AOF 恢复写入了吗？',
    why: 'Redis 会在下一次尝试时自行写入：无需重启。',
    expected: '显示“aof_last_write_status:ok”。',
    ifNot: '显示“err”：原因没有修复，或不是唯一的原因。',
  },
  lastsave: {
    title: '是这一次保存吗？',
    why: '这是上一次成功保存的时间，自 1970 年起的秒数；重启之后，在有保存成功之前，它是启动时间。',
    expected: '晚于您请求保存的时间；“date +%s”显示当前时间。',
    ifNot: '更早的时间：该次保存没有成功。',
  },
  ping: {
    title: '写入恢复了吗？',
    why: '它不说明拒绝写入的其他原因，例如 maxmemory。',
    expected: '“PONG”：没有写入因持久化而被拒绝。',
    ifNot: 'MISCONF：其文字说明是快照还是 AOF。',
  },
  noTime: {
    title: '来不及这样做？在没有快照的情况下恢复写入',
    why: '此后的写入只在内存中，会随进程丢失。它不修复任何问题，不影响从节点，重启后会丢失。',
    expected: '得到“OK”，然后是 PONG。',
    ifNot: '仍是 MISCONF：AOF 也在拒绝写入。',
  },
  aofOffNow: {
    title: '来不及这样做？暂时关闭 AOF',
    why: '从 5.0 起这样可以恢复写入。在重新开启之前，写入只由快照保留；如果配置中为“appendonly yes”，重启会读取旧的 AOF。',
    expected: '得到“OK”，然后是 PONG。',
    ifNot: '仍是 MISCONF：快照保存也失败。',
  },
  aofOnAgain: {
    title: '重新开启 AOF',
    why: '如果曾关闭，并且已有空间：Redis 会立即写出完整的 AOF。',
    expected: '得到“OK”；如果一直是开启的，结果也一样。',
  },
  aofWhole: {
    title: 'AOF 完整吗？',
    why: '只有完成的重写才包含全部数据。',
    expected: '“aof_rewrite_in_progress:0”和“aof_last_bgrewrite_status:ok”。',
    ifNot: '仍在进行：请再次查询。“err”：是磁盘或 fork 的问题。',
  },
  guardOn: {
    title: '重新开启写保护',
    why: '在保存成功之后开启不会拒绝任何写入，在此之前开启会立即拒绝写入。除非配置文件已被改写，重启后也会是开启的。',
    expected: '得到“OK”。',
  },
  guardKept: {
    title: '写保护开启了吗？',
    why: '匆忙中关闭的设置会一直关闭，直到有人查看。',
    expected: '显示“yes”。',
    ifNot: '显示“no”：请开启。',
  },
  note: {
    title: '写下发现的情况',
    why: '原因、从何时开始、更改了什么以及由谁更改；还有哪些设置在 Redis 或主机下次重启后会丢失，除非永久设置。',
    expected: '下一位处理的人能找到它。',
  },
};
