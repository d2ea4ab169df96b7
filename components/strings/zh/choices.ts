import type { Strings } from '../en';

export const choices: Strings['choices'] = {
  label: '等待、快照保存和写保护各有什么作用',
  advised: '建议',
  none: '三者都不建议',
  more: '各自的改变和风险',
  way: { wait: '等待', save: '立即保存', guard: '写保护', guardOff: '关闭写保护', guardOn: '开启写保护' },
  verdict: {
    helps: '有用',
    'does-not-help': '没有用',
    'makes-worse': '会更糟',
    'not-known': '未知',
  },
};
