import type { Strings } from '../en';

export const bgsaveDialog: Strings['bgsaveDialog'] = {
  title: '立即保存',
  checks: '开始之前',
  level: { ok: '正常', warn: '警告', block: '不可行', 'not-visible': '无法看到' },
  start: '开始保存',
  schedule: '安排在重写之后保存',
  watch: '查看正在进行的保存',
  starting: '正在请求 Redis…',
  startedNotSaved: '已开始。尚未保存。',
  scheduled: '已安排。尚未开始。',
  blocked: '现在无法开始快照保存',
  endedUnseen: '快照保存已不在进行。记录之后，可在历史中查看结果。',
  notSaved: '未保存',
  leave: '关闭此窗口不会停止快照保存。',
  outcome: { running: '快照保存正在进行', saved: '已保存', failed: '失败', cancelled: '已取消', unknown: '未知' },
  notStarted: '未开始',
  took: (time: string) => `耗时 ${time}。`,
  copied: (size: string) => `复制了 ${size}。`,
};
