import type { Words } from '../words';

export const runbook: Words['runbook'] = {
  kinds: {
    'fork-memory': {
      title: 'fork 被拒绝：内存不足',
      when: '适用于日志显示“Cannot allocate memory”，或 Redis 占用主机大部分内存且 fork 被拒绝时。',
    },
    'fork-limit': {
      title: 'fork 被拒绝：进程数上限',
      when: '适用于日志对 fork 显示“Resource temporarily unavailable”时。',
    },
    'fork-unknown': {
      title: 'fork 被拒绝：内存或上限',
      when: '适用于无法启动子进程，而日志尚未查看时。',
    },
    'disk-full': {
      title: '磁盘已满',
      when: '适用于日志显示“No space left on device”或“Disk quota exceeded”时。',
    },
    permission: {
      title: 'Redis 不能写入其目录',
      when: '适用于日志显示“Permission denied”或“Operation not permitted”时；最常见的是容器的卷属于另一个用户。',
    },
    'path-missing': {
      title: '数据目录已被删除',
      when: '适用于 CONFIG GET dir 为空，或日志显示“No such file or directory”或“Stale file handle”时。',
    },
    'read-only-fs': {
      title: '文件系统是只读的',
      when: '适用于日志显示“Read-only file system”时，即使主机可以写入那里。',
    },
    'name-taken': {
      title: '有目录占用了转储文件的名称',
      when: '适用于日志对转储文件显示“Is a directory”时。',
    },
    'file-limit': {
      title: '文件大小上限',
      when: '适用于日志显示“File too large”时。',
    },
    'child-killed': {
      title: '保存快照的子进程被杀死',
      when: '适用于日志显示“terminated by signal 9”，或除 10 以外的其他信号时。',
    },
    'io-error': {
      title: '磁盘报告错误',
      when: '适用于日志显示“Input/output error”时。',
    },
    tampered: {
      title: '有人更改了转储文件的位置',
      when: '适用于转储文件写入 cron 任务、密钥或网页所在的目录，或使用了这类文件的名称时。',
    },
    aof: {
      title: '无法写入 AOF',
      when: '适用于写入因“Errors writing to the AOF file”被拒绝，而错误尚不清楚时。',
    },
    unknown: {
      title: '快照保存失败，原因未知',
      when: '没有任何信息写明原因时先用它：它会引导到合适的操作手册。',
    },
  },
  ofAof: (title) => `AOF：${title}`,
  notes: {
    password: (command) =>
      `命令中不含密码：redis-cli 和 valkey-cli 从 REDISCLI_AUTH 读取。请用 ${command} 设置；如果不是用户“default”的密码，请加上 --user NAME。`,
    tls: '如果主机不认识证书的签发机构，请加上 --cacert FILE。',
    tlsFiles: 'TLS 文件按 savepoint.yaml 中的路径写出，位于 Savepoint 所在的机器上：在其他机器上请换成自己的文件。',
    host: '需要在 Redis 的主机上执行的命令都有标注。在容器中请使用 Docker 或 Kubernetes 的那一行，并把 NAME 或 POD 替换为其名称。',
    directory: 'DIR 代表这里不知道的目录：请替换为其路径。',
    file: 'FILE 代表转储文件的名称，这里不知道。',
    noAddress: '地址中含有看不见的字符，因此不提供 redis-cli 命令。',
    unsure: '此原因并不确定：在更改任何内容之前，请以日志为准。',
    replica: '这是从节点：失败的是它自己的快照保存，数据在其主节点上也有。',
    calm: '据 Savepoint 读取的情况，目前没有快照保存或 AOF 写入失败：此手册供失败时使用。',
    noPoints: '没有设置保存点：Redis 不会自行保存，写保护也不拒绝任何写入。失败的是 BGSAVE。',
  },
  parts: {
    look: { title: '查看：不更改任何内容' },
    mend: { title: '修复' },
    prove: { title: '确认并收尾' },
  },
  changes: { nothing: '不更改任何内容。', redis: '会更改 Redis。', host: '会更改主机。' },
  onHost: '在 Redis 的主机上执行。',
  expected: (text) => `预期：${text}`,
  ifNot: (text) => `否则：${text}`,
  goOn: (step) => `继续步骤 ${step}。`,
  other: (title) => `继续使用操作手册“${title}”。`,
  leadsTo: (says, title) => `${says}：使用操作手册“${title}”。`,
  instance: (name, address, server) => `用于 ${name}，地址 ${address}（${server}）。`,
  server: { master: '主节点', replica: '从节点', unknown: '版本或角色未知' },
  madeAt: (time) => `生成于 ${time}；此后发生的情况不在其中。`,
  factsAt: (time) => `其中关于 Redis 的内容读取于 ${time}。`,
  page: {
    title: '操作手册',
    intro:
      'Redis 或 Valkey 无法保存时的处理方法，按原因分列。Savepoint 会填入您的服务器的地址、目录和版本，并以文件形式提供同样的内容；此处使用的是示例，因此没有 Savepoint 也能阅读。',
    older: (title, version) => `${title}（Redis ${version}）`,
  },
};
