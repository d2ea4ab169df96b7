import type { Strings } from '../en';

export const errors: Strings['errors'] = {
  notFoundTitle: '没有这个页面。',
  notFound: '地址可能有误，或者该实例已从 Savepoint 移除。',
  toFleet: '前往全部实例',
  title: '无法显示此页面。',
  means: 'Savepoint 自身出现问题；您的 Redis 服务器不受影响。请重试；如果问题依旧，请查看 Savepoint 的日志。',
  again: '重试',
  missing: '无法加载此对话框。',
  missingMeans: 'Savepoint 没有应答，或者在此页面加载之后已更新到新版本。没有更改任何东西。请重新加载页面。',
  reload: '重新加载页面',
  reference: (digest: string) => `日志参考编号：${digest}`,
};
