import type { Strings } from '../en';

export const fleet: Strings['fleet'] = {
  title: '全部实例',
  states: '各状态的实例',
  needsAction: '需要处理',
  rest: '其余实例',
  orderChanged: '顺序已变化。',
  resort: '重新排序',
  resortKey: '或按 . 键',
  configProblems: (count: number) => `配置中有 ${count} 项无法使用。`,
  othersInTable: (count: number) => `另有 ${count} 个在表格中。`,
  add: '添加实例',
  cannotRefresh: '无法再次读取实例列表。您看到的是最后一次读取的内容。',
};
