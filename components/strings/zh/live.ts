import type { Strings } from '../en';

export const live: Strings['live'] = {
  label: '连接',
  connecting: '正在连接',
  live: (age: string) => `实时 · ${age}`,
  behind: (age: string) => `${age}前`,
  stale: (age: string) => `已过期 ${age}`,
  offline: '离线',
  youAreOffline: '您已离线。',
  silent: 'Savepoint 没有应答。',
  silentMeans: '您看到的内容可能已经过时，因此不再带有颜色，也不能从这里进行更改。本页会继续尝试连接。',
  asleep: '此页面有一部分未能加载。',
  asleepMeans:
    '您看到的是页面加载时的情况，因此不再带有颜色。本页会继续尝试；如果 Savepoint 在此期间已更新到新版本，则继续尝试也无济于事。',
  reload: '重新加载页面',
  storeTitle: '历史和审计无法写入。',
  storeWhy: (problem: string) => `您看到的是实时情况；在恢复写入之前，这里不能做任何更改。原因：${problem}`,
  lastData: (age: string) => `最后一次数据在 ${age}前。`,
  lastDataUnknown: '最后一次数据的时间未知。',
};
