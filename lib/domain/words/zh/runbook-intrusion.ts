import type { Words } from '../words';

export const runbookIntrusion: Words['runbookIntrusion'] = {
  dumpDir: {
    title: '转储写到哪里？',
    why: '发现开放的 Redis 的人会让它写出 cron 任务、密钥或网页。',
    expected: '其配置所指定的目录。',
    ifNot: '是另一个目录：请按有人入侵处理。',
  },
  dumpName: {
    title: '转储文件叫什么？',
    why: '文件名也是同样的道理。',
    expected: '其配置中的名称，通常是 dump.rdb。',
    ifNot: '是另一个名称，例如 root 或 authorized_keys：请按有人入侵处理。',
  },
  clients: {
    title: '谁已连接？',
    why: '地址是证据，断开之后就没有了。',
    expected: '只有您认识的地址。',
    ifNot: '有其他地址：断开之前请保留此列表。',
  },
  modules: {
    title: '加载了哪些模块？',
    why: '模块以 Redis 自身的身份运行。',
    expected: '没有，或只有您加载的模块。',
    ifNot: '有其他模块：该主机已不只由您控制。',
  },
  follows: {
    title: '它跟随哪个主节点？',
    why: '被设为从节点的 Redis 会接收新主节点发送的内容。',
    expected: '“role:master”，或您设置的主节点。',
    ifNot: '是您不认识的主机：它发送的内容已在数据中。',
  },
  traces: {
    title: '写出了什么？',
    why: '那里的内容可能已经执行过。',
    expected: '没有新文件，也没有以“REDIS”开头的文件。',
    ifNot: '请作为证据保留：其时间说明从何时开始。',
  },
  doNotSave: {
    title: '不要保存，也不要只是改回去',
    why: '保存会再次写入该文件。让人进来的漏洞仍然开着，他们会再来。',
    expected: '没有人按下“立即保存”。',
  },
  evidence: {
    title: '保留证据',
    why: '谁已连接、设置和加载了什么、从何时开始：与日志和被写出的文件一起，可以说明发生了什么。',
    expected: '得到文件 savepoint-evidence.txt；请加上日志和被写出的文件及其时间。',
  },
  isolate: {
    title: '隔离它',
    why: '在防火墙或安全组上，只允许必须访问它的一方。该命令会对其他所有机器关闭此端口，包括您的客户端；对 Docker 发布的端口，链是 DOCKER-USER。',
    expected: '不再有来自外部的连接。',
  },
  rebuild: {
    title: '重建主机',
    why: '让 Redis 写出 cron 任务或密钥的人可能还留下了更多。请设置密码，只绑定到自己的网络，并使用此前的转储中的数据，或检查数据。从 7.0 起 dir 和 dbfilename 受保护：请让 enable-protected-configs 保持“no”。',
    expected: '一台新主机，其上的 Redis 有密码和自己的目录。',
  },
  setDir: {
    title: '把目录改回去',
    why: '在 6.2 及更早版本上可以在 Redis 运行期间设置，入侵者也可以：请先断开他们。',
    expected: '得到“OK”。',
  },
  setName: {
    title: '把文件名改回去',
    why: '文件名也是同样的道理。',
    expected: '得到“OK”。',
  },
};
