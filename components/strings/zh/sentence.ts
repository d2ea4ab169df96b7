import type { Strings } from '../en';

export const sentence: Strings['sentence'] = {
  verb: {
    'rejecting-writes': '拒绝写入',
    'not-saving': '未能保存',
    'at-risk': '存在风险',
    unreachable: '没有应答',
    'no-access': '不允许 Savepoint 访问',
    unknown: '无法判断',
    loading: '正在加载数据',
    saving: '正在保存',
    'no-persistence': '不保留快照',
    saved: '已保存',
  },
  notSavingWritesOn: '未能保存，但接受写入',
  savedInAof: '把每次写入都保留在 AOF 中',
  nothingToSave: '没有需要保存的内容',
  share: (verb: string, percent: number) => `${verb}，${percent} %`,
  beforeAge: '，',
  since: '，自 ',
  sinceEnd: ' 起',
  orEarlier: '（或更早）',
  atLeast: '至少 ',
};
