import type { Words } from '../words';

export const runbookDisk: Words['runbookDisk'] = {
  where: (dir) => ({
    title: '它的文件写到哪里？',
    why: '下面的命令会查看那里。',
    expected: dir === null ? '一个路径：请用它替换下面的 DIR。' : `“${dir}”，由 Savepoint 读取。`,
    ifNot: '结果为空：该目录在 Redis 运行期间被删除。',
  }),
  space: {
    title: '还有空间吗？',
    why: '新转储写在旧转储旁边，因此两者都需要空间。',
    expected: 'Use% 一列为“100%”，或剩余空间少于转储所需。',
    ifNot: '有空间：可能是文件数量的问题。',
  },
  inodes: {
    title: '还能创建文件吗？',
    why: '没有空闲 inode 的文件系统不能创建新文件，无论还剩多少空间。',
    expected: 'IUse% 一列为“100%”。',
    ifNot: '两者都有余地：是配额，或此后已清理。请再次查看日志。',
  },
  roomElse: '有余地：是其他原因。',
  biggest: {
    title: '被什么占满了？',
    why: '增长的内容说明可以清理什么：日志、其他数据、失败的快照保存留下的转储。',
    expected: '从大到小列出；temp-*.rdb 是失败的快照保存留下的。',
    ifNot: '那里没有大文件：是同一文件系统上的其他内容增长了。',
  },
  noSave: {
    title: '没有快照保存正在进行吧？',
    why: '保存期间它的 temp-*.rdb 正在使用：删除会使该次保存失败。',
    expected: '显示“rdb_bgsave_in_progress:0”。',
    ifNot: '显示 1：等待保存结束，然后再次查询。',
  },
  who: {
    title: 'Redis 由哪个用户运行？',
    why: '必须能写入该目录的就是这个用户。',
    expected: '一行：用户、pid，以及服务器程序和端口。',
    ifNot:
      '报告 NO-PID 的错误：它在另一台主机上运行，或其容器使用另一个端口。请从“ps -ef”中取得 pid 并填入下面的命令。',
  },
  rights: {
    title: '该用户能写入那里吗？',
    why: '它需要对该目录有 w 权限，对其上的每一级目录有 x 权限。',
    expected: '有一行把它挡在外面：属主不同，最后没有 w，或途中没有 x。',
    ifNot: '权限正常：可能被属性或安全策略禁止。',
  },
  rightsElse: '权限正常：是其他原因。',
  policy: {
    title: '有其他东西禁止写入吗？',
    why: '不可变属性、AppArmor 和 SELinux 会禁止权限所允许的操作。',
    expected: '属性中有“i”，或有提到 Redis 的拒绝记录。',
    ifNot: '都没有：请再次查看日志，看它写明的路径。',
  },
  gone: {
    title: '目录已被删除吗？',
    why: 'Redis 就在该目录中运行：在运行期间被删除后，即使重新创建同名目录，对该进程而言仍然不存在。',
    expected: '“dir”后面是空行：该目录在 Redis 运行期间被删除。',
    ifNot: '一个路径：请查看它是否仍是 Redis 所在的目录。',
  },
  cwd: {
    title: 'Redis 在已删除的目录中吗？',
    why: '无论该路径现在是什么，内核都知道。',
    expected: '“(deleted)”：Redis 写到那里的内容，没有人能找到。',
    ifNot: '目录存在：问题在挂载或文件名。',
  },
  configured: {
    title: '启动时它会读取什么？',
    why: '启动时读取的是配置所指定的目录和文件，而不是运行期间的设置。',
    expected: '“dir”和一个路径。没有该行：默认为启动时所在的目录。',
    ifNot: '没有该文件：它以参数启动（“ps -ef”），或由容器启动。',
  },
  diskless: {
    title: '复制数据需要该目录吗？',
    why: '通过网络复制相当于从节点的首次同步：为“no”时，Redis 会先写入有问题的目录。',
    expected: '“yes”，从 7.0 起为默认值。',
    ifNot: '显示“no”：复制之前请用 CONFIG SET repl-diskless-sync yes 更改。',
  },
  mounted: {
    title: '是以只读方式挂载的吗？',
    why: '内核在出错后会把文件系统改为只读；或有人这样设置。',
    expected: 'OPTIONS 一列为“ro”。',
    ifNot: '显示“rw”：主机可以写入那里。请查看 Redis 所见。',
  },
  sandbox: {
    title: 'Redis 看到的是只读吗？',
    why: 'systemd 和容器会为进程提供独立的文件系统视图。',
    expected: '这里是“ro”，而主机是“rw”：是服务单元或容器把它挡在外面。',
    ifNot: '这里也显示“rw”：请再次查看日志，看它写明的路径。',
  },
  unit: {
    title: '服务单元允许什么？',
    why: '启用 ProtectSystem 时，服务只能写入 ReadWritePaths 所列的路径。',
    expected: '“ProtectSystem=strict”或“full”，且该目录不在“ReadWritePaths”中。',
    ifNot: '没有这样的服务单元：是容器。其挂载或根目录被设为只读。',
  },
  device: {
    title: '磁盘自身报告什么？',
    why: '即将损坏的磁盘会记录它不得不替换的扇区。',
    expected: '“FAILED”，或有已重映射或待处理的扇区。仅有“PASSED”说明不了什么。',
    ifNot: '虚拟磁盘或网络磁盘不报告任何信息：请询问其提供方。',
  },
  fileSize: {
    title: '文件最大可以多大？',
    why: '更大的文件会在写入途中中断。',
    expected: '“Max file size”后面的数字小于转储文件。',
    ifNot: '显示 unlimited：限制来自文件系统或配额。',
  },
  inTheWay: {
    title: '它是目录吗？',
    why: '写完的转储会改名为该名称，而目录不能这样被替换。',
    expected: '一行以“d”开头的内容。',
    ifNot: '是文件，或不存在：它没有妨碍。',
  },
  mountpoint: {
    title: '那里挂载了什么吗？',
    why: '如果要挂载的单个文件不存在，Docker 会创建一个目录。',
    expected: '没有内容：可以移走。',
    ifNot: '有一行：请改为挂载转储所在的目录，而不是该文件。这需要新的容器。',
  },
};
