import type { Strings } from '../en';

export const override: Strings['override'] = {
  label: '重新开启写保护',
  hint: '由 Savepoint 执行，绝不会因此停止写入',
  choices: {
    'next-good-save': '下一次成功保存时',
    after: (time: string) => `${time}后`,
    none: '不自动开启',
  },
  rewrite: {
    label: '同时写入配置文件（CONFIG REWRITE）',
    file: '其配置文件',
    means: (file: string, value: 'yes' | 'no') =>
      `它会用当前的全部设置替换 ${file}，而不只是这一项。此后重启也会保持写保护${value === 'no' ? '关闭' : '开启'}。`,
  },
  end: {
    nextGoodSave: 'Savepoint 会在下一次成功保存时重新开启它。',
    none: '没有结束时间：在有人开启之前一直关闭。',
    timeBefore: 'Savepoint 会在 ',
    timeBetween: '（',
    timeAfterAlone: ' 重新开启它，前提是届时最近一次快照保存成功。',
    timeAfter: '）重新开启它，前提是届时最近一次快照保存成功。',
    now: '现在',
    stuck: '结束条件已到，但 Savepoint 无法开启写保护：',
    pastBefore: '结束时间是 ',
    pastAfter: '；Savepoint 尚未重新开启它。',
    overBefore: '写保护本应自 ',
    overAfter: ' 起重新开启，但那会停止写入：Savepoint 在等待一次成功保存。',
  },
  title: '更改写保护重新开启的时间',
  change: '更改时间…',
  move: '更改时间',
  moved: '时间已更改',
  notMoved: '时间未更改',
  over: '写保护已不再由 Savepoint 关闭',
  overMeans: '写保护已开启，或由其他途径关闭。',
  failover: '写保护的关闭不随故障转移迁移',
  bar: '写保护即将或本应重新开启的实例',
  more: (count: number) => `另有 ${count} 个`,
  barBetween: '：',
};
