import type { Words } from '../words';

export const group: Words['group'] = {
  watchedTwice: (names) =>
    `这与 ${names} 是同一个 Redis 进程：一台服务器被监视了多次。它的保存记录出现在每个名称之下，写保护的切换也是如此。请保留其中一个，移除其余的。`,
  gone: {
    sentinel: (name) =>
      `${name} 的 Sentinel 不再公布此服务器。它会在这里再保留一小时，仍有应答时保留一天；只要写保护是经 Savepoint 关闭的，就一直保留。管理员可以提前移除它。`,
    cluster: (name) =>
      `集群 ${name} 不再公布此节点。它会在这里再保留一小时，仍有应答时保留一天；只要写保护是经 Savepoint 关闭的，就一直保留。管理员可以提前移除它。`,
  },
  disagreed: {
    sentinel: (name) => `${name} 的各个 Sentinel 指向不同的主节点：此服务器在其中的角色未知。`,
    cluster: (name) => `${name} 的各个节点说法不一致：此节点在其中的角色未知。`,
  },
  unanswered: {
    sentinel: (name) => `${name} 的 Sentinel 目前都没有说明此服务器：它是否仍属于该组、角色是什么，均未知。`,
    cluster: (name) => `${name} 的节点目前都没有说明此节点：它是否仍属于该集群、角色是什么，均未知。`,
  },
  unasked: {
    sentinel: (name) => `尚未询问 ${name} 的 Sentinel。`,
    cluster: (name) => `尚未询问 ${name} 的节点。`,
  },
  saysReplica: {
    sentinel: (name) => `${name} 的 Sentinel 公布此服务器为主节点，而它自己说是从节点。可能正在故障转移。`,
    cluster: (name) => `集群 ${name} 公布此节点为主节点，而它自己说是从节点。可能正在故障转移。`,
  },
  saysPrimary: {
    sentinel: (name) => `${name} 的 Sentinel 公布此服务器为从节点，而它自己说是主节点。写入它的数据可能会丢失。`,
    cluster: (name) => `集群 ${name} 公布此节点为从节点，而它自己说是主节点。写入它的数据可能会丢失。`,
  },
};
