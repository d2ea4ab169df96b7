import type { Strings } from '../en';

export const nav: Strings['nav'] = {
  label: '主导航',
  fleet: '全部实例',
  incidents: '故障',
  history: '历史',
  audit: '审计',
};
