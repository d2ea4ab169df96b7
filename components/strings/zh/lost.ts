import type { Strings } from '../en';

export const lost: Strings['lost'] = {
  network: 'Savepoint 没有应答。它可能已停止，或者它与此页面之间的网络中断。',
  unreadable: '应答的不是 Savepoint。中间可能有代理；请重新打开此页面。',
};
