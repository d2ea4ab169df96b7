import type { Words } from '../words';

/** What to do now, in one line. */
export const shortSteps: Words['shortSteps'] = {
  'fork-memory': '释放主机内存或允许 overcommit，然后立即保存。',
  'fork-limit': '提高进程数上限，然后立即保存。',
  'disk-full': '释放转储所在磁盘的空间，然后立即保存。',
  permission: '让 Redis 能写入其数据目录，然后立即保存。',
  'path-missing': '请把数据复制出来：数据目录已被删除，重启会丢失数据。',
  'read-only-fs': '让文件系统恢复可写，然后立即保存。',
  'child-killed': '释放内存，以免保存快照的子进程被杀死，然后立即保存。',
  'io-error': '检查并处理磁盘问题，然后立即保存。',
  'file-limit': '提高文件大小上限，然后立即保存。',
  'name-taken': '移走占用转储文件名称的目录，然后立即保存。',
  unknown: '查看 Redis 日志找出原因，释放磁盘或内存，然后立即保存。',
  unknownFork: '释放内存或提高进程数上限，然后立即保存。',
  aof: '释放 AOF 所在磁盘的空间：之后 Redis 会自行恢复写入。',
  aofOther: '让 Redis 能重新写入 AOF：之后它会自行恢复写入。',
  compromise: '封锁对此 Redis 的访问，检查写出了什么，现在不要保存。',
  willCrash: '先防止此从节点崩溃，再修复它的快照保存。',
  mayCrash: '先排除此从节点崩溃的可能，再修复它的快照保存。',
  'rewrite-failed': '查明 AOF 重写失败的原因，然后重新执行。',
  'unexpected-guard': { yes: '开启写保护：快照保存正常。', no: '关闭写保护，或修改预期设置。' },
  'save-now': '立即保存，并跟踪到结束。',
  overdue: '查明 Redis 为何不保存快照，然后立即保存。',
  slow: '查看正在进行的快照保存是否仍有进展。',
  refused: '查看 Redis 是否在运行，是否在 Savepoint 访问的地址上监听。',
  silent: '查看进程在做什么：它接受连接，但不应答。',
  name: '查看主机名解析到哪里。',
  tls: '查看该端口是否使用 TLS，证书是否有效。',
  host: '查看主机是否可达。',
  clients: '查看是谁占用了所有连接。',
  notAllowed: '查看该名称指向哪里，或允许该地址。',
  other: '查看此地址上应答的是什么。',
  password: '为 Savepoint 提供 Redis 接受的凭据。',
  rights: '为 Savepoint 的用户授予缺少的权限。',
  protected: '为 Redis 设置密码，或提供一个 Savepoint 可以访问的地址。',
  unknownState: '请手动查询 Redis：Savepoint 无法判断。',
  loading: '请等待：它必须先读完数据。',
  persist: '如果这些数据不能丢失，请设置保存点。',
};

/** Steps for a person: a title, and what the answer means. */
export const steps: Words['steps'] = {
  refused: { title: '现在仍是这样吗？', tells: 'MISCONF：写入被拒绝。PONG：没有写入因持久化而被拒绝。' },
  refusedSeen: { title: '现在仍是这样', tells: '此处已看到：PING 得到 MISCONF 应答。' },
  failing: { title: '现在仍是这样吗？', tells: 'rdb_last_bgsave_status:err 表示上一次快照保存失败。' },

  log: {
    title: '日志怎么说？',
    tells: '只有日志会写明原因。如果结果为空：Redis 的日志写到标准输出（journal、容器）。',
  },
  forkLog: {
    title: '是内存，还是上限？',
    tells: '日志中的“Cannot allocate memory”表示内存不足，“Resource temporarily unavailable”表示达到进程数上限。',
  },
  disk: { title: '磁盘满了吗？', tells: '已用 100%，或剩余空间少于转储所需：请在那里释放空间。' },
  diskWhere: { title: '转储写到哪里？', tells: '然后在主机上对该目录执行 df -h：是否已满。' },
  rights: {
    title: 'Redis 能写入那里吗？',
    tells: '运行 Redis 的用户需要该目录的写权限；temp-*.rdb 是失败的快照保存留下的。',
  },
  mend: { title: '让 Redis 能写入那里', tells: '把该目录的属主改回运行 Redis 的用户。' },
  memory: { title: '是内存问题吗？', tells: 'used_memory_rss 接近 total_system_memory 时，fork 没有余地。' },
  overcommit: {
    title: '主机允许 overcommit 吗？',
    tells: '0 表示 fork 需要与 Redis 用量相当的空闲内存；1 表示放行。',
  },
  letFork: { title: '让它能够 fork', tells: '在主机上以 root 执行；或在那里释放内存。' },
  limits: {
    title: '是哪个上限？',
    tells: '该用户的所有线程都计入“Max processes”；容器另有 pids.max。',
  },
  fileLimit: {
    title: '是哪个上限？',
    tells: '"Max file size" 小于转储文件：请为 Redis 提高它（LimitFSIZE、ulimit -f）。',
  },
  nameTaken: { title: '什么占用了转储文件的名称？', tells: '是一个目录：请把它移走。Redis 不会自己移走它。' },
  oom: { title: '子进程被杀死了吗？', tells: '如果有一行提到 Redis：主机或容器的内存已耗尽。' },
  freeMemory: { title: '释放内存', tells: '或为容器分配更多内存：保存期间被更改的数据会由子进程额外占用一份。' },
  freeDisk: { title: '在那里释放磁盘空间', tells: '新转储写在旧转储旁边：两者都需要空间。' },
  mounted: { title: '是以只读方式挂载的吗？', tells: '“ro”：内核在出错后改为只读，或有人这样设置。' },
  kernel: { title: '内核怎么说？', tells: '如果有 I/O 错误：修复之前，请先把能救的数据保存到别处。' },
  save: { title: '立即保存，并跟踪到结束', tells: '一次成功的快照保存就会恢复写入，写保护仍保持开启。' },
  saveOnly: { title: '立即保存，并跟踪到结束', tells: '已开始不等于已保存：对话框会跟踪到结束。' },
  watch: { title: '跟踪正在进行的快照保存', tells: '如果成功，之前的失败就已修复。' },
  noTime: {
    title: '来不及这样做？',
    tells: '关闭写保护可在没有快照的情况下恢复写入：此后的写入只在内存中。',
  },
  noTimeAof: {
    title: '来不及这样做？',
    tells: '关闭写保护可在没有快照的情况下恢复写入；AOF 仍会记录这些写入。',
  },
  guardNoHelp: { title: '不要动写保护', tells: '它与 AOF 错误无关：关闭它也不能恢复写入。' },
  guardBoth: { title: '只关闭写保护还不够', tells: 'AOF 也在拒绝写入：请先释放 AOF 所在磁盘的空间。' },
  guardByItself: {
    title: '之后写保护会自行开启',
    tells: '保存成功且到达结束条件时由 Savepoint 开启：不会因此拒绝任何写入。',
  },
  guardAfter: {
    title: '然后开启写保护',
    tells: '要在快照保存成功之后，而不是之前：否则写入会立即被拒绝。',
  },
  readGuard: {
    title: '让 Savepoint 能读取写保护',
    tells: '这样 Savepoint 就能判断写入是否被拒绝。请把 PASSWORD 替换为密码。',
  },

  gone: {
    title: '数据目录已被删除',
    tells: 'CONFIG GET dir 为空：该目录在 Redis 运行期间被删除。重新创建没有用。',
  },
  copyOut: {
    title: '先把数据复制出来',
    tells: '通过网络复制到您机器上的文件（diskless，7.0 起为默认）。重启会丢失数据。',
  },
  otherDir: {
    title: '让 Redis 使用一个存在的目录',
    tells: '在 6.2 及更早版本上，这样即可恢复。请把 DIR 替换为该目录的路径。',
  },
  restart: {
    title: '然后用复制出的数据重启',
    tells: '创建该目录，把复制出的文件作为转储文件放进去，再重新启动 Redis。',
  },

  aofRefused: { title: '无法写入 AOF', tells: 'Redis 在这里没有说明错误；其日志中有。' },
  aofNamed: (error: string) => ({ title: '无法写入 AOF', tells: `Redis 说明的错误：${error}。` }),
  aofDisk: { title: 'AOF 所在的磁盘满了吗？', tells: '已用 100%：请在那里释放空间。不要删除 AOF。' },
  aofRights: { title: 'Redis 能写入那里吗？', tells: '运行 Redis 的用户需要 AOF 的写权限。' },
  aofWhere: { title: 'AOF 在哪里？', tells: '然后在主机上对该目录执行 df -h：是否已满。' },
  aofFree: { title: '在那里释放磁盘空间', tells: '之后 Redis 会自行恢复写入 AOF 并接受写入：无需重启。' },
  aofOver: { title: '跟踪到结束', tells: 'PONG：不再有写入因持久化而被拒绝。' },

  willCrash: {
    title: '防止它崩溃',
    tells: '或关闭它的写保护。否则它会在主节点的下一次写入到达时自行终止。',
  },
  mayCrash: {
    title: '排除崩溃的可能',
    tells: '从 7.0 起，它可能在主节点的下一次写入到达时自行终止，除非此项为“yes”或其写保护已关闭。',
  },
  replicaGuard: { title: '或关闭它的写保护', tells: '只影响此从节点；在它被提升为主节点时才有意义。' },

  closeOff: { title: '封锁访问', tells: '只允许必须访问它的网络，并设置密码。' },
  wroteWhere: { title: '它写入的位置有什么？', tells: '那里的密钥、cron 任务或代码可能已经执行过。' },
  whoIsOn: { title: '谁已连接？', tells: '不认识的地址：断开它们，并保留此列表。' },
  doNotSave: { title: '现在不要保存', tells: '保存会再次写入该文件。请先设置转储的位置。' },

  rewrite: { title: '现在仍是这样吗？', tells: 'aof_last_bgrewrite_status:err，并且 aof_current_size 在增长。' },
  rewriteAgain: { title: '重新执行 AOF 重写', tells: '成功后 AOF 会变小。' },
  guardOn: { title: '开启写保护', tells: '快照保存正常：现在开启不会拒绝任何写入，并保护今后的写入。' },
  guardOnNoPoints: { title: '开启写保护', tells: '没有设置保存点：设置之后写保护才起作用。' },
  guardOff: { title: '关闭写保护', tells: '与这里的预期一致；或修改预期设置。' },
  cancelled: { title: '是谁取消的？', tells: '下方的历史记录显示 Savepoint 看到的情况；日志中有更多信息。' },
  notSaving: { title: '有快照保存正在进行吗？', tells: 'rdb_bgsave_in_progress:1 持续很久：子进程已挂起。' },
  getsOn: { title: '它仍有进展吗？', tells: 'current_save_keys_processed 必须增长；否则子进程已挂起。' },
  hangs: { title: '它卡在哪里？', tells: 'STAT 为“D”表示在等待磁盘，“T”表示已被停止，“R”表示在工作。' },

  byHand: { title: '它应答您吗？', tells: 'PONG：只是 Savepoint 到它的路径不通（网络、防火墙）。' },
  runs: { title: '进程在运行吗？', tells: '在其主机上执行。没有输出：它已被停止，或已崩溃。' },
  listens: { title: '它在那里监听吗？', tells: '在其主机上执行。只有 127.0.0.1：不允许其他主机连接（bind）。' },
  socket: { title: '套接字存在吗？', tells: '在其主机上执行。Savepoint 的用户必须有该套接字的写权限。' },
  doing: { title: '进程在做什么？', tells: 'STAT 为“T”表示已被停止，“D”表示在等待磁盘，“R”表示正忙。' },
  resolves: { title: '名称解析到哪里？', tells: '没有输出：域名服务或名称有误。' },
  certificate: {
    title: 'TLS 的应答是什么？',
    tells: '立即报错：那里不使用 TLS。否则请查看有效期。',
  },
  allowed: {
    title: '允许它',
    tells: 'SAVEPOINT_OUTBOUND 列出 Savepoint 可以连接的地址、子网和套接字；更改后请重新启动。',
  },
  pings: { title: '主机在线吗？', tells: '没有应答：问题在主机，或在途经的网络。' },
  connections: { title: '谁占用了连接？', tells: 'Redis 接受的连接数不超过 maxclients。' },
  whatAnswers: { title: '那里应答的是什么？', tells: '不是 Savepoint 预期的 Redis 应答：请检查地址。' },

  ownUser: (note: string) => ({
    title: '为 Savepoint 创建专用用户',
    tells: `这些就是监视所需的全部权限。请把 PASSWORD 替换为密码。${note}`,
  }),
  olderThan62: 'Redis 6.0 不支持 resetchannels：在那里请省略。',
  ownOperator: { title: '再创建一个用于操作的用户', tells: '用于立即保存和写保护；监视不需要它。' },
  tellSavepoint: (where: string) => ({ title: '告知 Savepoint', tells: `其凭据${where}。` }),
  givenIn: {
    file: (path: string) => `在 ${path} 中提供；更改后请重启 Savepoint`,
    group: (name: string, path: string) => `在 ${path} 中为组 ${name} 提供；更改后请重启 Savepoint`,
    environment: (name: string) => `由 ${name} 提供；更改后请重启 Savepoint`,
    registered: '在此处提供：请移除此实例并重新添加',
  },
  missingRights: { title: '授予缺少的权限', tells: '请把 USER 替换为 Savepoint 的用户名。' },
  protectedMode: { title: '保护模式已开启吗？', tells: '“yes”且没有密码：只允许本机连接。' },

  wait: { title: '等待加载完成', tells: '不要重启它：否则会从头开始。' },
  howFar: { title: '进行到哪里了？', tells: '见 loading_loaded_perc 和 loading_eta_seconds。' },
  firstPoll: { title: '等待第一次轮询', tells: '大约需要一秒。' },
  askIt: { title: '手动查询', tells: 'rdb_last_bgsave_status 和 aof_last_write_status 显示其状态。' },

  meant: { title: '这是有意的吗？', tells: '对缓存而言是：那就无需处理。' },
  setPoints: { title: '如果不是，请设置保存点', tells: '然后用 CONFIG REWRITE 使其在重启后仍保留。' },
};
