import type { Words } from '../words';
import { escaped } from '../../text/format';

export const failover: Words['failover'] = {
  heir: (former, by) =>
    `此服务器成为主节点之前复制自 ${escaped(former)}，${escaped(by)} 在那里关闭了写保护。那次关闭只在那里有效：这里的写保护是开启的，如果这里的快照保存失败，写入会被拒绝。`,
  isReplica: '关闭写保护时此服务器是主节点，现在是从节点：只有再次被提升后，这次关闭才对写入者有影响。',
  tookOver: (heir) => `${escaped(heir)} 曾复制此服务器，现在是主节点；写保护的关闭留在这里，在那里无效。`,
  guard: (value) => {
    if (value === null) return '那里的写保护是否开启未知。';
    return value === 'yes'
      ? '那里的写保护是开启的：如果那里的快照保存失败，写入会被拒绝。'
      : '那里的写保护也是关闭的，原因另在别处。';
  },
};
