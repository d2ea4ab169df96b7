import type { Strings } from '../en';

export const state: Strings['state'] = {
  'rejecting-writes': '拒绝写入',
  'not-saving': '未能保存',
  'at-risk': '存在风险',
  unreachable: '无法连接',
  'no-access': '无权访问',
  unknown: '未知',
  loading: '正在加载',
  saving: '正在保存',
  'no-persistence': '未设快照',
  saved: '已保存',
};
