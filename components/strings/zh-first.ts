import { fleet as fleetWords } from '@/lib/domain/words/zh/fleet';
import type { FirstStrings } from './en';
import { actions } from './zh/actions';
import { approval } from './zh/approval';
import { cause } from './zh/cause';
import { choices } from './zh/choices';
import { confidence } from './zh/confidence';
import { display } from './zh/display';
import { errors } from './zh/errors';
import { exposure } from './zh/exposure';
import { facts } from './zh/facts';
import { fleet } from './zh/fleet';
import { fleetTools } from './zh/fleet-tools';
import { format } from './zh/format';
import { group } from './zh/group';
import { guard } from './zh/guard';
import { keys } from './zh/keys';
import { live } from './zh/live';
import { lost } from './zh/lost';
import { override } from './zh/override';
import { nav } from './zh/nav';
import { next } from './zh/next';
import { palette } from './zh/palette';
import { saving } from './zh/saving';
import { sentence } from './zh/sentence';
import { stage } from './zh/stage';
import { state } from './zh/state';
import { stateCounted } from './zh/state-counted';
import { todo } from './zh/todo';
import { writes } from './zh/writes';
import { who } from './zh/who';

/** Simplified Chinese: what every page and the first view of the fleet say. */
export const first: FirstStrings = {
  /** As HTML names the language. */
  tag: 'zh-CN',
  product: 'Savepoint',
  description: 'Redis 拒绝写入时，值班工程师打开的面板。',
  tabTitle: 'Redis 持久化',
  skip: '跳到主要内容',
  close: '关闭',
  cancel: '取消',
  unknown: '未知',
  dash: '–',
  comma: '，',
  colon: '：',
  stop: '。',
  between: '',
  inUtc: (heading: string) => `${heading} (UTC)`,
  copied: '已复制',
  copyCommand: (command: string) => `复制命令 ${command}`,
  ago: (age: string) => `${age}前`,
  inAbout: (time: string) => `约 ${time}后`,
  readAgo: (age: string) => `${age}前读取`,
  neverRead: '从未读取',
  older: '显示更早的记录',
  loadingOlder: '正在读取更早的记录…',
  loadingRows: '正在读取…',
  planRead: '读取于',
  run: (runId: string) => `运行 ${runId.slice(0, 8)}`,
  notSavingWritesOn: '未能保存，写入仍在继续',
  stale: '已过期',
  staleWas: (word: string) => `最后已知：${word}`,
  staleReason: '数据过旧，不能据此操作。',
  offlineReason: '您已离线：不能从这里进行更改。',
  changed: (name: string, word: string) => `${name}：现在${word}`,
  lasts: '已持续 ',
  lastsAtLeast: '至少 ',
  primary: '主节点',
  replica: '从节点',
  noCauseYet: '尚不清楚：还没有看到证据。',
  format,
  fleetWords,
  lost,
  nav,
  live,
  display,
  palette,
  keys,
  errors,
  fleet,
  fleetTools,
  state,
  stateCounted,
  sentence,
  facts,
  who,
  writes,
  exposure,
  group,
  guard,
  cause,
  stage,
  choices,
  confidence,
  next,
  saving,
  todo,
  actions,
  approval,
  override,
};
