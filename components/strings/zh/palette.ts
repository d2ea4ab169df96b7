import type { Strings } from '../en';

export const palette: Strings['palette'] = {
  open: '查找实例或操作',
  title: '查找实例或操作',
  label: '实例或操作',
  placeholder: '输入名称或操作…',
  found: '查找结果',
  instances: '实例',
  actions: '操作',
  pages: '页面',
  display: '本页',
  saveNow: (name: string) => `立即保存：${name}`,
  guard: (name: string) => `写保护：${name}`,
  saveSeveral: (count: number) => `批量保存：${count} 个实例`,
  fleetTable: '以表格显示全部实例',
  fleetWall: '大屏显示全部实例',
  refresh: '重新读取全部',
  nothing: (typed: string) => `没有名为“${typed}”的项目。`,
};
