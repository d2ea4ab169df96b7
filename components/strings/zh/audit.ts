import type { Strings } from '../en';

export const audit: Strings['audit'] = {
  title: '审计',
  lead: '谁请求了什么，结果如何。',
  caption: '审计记录，最新的在前',
  empty: '还没有任何请求。',
  error: '无法读取审计记录。',
  columns: { at: '时间', who: '谁', what: '操作', instance: '实例', outcome: '结果', message: '说明' },
  kind: {
    bgsave: 'BGSAVE',
    'set-stop-writes': '写保护',
    'sign-in': '登录',
    'sign-in-failed': '登录失败',
    'sign-out': '退出登录',
    registered: '已注册',
    removed: '已移除',
    'changed-outside': '在 Savepoint 之外更改',
    'override-moved': '更改了结束时间',
    'override-expired': '已过结束时间',
    'override-lost': '关闭写保护已失效',
    'access-changed': '访问权限',
    approval: '第二人批准',
  },
  outcome: { pending: '等待结果', applied: '已生效', 'not-applied': '未生效', conflict: '冲突', unknown: '未知' },
  reason: (reason: string) => `原因：${reason}`,
  change: (before: string, after: string) => `${before} → ${after}`,
};
