import type { Strings } from '../en';

export const display: Strings['display'] = {
  menu: '显示',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  times: '时间',
  utc: 'UTC',
  local: '本地时间，带时差',
  language: '语言',
  find: '查找…',
  keys: '键盘…',
};
