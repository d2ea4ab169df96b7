import type { Strings } from '../en';

export const keys: Strings['keys'] = {
  title: '键盘',
  about: '没有任何按键会直接更改什么：会更改的操作总是先打开对话框。',
  switch: '单键快捷键',
  switchMeans: '使用语音输入，或键盘可能被误压时，请关闭。Ctrl K 始终可用。',
  noInstance: '哪一个？请先移到一个实例：用 j 和 k 在实例间移动。',
  noIncident: '它没有未结束的故障。',
  refreshed: '正在重新读取全部。',
  timesLocal: '现在显示本地时间，并注明与 UTC 的时差。',
  timesUtc: '现在显示 UTC 时间。',
  list: [
    { keys: ['Ctrl', 'K'], does: '查找实例或操作（Mac 上为 ⌘ K）', single: false },
    { keys: ['/'], does: '筛选实例', single: true },
    { keys: ['j', 'k'], does: '下一个实例，上一个实例', single: true },
    { keys: ['Enter'], does: '打开实例', single: false },
    { keys: ['o'], does: '它未结束的故障', single: true },
    { keys: ['b'], does: '立即保存：先看有何阻碍，再看按钮', single: true },
    { keys: ['g'], does: '写保护：先看会改变什么，再看按钮', single: true },
    { keys: ['r'], does: '重新读取全部', single: true },
    { keys: ['.'], does: '顺序在指针下变化后，重新排序', single: true },
    { keys: ['u'], does: '时间用 UTC 或本地', single: true },
    { keys: ['?'], does: '显示本列表', single: true },
    { keys: ['Esc'], does: '关闭对话框；离开筛选框或卡片', single: false },
  ],
};
