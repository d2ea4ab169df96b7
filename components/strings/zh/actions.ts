import type { Strings } from '../en';

export const actions: Strings['actions'] = {
  open: '打开',
  openName: (name: string) => `打开 ${name}`,
  saveNow: '立即保存',
  guard: '写保护…',
  guardIsOn: '写保护已开启…',
  guardOn: '开启写保护…',
  reading: '正在读取当前事实…',
  readAgain: '重新读取',
  planFailed: '无法读取当前事实',
  notAllowed: '现在不可行；服务器没有说明原因。',
  planOld: '这是一分多钟前读取的。请重新读取后再决定。',
  review: '查看新状态',
  askAgain: '再次请求答复',
  askAgainMeans: '同一请求绝不会执行两次。',
  noAnswer: '没有收到 Savepoint 的答复。更改可能已生效，也可能没有：请不要发起第二次。',
};
