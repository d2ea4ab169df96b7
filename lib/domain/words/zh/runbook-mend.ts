import type { Words } from '../words';

export const runbookMend: Words['runbookMend'] = {
  keepReplica: {
    title: '防止从节点自行终止',
    why: '重启后会丢失：请随后写入配置。在此从节点上关闭写保护效果相同。',
    expected: '得到“OK”。',
  },
  freeMemory: {
    title: '释放主机内存',
    why: '停止可以等待的程序，或增加内存或交换空间。这是最安全的办法：不会留下没有人知道的设置。',
    expected: '“free -m”的 available 一列大于 Redis 的用量。',
  },
  letFork: {
    title: '让内核承诺更多内存',
    why: 'Redis 启动时也这样建议。在主机重启前有效；写入 /etc/sysctl.d 中的文件可以保留。对容器而言在主机上设置。',
    expected: '显示“vm.overcommit_memory = 1”。',
    ifNot: '被拒绝：这是容器，或不是该主机。请改为释放内存。',
  },
  raiseLimit: {
    title: '提高运行中进程的上限',
    why: '无需重启，但重启后会丢失：请同时在服务单元中设置 LimitNPROC 或 TasksMax。',
    expected: '没有输出：已提高。',
    ifNot: '不允许：需要主机的 root 权限。',
  },
  freeSpace: {
    title: '腾出空间',
    why: '清理日志和不属于 Redis 的内容，或扩大磁盘。保留转储和 AOF：重启时会读取它们。',
    expected: '剩余空间大于转储所需（再次执行 df）。',
  },
  removeTemp: {
    title: '删除失败的快照保存留下的文件',
    why: '仅在没有快照保存进行时。一小时以内的文件仍会保留：刚开始的保存会写入这样的文件。',
    expected: '被删除的文件名。',
    ifNot: '没有：这里没有可清理的内容。',
  },
  giveBack: {
    title: '把目录交还给该用户',
    why: '保存时在那里创建新文件再改名：关键是目录的权限。无需重启。',
    expected: '没有输出：已完成。请直接到保存的步骤；不需要复制数据。',
    ifNot: '被拒绝：只有卷的属主可以更改它。',
  },
  volume: {
    title: '只能更改卷时',
    why: '在 Kubernetes 中把 securityContext.fsGroup 设为 Redis 的组，在 Docker 中挂载属于该用户的目录。两者都需要新的容器，也就是重启：请先把数据复制出来，并在启动之前把副本作为转储文件放到卷上。',
    expected: '新容器可以写入那里，并且数据都在。',
  },
  makeDir: {
    title: '创建属于该用户的目录',
    why: '请把 DIR 替换为可以写入的路径。在 6.2 及更早版本上，可以在 Redis 运行期间让它使用该目录。',
    expected: '没有输出：目录已创建。',
  },
  otherDir: {
    title: '让 Redis 使用该目录',
    why: '在 6.2 及更早版本上，这样无需重启即可恢复。重启后会丢失：请同时写入配置。',
    expected: '得到“OK”。',
    ifNot: '因受保护的设置而被拒绝：版本为 7.0 或更新，需要复制数据并重启。',
  },
  holdWrites: {
    title: '不让写入发生在复制之后',
    why: '复制之后的写入会在重启时丢失。写保护开启且上一次快照保存失败时，写入会被拒绝；如果没有保存点，请停止客户端。',
    expected: '得到“OK”，之后 PING 得到 MISCONF。',
  },
  copyOut: {
    title: '把数据复制出来',
    why: '通过网络复制到执行命令的机器，绕过有问题的目录。写入被拒绝期间也可以进行；Redis 为此需要一次 fork。',
    expected: '显示“Transfer finished with success”。',
    ifNot: '失败：原因见 Redis 的日志。没有副本之前不要重启。',
  },
  checkCopy: {
    title: '检查副本',
    why: '重启后只剩下它。',
    expected: '显示“RDB looks OK”。',
    ifNot: '副本已损坏：请重新复制。',
  },
  aofOff: {
    title: '让它在没有 AOF 的情况下启动',
    why: '“appendonly yes”时，启动只读取 AOF 而不读取转储：没有 AOF 就会以空数据启动（在 7.0.15 上实测）。仅为这一次启动在配置中设置“appendonly no”。',
    expected: '配置中为“appendonly no”，或没有该行。',
  },
  prepare: {
    title: '把副本放到启动时读取的位置',
    why: 'DIR 是其配置所指定的目录。它只用于下一次启动：现在运行的 Redis 找不到它。',
    expected: '没有输出：副本已以转储文件的名称放在那里。',
    ifNot: '用户或路径不对：请查看由谁运行，以及配置所指定的路径。',
  },
  prepareElsewhere: 'DIR 是可用磁盘上的目录：启动之前请在其配置中指定它。',
  restart: {
    title: '用副本重启',
    why: '现在才可以。使用 NOSAVE，因为保存会失败，那样它就不会结束。其服务或容器会重新启动它；否则请手动启动。',
    expected: '它结束，然后再次应答。',
    ifNot: '它没有启动：原因见其日志。副本仍在。',
  },
  countAgain: {
    title: '键都在吗？',
    why: '找不到转储的启动会以空数据运行，看起来却一切正常。',
    expected: '与之前的数字相同；只会因过期而减少。',
    ifNot: '变少了：它读取了别的内容。不要保存：停止它，并把副本放到它读取的位置。',
  },
  aofOn: {
    title: '重新开启 AOF',
    why: 'Redis 会立即写出完整的 AOF。然后把“appendonly yes”写回配置。',
    expected: '得到“OK”。',
  },
  remount: {
    title: '恢复为可写',
    why: '仅在内核没有报告磁盘错误时：出错之后继续写入可能造成更多损坏。',
    expected: '没有输出：已挂载为可写。请直接到保存的步骤；不需要复制数据。',
    ifNot: '被拒绝：内核因错误而保持只读。',
  },
  writePaths: {
    title: '让服务单元可以写入那里',
    why: '添加“[Service]”和带有该目录的“ReadWritePaths=”。下一次启动时生效：请先把数据复制出来。在容器中请去掉其挂载的“readOnly”。',
    expected: '该目录出现在服务单元的 ReadWritePaths 中。',
  },
  moveAway: {
    title: '把该目录移走',
    why: '只是改名而不删除：其中的内容可能还有用。有它在那里，Redis 也无法再次启动。',
    expected: '没有输出：名称已空出。',
    ifNot: '正忙：那里挂载了内容。',
  },
  raiseFileSize: {
    title: '提高运行中进程的上限',
    why: '下一个子进程也会采用。重启后会丢失：请在服务单元中设置 LimitFSIZE。',
    expected: '没有输出：已提高。',
    ifNot: '不允许：需要主机的 root 权限。',
  },
  giveMemory: {
    title: '给它更多内存',
    why: '用一个为保存期间的更改留有余地的数值替换 SIZE。在 Kubernetes 中新的上限意味着新的 Pod，也就是重启：请先看到一次保存成功，或先把数据复制出来。',
    expected: '上限高于 Redis 的用量，高出的部分足够容纳保存期间的更改。',
  },
  seeToDisk: {
    title: '处理磁盘',
    why: '数据放到别处之后：更换磁盘，或请其提供方更换。不要修复已挂载的文件系统。',
    expected: '没有错误的磁盘，或另一块磁盘。',
  },
  guardNoHelp: {
    title: '不要动写保护',
    why: '它与 AOF 错误无关：关闭它也不能恢复写入。',
    expected: '写保护保持不变。',
  },
};
